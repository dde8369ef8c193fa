package zdaemon.cli.action;

import java.util.List;
import zdaemon.cli.console.Streams;

/** Names the processes that a program has left behind, on standard error: what scripts read stays what it is. */
final class SurvivorsWarning {

    private SurvivorsWarning() {
    }

    /** Says nothing when there are none. */
    static void tell(Streams streams, List<String> survivors) {
        if (!survivors.isEmpty()) {
            streams.complain("warning: the program left processes behind, which go on: " + String.join(", ", survivors)
                    + " (stop-scope says whom a stop ends)");
        }
    }
}
