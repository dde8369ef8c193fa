package zdaemon.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static zdaemon.e2e.Until.until;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import zdaemon.e2e.Daemon;
import zdaemon.e2e.EndToEnd;

/** Programs that have ended before anybody looked. */
@EndToEnd
class QuickDeathIT {
    private static final int RUNS = 3;

    /** The word of its exec and that of its end come at the same time, and are told in their order. */
    @Test
    void isSeenToStartAndThenToEnd(Daemon daemon) {
        daemon.runs("true", "exit-codes 7", "backoff-limit " + RUNS);
        daemon.ask("start");
        daemon.logged("CRITICAL restarting too frequently; quit");
        List<String> expected = new ArrayList<>();
        for (String message : daemon.messages()) {
            if (message.startsWith("INFO spawned process pid=")) {
                String pid = message.substring(message.indexOf('=') + 1);
                expected.add(message);
                expected.add("INFO pid " + pid + ": exit status 0");
            }
        }
        assertEquals(2 * RUNS, expected.size());
        assertEquals(expected, daemon.messages().stream().filter(message -> message.contains("pid=") || message.startsWith("INFO pid "))
                .toList());
        until("the manager has gone", () -> !daemon.sandbox.list().contains("zdsock"));
    }
}
