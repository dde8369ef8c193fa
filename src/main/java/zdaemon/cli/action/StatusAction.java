package zdaemon.cli.action;

import zdaemon.cli.console.Output;
import java.util.List;
import zdaemon.cli.console.Exit;
import zdaemon.cli.console.Streams;
import zdaemon.client.ClientException;
import zdaemon.client.ManagerState;
import zdaemon.protocol.Repr;
import zdaemon.protocol.ReprException;
import zdaemon.protocol.StatusReply;

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
        warn(session.streams(), present.status());
        return Exit.DONE;
    }

    /** What an operator should know at once, beside the line that scripts look at. */
    private static void warn(Streams streams, StatusReply status) {
        String reason = status.extras().getOrDefault("transcript_error", "");
        if (!reason.isEmpty()) {
            streams.complain("warning: the transcript can't be written: " + plain(reason)
                    + (status.extras().getOrDefault("transcript_missing", "0").equals("0")
                            ? "; the program's output waits" : "; some of the program's output is lost"));
        }
        String ofLog = status.extras().getOrDefault("eventlog_errors", "");
        if (!ofLog.isEmpty()) {
            streams.complain("warning: the event log can't be written: " + ofLog);
        }
    }

    private static String plain(String repr) {
        try {
            return Repr.parseString(repr);
        } catch (ReprException e) {
            return repr;
        }
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
