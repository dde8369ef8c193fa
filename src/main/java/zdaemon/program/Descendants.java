package zdaemon.program;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import zdaemon.core.Level;
import zdaemon.posix.Errno;
import zdaemon.posix.Fd;
import zdaemon.posix.Pid;
import zdaemon.posix.PosixException;
import zdaemon.posix.Signal;
import zdaemon.process.ProcessTable;
import zdaemon.spec.ProgramSpec.StopScope;

/**
 * The processes that stem from the program: its children, theirs, and so on; whom of them a stop reaches
 * ({@code stop-scope}), and who is left when it is over. Orphans among them come to the manager, which is their subreaper, so
 * none is lost sight of. Those of an adopted program go elsewhere: they are known only if they were seen while it lived.
 *
 * <p>Of those who are waited for one at a time is watched; when that one has ended, it is time to look again.
 */
final class Descendants {
    /** Who forks faster than we can look is given up after so many looks; the next signal gets him. */
    private static final int LOOKS = 8;

    /** So many are held by descriptors at once; the manager keeps as many for itself. */
    private static final int BATCH = 16;

    private StopScope scope;
    private final Kernel kernel;
    private final DescendantSearch search;
    private final Messages log;
    private final boolean isLeader;

    private List<ProcessTable.Entry> seen = List.of();
    private int unsought;
    private boolean isFresh;
    private Optional<Kernel.Handle> watched = Optional.empty();
    private Survivors survivors;

    Descendants(LaunchPlan plan, Kernel kernel, DescendantSearch search, Messages log) {
        this.scope = plan.stopScope();
        this.isLeader = plan.program().newProcessGroup();
        this.kernel = kernel;
        this.search = search;
        this.log = log;
        this.survivors = Survivors.none(kernel);
    }

    /** From now on a stop reaches these. */
    void obey(StopScope other) {
        scope = other;
    }

    /** The process from which they stem is this one from now on. */
    void begin(Pid program) {
        search.begins(program);
    }

    /** It has ended. */
    void end(Pid program) {
        search.ends(program);
    }

    /** Looks while the process is there: once it has ended, an adopted one's orphans are not ours. */
    void notice(Pid program) {
        look(program, true);
    }

    /** Whether a process in the scope has outlived the process, which has ended. */
    boolean haveOutlived(Pid program) {
        if (search.mayBeLeft(program, scope)) {
            for (ProcessTable.Entry one : look(program, false)) {
                if (isInScope(program, one)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** No child is left, so no descendant is. */
    void areGone() {
        seen = List.of();
        isFresh = true;
    }

    /**
     * Sends a signal to all in the scope but the program's own process. With SIGTERM goes SIGCONT, because a stopped process
     * does not see that one before it is continued.
     */
    void signal(Pid program, boolean isThere, Signal signal) {
        if (scope == StopScope.PROGRAM || signal.equals(Signal.CONT)) {
            return;
        }
        Set<Integer> reached = new HashSet<>();
        boolean isNew = true;
        for (int looks = 0; isNew && looks < LOOKS; looks++) {
            List<ProcessTable.Entry> found = new ArrayList<>();
            Births births = search.births(looks > 0);
            for (ProcessTable.Entry one : look(program, isThere)) {
                if (isInScope(program, one) && reached.add(one.pid().value())) {
                    found.add(one);
                }
            }
            for (int from = 0; from < found.size(); from += BATCH) {
                signal(found.subList(from, Math.min(found.size(), from + BATCH)), births, signal);
            }
            // Ordinarily nobody is born meanwhile, and a second look at all processes would find nobody.
            isNew = (!found.isEmpty() || search.isOld()) && births.some();
        }
    }

    /** With one look for all whether their numbers can mean others by now, instead of one at each. */
    private void signal(List<ProcessTable.Entry> some, Births births, Signal signal) {
        List<Optional<Kernel.Handle>> opened = new ArrayList<>();
        for (ProcessTable.Entry one : some) {
            opened.add(kernel.open(one.identity()));
        }
        Births.Since since = births.since();
        for (int i = 0; i < opened.size(); i++) {
            ProcessTable.Entry one = some.get(i);
            Optional<Kernel.Handle> handle = opened.get(i);
            if (handle.isPresent() && since.mayHave(one.pid())) {
                handle.get().close();
                handle = kernel.find(one.identity());
            }
            if (handle.isPresent()) {
                signal(handle.get(), signal);
            }
        }
    }

    private void signal(Kernel.Handle one, Signal signal) {
        try {
            one.signal(signal);
            if (!signal.equals(Signal.KILL)) {
                one.signal(Signal.CONT);
            }
        } catch (PosixException e) {
            // It has ended, or has another user's rights.
            if (!e.errno().equals(Errno.ESRCH) && !e.errno().equals(Errno.EPERM)) {
                log.log(Level.ERROR, e.getMessage());
            }
        } finally {
            one.close();
        }
    }

    /** Begins to watch one of those in the scope of a process that has ended; answers whether there is one. */
    boolean watch(Pid program) {
        unwatch();
        if (!isFresh) {
            look(program, false);
        }
        isFresh = !watchOneSeen(program);
        return watched.isPresent();
    }

    /** The one that was watched has ended; answers whether there is another one to watch. */
    boolean watchNext(Pid program) {
        unwatch();
        isFresh = false;
        return watchOneSeen(program) || watch(program);
    }

    /** Each of those who were seen is looked for once: who has ended does not come back. */
    private boolean watchOneSeen(Pid program) {
        while (watched.isEmpty() && unsought < seen.size()) {
            ProcessTable.Entry one = seen.get(unsought);
            unsought++;
            if (isInScope(program, one)) {
                watched = kernel.find(one.identity());
            }
        }
        return watched.isPresent();
    }

    void unwatch() {
        if (watched.isPresent()) {
            watched.get().close();
            watched = Optional.empty();
        }
    }

    /** Readable once the one that is watched has ended. */
    Optional<Fd> watched() {
        return watched.isPresent() ? watched.get().descriptor() : Optional.empty();
    }

    /**
     * The process has ended, and the remaining descendants stay.
     *
     * @param isLast whether nobody will be there later to tell of it
     */
    void leave(Pid program, boolean isLast) {
        unwatch();
        survivors = isFresh || search.isForEachEnd()
                ? new Survivors(kernel, program, isLeader, isFresh ? seen : look(program, false), Optional.empty())
                : new Survivors(kernel, program, isLeader, List.of(), Optional.of(search));
        isFresh = false;
        if (isLast) {
            survivors.tell(log);
        }
    }

    Survivors survivors() {
        return survivors;
    }

    /** When {@link #tick} has processes to name, monotonic nanoseconds. */
    OptionalLong deadline() {
        return survivors.deadline();
    }

    /** Names those who have stayed. */
    void tick(long now) {
        if (deadline().isPresent() && deadline().getAsLong() - now <= 0) {
            survivors.tell(log);
        }
    }

    private List<ProcessTable.Entry> look(Pid program, boolean isThere) {
        try {
            seen = search.find(program, isThere, seen);
        } catch (PosixException e) {
            log.log(Level.ERROR, e.getMessage() + "; processes that the program leaves behind are not found");
            seen = List.of();
        }
        unsought = 0;
        isFresh = true;
        return seen;
    }

    private boolean isInScope(Pid program, ProcessTable.Entry one) {
        return scope == StopScope.ALL || (scope == StopScope.GROUP && one.group() == program.value());
    }
}
