package zdaemon.reference;

import java.util.List;
import zdaemon.cli.console.Exit;

/** The exit statuses, for the manual page (behaviour §1, §2). */
final class ExitText {

    /**
     * A status, or the first of several.
     *
     * @param number  the status
     * @param label   how the page writes it
     * @param meaning when it is given
     */
    record Status(int number, String label, String meaning) {
    }

    private ExitText() {
    }

    /** All, by number. */
    static List<Status> all() {
        return List.of(
                new Status(Exit.DONE, "0", "Done, or there was nothing to do: `start` when the program runs already, "
                        + "`stop` when it does not, `kill` when there is no such signal or process, `logtail` when no "
                        + "file is known, `foreground` when the program runs as a daemon. For `status`: a daemon "
                        + "manager is there."),
                new Status(Exit.FAILED, "1", "The action could not do its work: the program did not come up, the "
                        + "daemon manager does not answer, a file could not be opened."),
                new Status(Exit.USAGE, "2", "The command line or the configuration is wrong, and nothing was done."),
                new Status(Exit.NO_MANAGER, "3", "`status`: no daemon manager is there."),
                new Status(Exit.INTERNAL, "70", "An internal error of zdaemon; please report it, with what it says when "
                        + "`ZDAEMON_DEBUG=1` is in the environment."),
                new Status(Exit.SIGNALLED, "128 + N", "`foreground`: signal N ended the program. 141 means that the "
                        + "reader of zdaemon's output has gone."),
                new Status(Integer.MAX_VALUE, "other", "`foreground`: the program's own. `start` with `daemon off`: "
                        + "the daemon manager's, which is that of a program whose status is on the `exit-codes` list, "
                        + "0 after a stop, 1 when it has given up or was killed itself."));
    }
}
