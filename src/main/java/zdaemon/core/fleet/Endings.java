package zdaemon.core.fleet;

import zdaemon.core.Ending;
import zdaemon.core.Ending.Exited;
import zdaemon.core.Ending.Killed;
import zdaemon.core.Ending.Unknown;

/** Ways to end, in words and as an exit status. */
final class Endings {

    private Endings() {}

    static String text(Ending ending) {
        return switch (ending) {
            case Exited(int status) -> "exit status " + status;
            case Killed(_, String signal, boolean core) -> "terminated by " + signal + (core ? " (core dumped)" : "");
            case Unknown() -> "ended (adopted, exit status unknown)";
        };
    }

    /** What the manager exits with for its essential program: 128 + N for a signal (programs §1). */
    static int status(Ending ending) {
        return switch (ending) {
            case Exited(int status) -> status;
            case Killed(int signal, _, _) -> 128 + signal;
            case Unknown() -> 1;
        };
    }
}
