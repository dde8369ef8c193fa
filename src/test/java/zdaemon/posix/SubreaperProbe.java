package zdaemon.posix;

import java.util.List;
import zdaemon.process.SpawnPlan;
import zdaemon.process.Spawner;

/** Run by {@link ProcessesTest}: starts a shell that leaves an orphan, and tells how the orphan ended. */
final class SubreaperProbe {
    private SubreaperProbe() {}

    /** Runs the probe. */
    public static void main(String[] arguments) throws PosixException {
        Processes.becomeSubreaper();
        Pipe leash = Pipe.open();
        try (Spawner spawner = new Spawner(); Fd reader = leash.reader()) {
            String script = "(read x < /dev/fd/" + reader.number() + "; exit 9) &";
            SpawnPlan plan = SpawnPlan.of("/bin/sh", List.of("sh", "-c", script), List.of());
            Processes.await(spawner.spawnPatiently(plan.keeping(List.of(reader.number())), 5_000_000_000L, 5).pid());
        }
        // The shell is gone; now let its child go on.
        leash.writer().close();
        while (true) {
            if (Processes.reapAny() instanceof Reaping.Ended orphan) {
                System.out.println(orphan.status());
                return;
            }
            Thread.onSpinWait();
        }
    }
}
