package zdaemon.faults;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import zdaemon.e2e.Daemon;
import zdaemon.e2e.EndToEnd;
import zdaemon.e2e.Proc;
import zdaemon.e2e.Tool;

/**
 * The machine's clock is set. No namespace has a clock of its own, so this runs only where it disturbs nobody:
 * as root, with {@code -Dzdaemon.test.setclock=true}.
 */
@EndToEnd
class WallClockIT {
    private static final Duration LEAP = Duration.ofHours(3);
    private static final Duration MARGIN = Duration.ofSeconds(20);

    @Test
    void delaysDoNotDependOnIt(Daemon daemon) {
        assumeTrue(Boolean.getBoolean("zdaemon.test.setclock"), "the machine's clock may not be set");
        assumeTrue(Tool.root(), "not root");
        daemon.runs("sleep 100");
        Proc program = daemon.start();
        long begin = System.nanoTime();
        Instant now = Instant.now();
        try {
            for (Duration leap : new Duration[] {LEAP, LEAP.negated()}) {
                program.kill("KILL");
                set(now.plus(leap));
                program = daemon.programAfter(program);
            }
        } finally {
            set(now.plusNanos(System.nanoTime() - begin));
        }
        Duration taken = Duration.ofNanos(System.nanoTime() - begin);
        assertTrue(taken.compareTo(MARGIN) < 0, () -> "two short delays took " + taken);
    }

    private static void set(Instant time) {
        Kernel.run("date", "--set=@%d.%09d".formatted(time.getEpochSecond(), time.getNano()));
    }
}
