package zdaemon.cli.action;

import java.util.List;
import zdaemon.cli.console.Exit;
import zdaemon.cli.console.Output;
import zdaemon.cli.console.Streams;
import zdaemon.client.ClientException;
import zdaemon.client.ClientException.SocketGone;
import zdaemon.client.ManagerClient.ManagerState;
import zdaemon.posix.PlainText;
import zdaemon.protocol.Repr;
import zdaemon.protocol.Repr.ReprException;
import zdaemon.protocol.StatusReply;

/** {@code status [-l]}: whether the program runs. */
final class StatusAction {
    private static final long MICROS_PER_SECOND = 1_000_000;

    private StatusAction() {
    }

    static int run(Session session, List<String> arguments) throws ClientException {
        boolean all = arguments.size() == 1 && arguments.get(0).equals("-l");
        if (!all && !arguments.isEmpty()) {
            session.out().line("status argument must be absent or -l");
            return Exit.FAILED;
        }
        ManagerState state;
        try {
            state = session.state(session.asking());
        } catch (SocketGone e) {
            session.streams().complain("Error: " + e.getMessage());
            return Exit.NO_MANAGER;
        }
        print(session.out(), state);
        if (!(state instanceof ManagerState.Present present)) {
            return Exit.NO_MANAGER;
        }
        if (all) {
            session.out().print(PlainText.lines(present.text()));
        } else {
            tellPhase(session.streams(), present.status());
        }
        warn(session.streams(), present.status());
        return Exit.DONE;
    }

    /** What is about to happen, which the line that scripts look at does not say. */
    private static void tellPhase(Streams streams, StatusReply status) {
        long seconds = status.delay().isPresent()
                ? Math.max(0, (status.delay().getAsLong() - status.now() + MICROS_PER_SECOND - 1) / MICROS_PER_SECOND) : 0;
        if (status.application() == 0) {
            if (status.shouldBeUp()) {
                String times = status.backoff() == 1 ? "once" : status.backoff() + " times in a row";
                streams.complain("delayed: the program has ended quickly " + times + ", and is started again in "
                        + seconds + " s");
            }
        } else if (status.delay().isPresent()) {
            streams.complain("stopping: the program was told to end, and is killed in " + seconds + " s");
        } else if (status.testing()) {
            streams.complain("testing: the start test has not succeeded yet");
        }
    }

    /** What an operator should know at once, beside the line that scripts look at. */
    private static void warn(Streams streams, StatusReply status) {
        String reason = status.extras().getOrDefault("transcript_error", "");
        if (!reason.isEmpty()) {
            streams.complain("warning: the transcript can't be written: " + PlainText.line(plain(reason))
                    + (status.extras().getOrDefault("transcript_missing", "0").equals("0")
                            ? "; the program's output waits" : "; some of the program's output is lost"));
        }
        String lost = status.extras().getOrDefault("transcript_lost", "");
        if (!lost.isEmpty()) {
            streams.complain("warning: " + PlainText.line(plain(lost)));
        }
        String ofLog = status.extras().getOrDefault("eventlog_errors", "");
        if (!ofLog.isEmpty()) {
            streams.complain("warning: the event log can't be written: " + PlainText.line(ofLog));
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
