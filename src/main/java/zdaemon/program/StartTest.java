package zdaemon.program;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    private final DescendantSearch search;
    private Optional<Pid> running = Optional.empty();

    StartTest(SpawnPlan plan, Kernel kernel, Helpers helpers, DescendantSearch search) {
        this.plan = plan;
        this.kernel = kernel;
        this.helpers = helpers;
        this.search = search;
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
            search.testBegins(pid);
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
            search.testEnds(pid);
        }
        return isTest;
    }

    /** Ends a test that runs, and all that stems from it: nobody else would. */
    void kill() {
        if (running.isEmpty()) {
            return;
        }
        Pid test = running.get();
        if (!search.isCheap()) {
            killGroup(test);
            return;
        }
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

    /** Those who have left its group are not worth a look at all processes. */
    private void killGroup(Pid test) {
        try {
            kernel.killGroup(test, Signal.KILL);
        } catch (PosixException e) {
            // They have ended, or are of another user: then their ends are not ours to bring about.
            return;
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
            for (ProcessTable.Entry one : search.stemmingFromTest(test)) {
                kernel.find(one.identity()).ifPresent(found::add);
            }
        } catch (PosixException e) {
            // Without a proc file system the test alone can be found.
        }
        return found;
    }
}
