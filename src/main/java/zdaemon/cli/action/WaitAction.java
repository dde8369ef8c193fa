package zdaemon.cli.action;

import java.util.List;
import zdaemon.cli.console.Exit;
import zdaemon.client.Awaited;
import zdaemon.client.Awaiter;
import zdaemon.client.ClientException;
import zdaemon.client.ManagerState;
import zdaemon.client.Patience;
import zdaemon.posix.PosixException;

/** {@code wait}: until the program is down, however long that takes. */
final class WaitAction {

    private WaitAction() {
    }

    static int run(Session session) throws ClientException, PosixException {
        ManagerState state = session.state();
        List<String> survivors = List.of();
        Progress progress = new Progress(session.out());
        if (state instanceof ManagerState.Present) {
            try (Patience patience = Patience.endless(progress, session.interrupts())) {
                Awaited awaited = new Awaiter(session.client()).down(patience);
                if (!(awaited instanceof Awaited.Known known)) {
                    progress.end();
                    return Exit.FAILED;
                }
                state = known.state();
                survivors = known.survivors();
            }
        }
        progress.end("daemon process stopped");
        StatusAction.print(session.out(), state);
        SurvivorsWarning.tell(session.streams(), survivors);
        return Exit.DONE;
    }
}
