package zdaemon.process;

import java.util.List;
import zdaemon.posix.Fd;
import zdaemon.posix.Open;
import zdaemon.posix.PosixException;
import zdaemon.posix.SignalSet;
import zdaemon.posix.Signals;

/** Run by {@link SpawnerTest}: fails to become one program, then becomes another. */
final class ReplaceProbe {
    private ReplaceProbe() {}

    /** Runs the probe. */
    public static void main(String[] arguments) throws PosixException {
        SignalSet mask = Signals.blocked();
        Spawner spawner = new Spawner();
        Fd.open("/dev/null", Open.READ, 0).redirect(50);
        try {
            spawner.replace(SpawnPlan.of("/no/such", List.of("x"), List.of()));
        } catch (PosixException e) {
            System.out.println(e.getMessage());
        }
        System.out.println("still here");
        System.out.println(mask.equals(Signals.blocked()) ? "kept" : Signals.blocked().toString());
        spawner.replace(SpawnPlan.of("/bin/ls", List.of("ls", "/proc/self/fd"), List.of()));
    }
}
