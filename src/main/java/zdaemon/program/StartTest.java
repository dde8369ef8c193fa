package zdaemon.program;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import zdaemon.core.Event;
import zdaemon.posix.Errno;
import zdaemon.posix.Pid;
import zdaemon.posix.PosixException;
import zdaemon.posix.Signal;
import zdaemon.process.ProcessTable;
import zdaemon.process.SpawnPlan;

/** The start test's process, which leads a process group of its own, and what it has begotten. */
final class StartTest {
    private SpawnPlan plan;
    private final Kernel kernel;
    private final Helpers helpers;
    private Optional<Pid> running = Optional.empty();
    private final Set<Integer> groups = new HashSet<>();

    StartTest(SpawnPlan plan, Kernel kernel, Helpers helpers) {
        this.plan = plan;
        this.kernel = kernel;
        this.helpers = helpers;
    }

    /** The next one is started in this way. */
    void follow(SpawnPlan next) {
        plan = next;
    }

    /** Forks it; answers what came of it. */
    Event start() {
        try {
            Pid pid = helpers.start(plan);
            running = Optional.of(pid);
            groups.add(pid.value());
            return new Event.TestForked(pid.value());
        } catch (PosixException e) {
            return new Event.TestForkFailed(e.getMessage());
        }
    }

    /** Whether a child that has been reaped was the start test; then that runs no more. */
    boolean hasEnded(Pid pid) {
        boolean isTest = running.equals(Optional.of(pid));
        if (isTest) {
            running = Optional.empty();
            if (!kernel.hasGroup(pid)) {
                groups.remove(pid.value());
            }
        }
        return isTest;
    }

    /** Whether a process stems from a start test, and not from the program. */
    boolean owns(ProcessTable.Entry process) {
        return groups.contains(process.group());
    }

    /** Nobody who was not seen is left of an earlier test. */
    void forgetAllBut(Set<Integer> groupsThere) {
        int current = running.isPresent() ? running.get().value() : 0;
        groups.removeIf(group -> group != current && !groupsThere.contains(group));
    }

    /** Ends a test that runs, and all that stems from it: nobody else would. */
    void kill() {
        if (running.isEmpty()) {
            return;
        }
        Pid test = running.get();
        List<Kernel.Handle> stemming = stemming(test);
        signal(test);
        for (Kernel.Handle one : stemming) {
            try {
                one.signal(Signal.KILL);
            } catch (PosixException e) {
                // It has ended, or has another user's rights: then its end is not ours to bring about.
            } finally {
                one.close();
            }
        }
    }

    private void signal(Pid test) {
        try {
            kernel.kill(test, Signal.KILL);
        } catch (PosixException e) {
            if (!e.errno().equals(Errno.EPERM) && !e.errno().equals(Errno.ESRCH)) {
                throw new IllegalStateException(e);
            }
        }
    }

    private List<Kernel.Handle> stemming(Pid test) {
        List<Kernel.Handle> found = new ArrayList<>();
        try {
            ProcessTable table = kernel.processes();
            List<ProcessTable.Entry> roots = new ArrayList<>(table.children(test));
            for (ProcessTable.Entry orphan : table.children(kernel.self())) {
                if (owns(orphan) && !orphan.pid().equals(test)) {
                    roots.add(orphan);
                }
            }
            for (ProcessTable.Entry one : table.stemmingFrom(roots)) {
                kernel.find(one.identity()).ifPresent(found::add);
            }
        } catch (PosixException e) {
            // Without a proc file system the test alone can be found.
        }
        return found;
    }
}
