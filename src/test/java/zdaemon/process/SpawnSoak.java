package zdaemon.process;

import java.util.List;
import zdaemon.posix.Clock;
import zdaemon.posix.Descriptors;
import zdaemon.posix.PosixException;
import zdaemon.posix.Processes;
import zdaemon.posix.WaitStatus;

/** Starts /bin/true so many times, in a JVM of its own that has the manager's flags, and tells how that went. */
final class SpawnSoak {
    private static final long PATIENCE = 2_000_000_000L;
    private static final int ATTEMPTS = 5;

    private SpawnSoak() {}

    /**
     * Runs the soak.
     *
     * @param arguments how many starts; how many of them to a forced garbage collection, 0 for none
     */
    public static void main(String[] arguments) throws PosixException {
        int starts = Integer.parseInt(arguments[0]);
        int perCollection = Integer.parseInt(arguments[1]);
        SpawnPlan plan = SpawnPlan.of("/bin/true", List.of("true"), List.of("A=b")).withDirectory("/").withUmask(022)
                .inNewSession();
        int silent = 0;
        int lost = 0;
        int before = Descriptors.open().size();
        long begin = Clock.monotonicNanos();
        long collecting = 0;
        try (Spawner spawner = new Spawner()) {
            for (int i = 0; i < starts; i++) {
                if (perCollection > 0 && i % perCollection == 0) {
                    long from = Clock.monotonicNanos();
                    System.gc();
                    collecting += Clock.monotonicNanos() - from;
                }
                SpawnReport.Attempts attempts = spawner.spawnPatiently(plan, PATIENCE, ATTEMPTS);
                silent += attempts.silent();
                boolean executed = attempts.outcome() instanceof SpawnReport.Succeeded
                        && Processes.await(attempts.pid()).equals(new WaitStatus.Exited(0));
                lost += executed ? 0 : 1;
            }
        }
        long micros = (Clock.monotonicNanos() - begin - collecting) / 1000 / starts;
        int leaked = Descriptors.open().size() - before;
        System.out.println("soak: " + starts + " starts, " + silent + " silent and retried, " + lost + " lost, "
                + leaked + " descriptors leaked, " + micros / 1000 + "." + micros / 100 % 10 + " ms from fork to exit");
        if (silent + lost + leaked != 0) {
            throw new IllegalStateException("see above");
        }
    }
}
