package zdaemon.cli.action;

import zdaemon.cli.console.Exit;
import zdaemon.client.Answer;
import zdaemon.client.ClientException;
import zdaemon.protocol.Request;

/** {@code reopen_transcript}: the manager lets go of files that have been renamed. */
final class ReopenTranscriptAction {

    private ReopenTranscriptAction() {
    }

    static int run(Session session) throws ClientException {
        Answer answer = session.client().ask(Request.of("reopen_transcript"));
        if (answer instanceof Answer.NobodyThere) {
            session.out().line("daemon manager not running");
            return Exit.DONE;
        }
        // The reply is empty; whatever it holds is a complaint.
        String reply = answer instanceof Answer.Replied replied ? replied.reply().stripTrailing() : "";
        if (!reply.isEmpty()) {
            session.streams().complain("Error: " + reply);
            return Exit.FAILED;
        }
        return Exit.DONE;
    }
}
