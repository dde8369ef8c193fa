package zdaemon.program;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zdaemon.process.ProcessIdentity;
import zdaemon.process.ProcessTable;

/**
 * Processes that were there when the program that they stem from had ended.
 *
 * @param processes as they were at that moment
 */
public record Survivors(List<ProcessTable.Entry> processes) {
    static final Survivors NONE = new Survivors(List.of());

    /** More are counted, not named. */
    private static final int NAMED = 16;

    /** Those that are still there, {@code 4711 sleep} each; beyond a number that one can read, how many more. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        int more = 0;
        for (ProcessTable.Entry process : processes) {
            if (names.size() == NAMED) {
                more++;
            } else if (ProcessIdentity.of(process.pid()).equals(Optional.of(process.identity()))) {
                names.add(process.pid().value() + " " + process.command());
            }
        }
        if (more > 0) {
            names.add("and " + more + " more");
        }
        return names;
    }
}
