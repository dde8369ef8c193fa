package zdaemon.program;

import java.util.HashSet;
import java.util.Set;
import zdaemon.posix.Pid;
import zdaemon.posix.PosixException;
import zdaemon.process.SpawnPlan;

/**
 * The processes that the manager has forked for purposes of its own: start tests, delivery agents, another release on
 * trial. They are no part of the program, which its other children are, be they forked or, as orphans, inherited.
 */
public final class Helpers {
    private final Kernel kernel;
    private final Set<Pid> running = new HashSet<>();

    public Helpers(Kernel kernel) {
        this.kernel = kernel;
    }

    /**
     * Starts one. Whether it could be executed is seen from how it ends.
     *
     * @throws PosixException as {@link Kernel#start}
     */
    public Pid start(SpawnPlan plan) throws PosixException {
        Pid pid = kernel.start(plan);
        running.add(pid);
        return pid;
    }

    public boolean has(Pid pid) {
        return running.contains(pid);
    }

    /** It has been reaped, and its number may mean another process from now on. */
    public void forget(Pid pid) {
        running.remove(pid);
    }
}
