package zdaemon.e2e;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waiting for an event, with a deadline. */
public final class Until {

    /** Generous, because it only matters when a test fails. */
    public static final Duration DEADLINE = Duration.ofSeconds(60);

    private static final Duration PAUSE = Duration.ofMillis(15);

    /** Something that becomes true by itself; an exception means "not yet". */
    public interface Condition {
        boolean holds() throws Exception;
    }

    private Until() {
    }

    /** Returns when the condition holds; an assertion error that says what was waited for after the deadline. */
    public static void until(String what, Condition condition) {
        if (!within(DEADLINE, condition)) {
            throw new AssertionError("waited " + DEADLINE.toSeconds() + " s in vain until " + what);
        }
    }

    /** Whether the condition came to hold before the deadline. */
    public static boolean within(Duration deadline, Condition condition) {
        long end = System.nanoTime() + deadline.toNanos();
        while (true) {
            if (holds(condition)) {
                return true;
            }
            if (System.nanoTime() > end) {
                return false;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private static boolean holds(Condition condition) {
        try {
            return condition.holds();
        } catch (Exception notYet) {
            return false;
        }
    }
}
