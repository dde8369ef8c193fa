package zdaemon.faults;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static zdaemon.e2e.Until.until;
import static zdaemon.e2e.Until.within;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import zdaemon.e2e.Daemon;
import zdaemon.e2e.EndToEnd;
import zdaemon.e2e.Proc;
import zdaemon.e2e.Wire;

/** For ever: what a manager needs does not grow with what it has done. */
@EndToEnd
class ForeverIT {
    private static final long MEMORY_KB = 2048;
    private static final Duration HOURS = Duration.ofHours(6);

    /** What a manager holds. */
    private record Holdings(int descriptors, int threads, long memory) {
        static Holdings of(Proc manager) {
            return new Holdings(manager.descriptors().size(), Kernel.threads(manager), Kernel.resident(manager));
        }
    }

    @Test
    void restarts(Daemon daemon) {
        crash(daemon, 100, 400);
    }

    @Test
    @Tag("soak")
    @Timeout(6 * 3600)
    void hundredThousandRestarts(Daemon daemon) {
        crash(daemon, 1000, 1000 * Soak.PERCENT);
    }

    @Test
    void requests(Daemon daemon) throws IOException {
        ask(daemon, 1000, 5000);
    }

    @Test
    @Tag("soak")
    @Timeout(6 * 3600)
    void millionRequests(Daemon daemon) throws IOException {
        ask(daemon, 1000, 10_000 * Soak.PERCENT);
    }

    /** With this limit, no end is too quick for a restart at once. */
    private static void crash(Daemon daemon, int first, int last) {
        daemon.configure("", "program " + daemon.sandbox.script("crash") + " runs 1", "backoff-limit 0", "exit-codes 9",
                "start-seconds 0", "transcript log");
        daemon.ask("start").exits(0);
        Proc manager = daemon.manager();
        restarted(daemon, first);
        Holdings before = Holdings.of(manager);
        long begin = System.nanoTime();
        restarted(daemon, last);
        double seconds = (System.nanoTime() - begin) / 1e9;
        same(daemon, before, manager, "%d restarts, %.1f ms each".formatted(last, 1000 * seconds / (last - first)));
        until("no child is left unreaped", () -> Kernel.zombies(manager) == 0);
    }

    private static void restarted(Daemon daemon, int count) {
        String line = "run\n";
        assertTrue(within(HOURS, () -> Files.size(daemon.sandbox.path("runs")) >= (long) line.length() * count));
    }

    private static void ask(Daemon daemon, int first, int last) throws IOException {
        daemon.runs("sleep 10000");
        daemon.start();
        Proc manager = daemon.manager();
        requests(daemon, first);
        Holdings before = Holdings.of(manager);
        long begin = System.nanoTime();
        requests(daemon, last - first);
        double seconds = (System.nanoTime() - begin) / 1e9;
        same(daemon, before, manager, "%d requests, %.2f ms each".formatted(last, 1000 * seconds / (last - first)));
    }

    private static void requests(Daemon daemon, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            assertTrue(Wire.ask(daemon.socket(), i % 2 == 0 ? "status" : "help").length() > 100);
        }
    }

    /** A restart under way has a descriptor of its own, so the number may have to settle. */
    private static void same(Daemon daemon, Holdings before, Proc manager, String what) {
        Holdings after = Holdings.of(manager);
        Figures.note("%s: %d descriptors, %d threads, %d kB; before %d, %d, %d kB".formatted(what, after.descriptors,
                after.threads, after.memory, before.descriptors, before.threads, before.memory));
        until("no more descriptors are open than before", () -> Holdings.of(manager).descriptors <= before.descriptors);
        assertTrue(after.threads <= before.threads, () -> before + " -> " + after);
        assertTrue(after.memory - before.memory < MEMORY_KB, () -> before + " -> " + after);
        assertTrue(manager.alive() && Files.exists(daemon.socket()));
    }
}
