package zdaemon.cli.action;

import zdaemon.spec.Option;
import java.util.List;
import zdaemon.cli.words.UsageException;
import zdaemon.client.Awaiter;
import zdaemon.client.ClientException;
import zdaemon.client.ManagerState;
import zdaemon.client.Patience;
import zdaemon.posix.PosixException;

/** {@code restart}: another process of the program in place of the present one. */
final class RestartAction {

    private RestartAction() {
    }

    static int run(Session session) throws UsageException, ClientException, PosixException {
        ManagerState state = session.state();
        if (state.application() == 0) {
            return state instanceof ManagerState.Present
                    ? StartAction.startAgain(session) : StartAction.run(session, List.of());
        }
        Progress progress = new Progress(session.out());
        LastWords lastWords = LastWords.from(session.settings());
        long limit = (long) session.settings().program().number(Option.STOP_TIMEOUT) + session.settings().program().number(Option.START_TIMEOUT);
        try (Patience patience = Patience.upTo(limit, progress, session.interrupts())) {
            return StartReport.tell(session, progress, lastWords, StartReport.RESTARTED,
                    new Awaiter(session.client()).restart(state.application(), patience));
        }
    }
}
