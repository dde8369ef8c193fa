package zdaemon.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zdaemon.posix.Directory;
import zdaemon.posix.Pid;
import zdaemon.posix.PosixException;

/**
 * A look at all processes that this one may see, proc(5). It is no snapshot: who is born or dies while it is taken may
 * be in it or not.
 */
public final class ProcessTable {
    private final List<Entry> entries;

    /**
     * One process.
     *
     * @param identity which
     * @param command  its name as the kernel keeps it, at most 15 bytes
     * @param parent   the number of its parent, 0 if that is outside of this pid namespace
     * @param group    the number of its process group
     */
    public record Entry(ProcessIdentity identity, String command, int parent, int group) {
        /** {@return its number} */
        public Pid pid() {
            return identity.pid();
        }
    }

    private ProcessTable(List<Entry> entries) {
        this.entries = entries;
    }

    /**
     * {@return all processes but those that have ended and wait to be reaped}
     *
     * @throws PosixException when there is no proc file system
     */
    public static ProcessTable read() throws PosixException {
        String machine = ProcessIdentity.thisMachine();
        List<Entry> entries = new ArrayList<>();
        for (String name : Directory.names("/proc")) {
            if (name.charAt(0) >= '1' && name.charAt(0) <= '9') {
                add(new Pid(Integer.parseInt(name)), machine, entries);
            }
        }
        return new ProcessTable(entries);
    }

    private static void add(Pid pid, String machine, List<Entry> entries) {
        try {
            ProcessStat stat = ProcessStat.of(pid);
            if (!stat.isZombie()) {
                entries.add(new Entry(new ProcessIdentity(pid, stat.start(), machine), stat.command(), stat.parent(),
                        stat.group()));
            }
        } catch (PosixException e) {
            // It has gone in the meantime.
            return;
        }
    }

    /** The children of a process. */
    public List<Entry> children(Pid parent) {
        List<Entry> children = new ArrayList<>();
        for (Entry entry : entries) {
            if (entry.parent() == parent.value()) {
                children.add(entry);
            }
        }
        return children;
    }

    /**
     * Looks for one process.
     *
     * @return what is known of it; empty when it is not there
     */
    public Optional<Entry> find(ProcessIdentity identity) {
        for (Entry entry : entries) {
            if (entry.identity().equals(identity)) {
                return Optional.of(entry);
            }
        }
        return Optional.empty();
    }

    /** Adds all that stem from some processes. */
    public void extend(List<Entry> family) {
        for (int i = 0; i < family.size(); i++) {
            for (Entry child : children(family.get(i).pid())) {
                if (!family.contains(child)) {
                    family.add(child);
                }
            }
        }
    }
}
