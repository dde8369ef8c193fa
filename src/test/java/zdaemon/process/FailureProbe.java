package zdaemon.process;

import java.util.List;
import zdaemon.posix.Fd;
import zdaemon.posix.PosixException;
import zdaemon.posix.Processes;

/** Run by {@link SpawnFailureTest}: how a child ends that has nothing to execute. */
final class FailureProbe {
    private FailureProbe() {}

    /** Runs the probe. */
    public static void main(String[] arguments) throws PosixException {
        try (Spawner spawner = new Spawner()) {
            Spawned spawned = spawner.spawn(SpawnPlan.of("/no/such", List.of("x"), List.of()));
            try (Fd report = spawned.report()) {
                System.out.println(Processes.await(spawned.pid()));
                if (!(Spawner.read(report) instanceof SpawnReport.Failed)) {
                    throw new IllegalStateException("no report");
                }
            }
        }
    }
}
