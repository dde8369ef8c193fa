package zdaemon.process;

import zdaemon.posix.Clock;
import zdaemon.posix.Fd;
import zdaemon.posix.Pid;
import zdaemon.posix.Poller;
import zdaemon.posix.PosixException;
import zdaemon.posix.Processes;
import zdaemon.posix.Signal;

/** Waiting for a start's report, with a deadline. */
final class SpawnWait {
    private SpawnWait() {}

    static SpawnOutcome await(Spawned spawned, long deadlineNanos) throws PosixException {
        try (Fd report = spawned.report(); Poller poller = Poller.create()) {
            poller.set(report, true, false);
            while (true) {
                SpawnReport known = Spawner.read(report);
                if (known instanceof SpawnReport.Succeeded succeeded) {
                    return succeeded;
                }
                if (known instanceof SpawnReport.Failed failed) {
                    end(spawned.pid());
                    return failed;
                }
                long left = deadlineNanos - Clock.monotonicNanos();
                if (left <= 0) {
                    end(spawned.pid());
                    return new SpawnOutcome.TimedOut();
                }
                poller.poll(left);
            }
        }
    }

    /** Ours until it is reaped, so the number cannot be anybody else's. */
    private static void end(Pid child) throws PosixException {
        Processes.kill(child, Signal.KILL);
        Processes.await(child);
    }
}
