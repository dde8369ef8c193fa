package zdaemon.cli;

import java.util.List;
import zdaemon.client.ClientException;
import zdaemon.client.ManagerState;

/** {@code status [-l]}: whether the program runs. */
final class StatusAction {

    private StatusAction() {
    }

    static int run(Session session, List<String> arguments) throws ClientException {
        boolean all = arguments.size() == 1 && arguments.get(0).equals("-l");
        if (!all && !arguments.isEmpty()) {
            session.out().line("status argument must be absent or -l");
            return Exit.FAILED;
        }
        ManagerState state = session.state();
        print(session.out(), state);
        if (!(state instanceof ManagerState.Present present)) {
            return Exit.NO_MANAGER;
        }
        if (all) {
            session.out().print(present.text());
        }
        return Exit.DONE;
    }

    /** The line that scripts look at. */
    static void print(Output out, ManagerState state) {
        if (!(state instanceof ManagerState.Present present)) {
            out.line("daemon manager not running");
        } else if (present.status().application() == 0) {
            out.line("daemon manager running; daemon process not running");
        } else {
            out.line("program running; pid=" + present.status().application());
        }
    }
}
