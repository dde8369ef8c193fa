package zdaemon.process;

import java.util.List;
import zdaemon.posix.Fd;
import zdaemon.posix.MemoryFile;
import zdaemon.posix.PosixException;
import zdaemon.posix.Processes;

/** Run by {@link SpawnerTest}: starts a program with output and error exchanged, input being this process's output. */
final class StreamsProbe {
    private StreamsProbe() {}

    /** Runs the probe. */
    public static void main(String[] arguments) throws PosixException {
        try (Spawner spawner = new Spawner();
                Fd one = MemoryFile.of(new byte[0]);
                Fd two = MemoryFile.of(new byte[0]);
                Fd out = Fd.standard(1).duplicate()) {
            one.redirect(1);
            two.redirect(2);
            SpawnPlan plan = SpawnPlan.of("/bin/sh", List.of("sh", "-c", "echo out err >&2; echo err out"), List.of());
            Processes.await(spawner.spawnPatiently(plan.withStreams(1, 2, 1), 5_000_000_000L, 5).pid());
            out.writeFully(Run.content(one));
            out.writeFully(Run.content(two));
        }
    }
}
