package zdaemon.cli.action;

import zdaemon.cli.console.Output;
import java.util.Optional;
import zdaemon.cli.console.Exit;
import zdaemon.client.Answer;
import zdaemon.client.ClientException;
import zdaemon.posix.Signal;
import zdaemon.protocol.Replies;
import zdaemon.protocol.Repr;
import zdaemon.protocol.Request;

/**
 * {@code kill [SIG]}: a signal for the program, sent by its parent, for whom a process id never means somebody else.
 */
final class KillAction {

    private KillAction() {
    }

    static int run(Session session, String signalName) throws ClientException {
        // As kill(1) has it: -HUP and -9 mean HUP and 9.
        boolean isDashed = signalName.length() > 1 && signalName.charAt(0) == '-';
        Optional<Signal> signal = Signal.parse(isDashed ? signalName.substring(1) : signalName);
        if (signal.isEmpty() || !Signal.all().contains(signal.get())) {
            session.out().line("invalid signal " + Repr.string(signalName));
            return Exit.DONE;
        }
        return run(session, signal.get());
    }

    static int run(Session session, Signal signal) throws ClientException {
        Output out = session.out();
        int pid = session.state().application();
        if (pid == 0) {
            out.line("daemon process not running");
            return Exit.DONE;
        }
        out.line("kill(" + pid + ", " + signal.number() + ")");
        Answer answer = session.client().ask(Request.of("kill", Integer.toString(signal.number())));
        String reply = answer instanceof Answer.Replied replied ? replied.reply().stripTrailing() : "";
        if (reply.equals(Replies.signalSent(signal.number()))) {
            out.line("signal " + signal.name() + " sent to process " + pid);
            return Exit.DONE;
        }
        if (reply.isEmpty() || reply.equals(Replies.NOT_RUNNING)) {
            out.line("daemon process not running");
            return Exit.DONE;
        }
        session.streams().complain("Error: " + reply);
        return Exit.FAILED;
    }
}
