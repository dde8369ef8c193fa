package zdaemon.client;

import java.util.Optional;
import zdaemon.posix.PosixException;
import zdaemon.posix.Processes;
import zdaemon.posix.WaitStatus;
import zdaemon.process.ExecFailure;
import zdaemon.process.SpawnPlan;
import zdaemon.process.SpawnReport;
import zdaemon.process.Spawner;

/** Runs programs and waits for them. */
public final class Foreground {
    private static final long PATIENCE_NANOS = 5_000_000_000L;
    private static final int ATTEMPTS = 3;

    private Foreground() {
    }

    /**
     * Runs a program to its end.
     *
     * @throws PosixException  when there is no process or descriptor to be had
     * @throws ClientException when it could not be executed
     */
    public static WaitStatus run(Spawner spawner, SpawnPlan plan) throws PosixException, ClientException {
        SpawnReport.Attempts attempts = spawn(spawner, plan);
        Optional<String> failure = failure(attempts.outcome(), plan);
        if (failure.isPresent()) {
            throw new ClientException(failure.get());
        }
        return Processes.await(attempts.pid());
    }

    /** The same for another user's program: without the terminal, see {@link Apart}. */
    public static WaitStatus runApart(Spawner spawner, SpawnPlan plan) throws PosixException, ClientException {
        return Apart.run(spawner, plan);
    }

    static SpawnReport.Attempts spawn(Spawner spawner, SpawnPlan plan) throws PosixException {
        return spawner.spawnPatiently(plan, PATIENCE_NANOS, ATTEMPTS);
    }

    /** Why there is no such process now, if so. */
    static Optional<String> failure(SpawnReport.Outcome outcome, SpawnPlan plan) {
        // Not a switch: start goes through here, and a switch over types is linked at run time, which takes
        // milliseconds.
        if (outcome instanceof SpawnReport.Failed failed) {
            return Optional.of(ExecFailure.explain(failed, plan));
        }
        return outcome instanceof SpawnReport.TimedOut
                ? Optional.of("can't start '" + plan.executable() + "': its process did not come to life")
                : Optional.empty();
    }
}
