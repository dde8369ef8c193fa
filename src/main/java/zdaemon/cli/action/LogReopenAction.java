package zdaemon.cli.action;

import zdaemon.client.ClientException;
import zdaemon.posix.Signal;

/** {@code logreopen}: {@code reopen_transcript}, then {@code kill USR2}. */
final class LogReopenAction {

    private LogReopenAction() {
    }

    static int run(Session session) throws ClientException {
        int reopened = ReopenTranscriptAction.run(session);
        int sent = KillAction.run(session, Signal.USR2);
        return Math.max(reopened, sent);
    }
}
