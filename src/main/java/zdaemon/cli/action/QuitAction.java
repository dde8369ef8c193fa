package zdaemon.cli.action;

import zdaemon.cli.console.Exit;
import zdaemon.client.ClientException;
import zdaemon.client.ManagerState;
import zdaemon.posix.PosixException;
import zdaemon.protocol.Request;

/** {@code quit}: a manager without a program to look after goes too. */
final class QuitAction {

    private QuitAction() {
    }

    static int run(Session session) throws ClientException, PosixException {
        ManagerState state = session.client().status();
        if (state instanceof ManagerState.Present && !state.isAlive()) {
            session.client().ask(Request.of("exit"));
            session.out().line("daemon manager stopped");
        }
        return Exit.DONE;
    }
}
