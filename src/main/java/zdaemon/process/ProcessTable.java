package zdaemon.process;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import zdaemon.posix.Directory;
import zdaemon.posix.FileSystem;
import zdaemon.posix.NativeString;
import zdaemon.posix.Pid;
import zdaemon.posix.PosixException;
import zdaemon.posix.ProcessLines;

/**
 * A look at all processes that this one may see, proc(5). It is no snapshot: who is born or dies while it is taken may
 * be in it or not.
 */
public final class ProcessTable {
    private final Map<Integer, Entry> byNumber = new HashMap<>();
    private final Map<Integer, List<Entry>> byParent = new HashMap<>();

    /**
     * One process.
     *
     * @param identity which
     * @param command  its name as the kernel keeps it, at most 15 bytes
     * @param parent   the number of its parent, 0 if that is outside of this pid namespace
     * @param group    the number of its process group
     * @param session  the number of its session
     */
    public record Entry(ProcessIdentity identity, String command, int parent, int group, int session) {
        /** {@return its number} */
        public Pid pid() {
            return identity.pid();
        }
    }

    /** A table of these processes. */
    public ProcessTable(List<Entry> entries) {
        for (Entry entry : entries) {
            byNumber.put(entry.pid().value(), entry);
            List<Entry> siblings = byParent.get(entry.parent());
            if (siblings == null) {
                siblings = new ArrayList<>();
                byParent.put(entry.parent(), siblings);
            }
            siblings.add(entry);
        }
    }

    /**
     * {@return all processes but those that have ended and wait to be reaped}
     *
     * @throws PosixException when there is no proc file system
     */
    public static ProcessTable read() throws PosixException {
        return readBut(Nobody.KNOWN);
    }

    /** Not a lambda: making one takes longer than the look, which may be on the way of a restart. */
    private enum Nobody implements IntPredicate {
        KNOWN;

        @Override
        public boolean test(int number) {
            return false;
        }
    }

    /**
     * {@return all processes but those that have ended and those that one need not look at}
     *
     * @param known the numbers of those
     * @throws PosixException when there is no proc file system
     */
    public static ProcessTable readBut(IntPredicate known) throws PosixException {
        String machine = ProcessIdentity.thisMachine();
        List<Entry> entries = new ArrayList<>();
        try (ProcessLines lines = new ProcessLines()) {
            for (int number : Directory.numbers("/proc")) {
                if (known.test(number)) {
                    continue;
                }
                Pid pid = new Pid(number);
                Optional<ProcessStat> found = ProcessStat.of(pid, lines);
                // One that cannot be read has gone in the meantime.
                if (found.isPresent() && !found.get().isZombie()) {
                    ProcessStat stat = found.get();
                    entries.add(new Entry(new ProcessIdentity(pid, stat.start(), machine), stat.command(), stat.parent(),
                            stat.group(), stat.session()));
                }
            }
        }
        return new ProcessTable(entries);
    }

    /** The number that was given to a new process last, proc_loadavg(5); numbers are given in a circle. */
    public static int lastNumber() throws PosixException {
        String load = new String(FileSystem.read("/proc/loadavg"), StandardCharsets.ISO_8859_1).strip();
        return Integer.parseInt(load.substring(load.lastIndexOf(' ') + 1));
    }

    /** What a process was given as its environment, proc_pid_environ(5), or has made of it; nothing where that may not be read. */
    public static List<String> environment(Pid pid) {
        try {
            byte[] text = FileSystem.read("/proc/" + pid.value() + "/environ");
            List<String> entries = new ArrayList<>();
            int from = 0;
            for (int at = 0; at < text.length; at++) {
                if (text[at] == 0) {
                    entries.add(NativeString.decode(text, from, at));
                    from = at + 1;
                }
            }
            return entries;
        } catch (PosixException e) {
            return List.of();
        }
    }

    /** The children of a process at this moment. */
    public List<Entry> children(Pid parent) {
        return byParent.getOrDefault(parent.value(), List.of());
    }

    /** What is known of a process; empty when it is not there. */
    public Optional<Entry> find(ProcessIdentity identity) {
        Entry entry = byNumber.get(identity.pid().value());
        return entry != null && entry.identity().equals(identity) ? Optional.of(entry) : Optional.empty();
    }

    /** What is known of the process of a number; empty when there is none. */
    public Optional<Entry> find(Pid pid) {
        return Optional.ofNullable(byNumber.get(pid.value()));
    }

    /** {@return all of them, in no order} */
    public Collection<Entry> all() {
        return Collections.unmodifiableCollection(byNumber.values());
    }

    /** Some processes and all that stem from them, each once. */
    public List<Entry> stemmingFrom(List<Entry> roots) {
        List<Entry> all = new ArrayList<>();
        Set<Integer> numbers = new HashSet<>();
        addNew(roots, all, numbers);
        for (int i = 0; i < all.size(); i++) {
            addNew(children(all.get(i).pid()), all, numbers);
        }
        return all;
    }

    private static void addNew(List<Entry> some, List<Entry> all, Set<Integer> numbers) {
        for (Entry entry : some) {
            if (numbers.add(entry.pid().value())) {
                all.add(entry);
            }
        }
    }
}
