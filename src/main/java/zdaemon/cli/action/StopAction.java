package zdaemon.cli.action;

import java.util.List;
import zdaemon.cli.console.Exit;
import zdaemon.cli.console.Streams;
import zdaemon.client.Awaiter;
import zdaemon.client.ClientException;
import zdaemon.client.ManagerClient.ManagerState;
import zdaemon.client.Patience;
import zdaemon.posix.PlainText;
import zdaemon.posix.PosixException;
import zdaemon.spec.Option;

/** {@code stop}: the program down, and with it the manager unless it hangs around. {@code wait}: until it is. */
public final class StopAction {
    /** What a manager has beyond stop-timeout: SIGKILL has been sent by then, and only the kernel can be in the way. */
    private static final int GRACE_SECONDS = 10;

    private StopAction() {
    }

    static int stop(Session session) throws ClientException, PosixException {
        ManagerState state = session.state(session.asking());
        if (!(state instanceof ManagerState.Present)) {
            session.out().line("daemon manager not running");
            return Exit.DONE;
        }
        // In the middle of a back-off delay there is no process, but one to come: that has to be stopped as well.
        if (!state.isAlive()) {
            session.out().line("daemon process not running");
            return Exit.DONE;
        }
        Progress progress = new Progress(session.out());
        try (Patience patience = patience(session, progress)) {
            Awaiter.Result result = new Awaiter(session.asking()).stop(state.application(), patience);
            if (result instanceof Awaiter.Known known) {
                progress.end("daemon process stopped");
                warnOfSurvivors(session.streams(), known.survivors());
                return Exit.DONE;
            }
            progress.end();
            if (result instanceof Awaiter.TimeUp) {
                session.streams().complain("Error: the program is still there "
                        + (session.settings().program().number(Option.STOP_TIMEOUT) + GRACE_SECONDS)
                        + " seconds after it was told to stop; its daemon manager may be stopped or overloaded");
            }
            return Exit.FAILED;
        }
    }

    /** A program that is never killed, or whose time nobody knows, is waited for as long as it takes. */
    private static Patience patience(Session session, Progress progress) throws PosixException {
        int stopTimeout = session.settings().program().number(Option.STOP_TIMEOUT);
        return stopTimeout == 0 || session.isFaulty() ? Patience.endless(progress, session.interrupts())
                : Patience.upTo((long) stopTimeout + GRACE_SECONDS, progress, session.interrupts());
    }

    static int await(Session session) throws ClientException, PosixException {
        ManagerState state = session.state(session.asking());
        List<String> survivors = List.of();
        Progress progress = new Progress(session.out());
        if (state.application() != 0) {
            try (Patience patience = Patience.endless(progress, session.interrupts())) {
                if (!(new Awaiter(session.asking()).down(patience) instanceof Awaiter.Known known)) {
                    progress.end();
                    return session.endedBySignal(Exit.FAILED);
                }
                state = known.state();
                survivors = known.survivors();
            }
        }
        progress.end("daemon process stopped");
        StatusAction.print(session.out(), state);
        warnOfSurvivors(session.streams(), survivors);
        return Exit.DONE;
    }

    /** Names the processes that a program has left behind, on standard error: what scripts read stays what it is. */
    public static void warnOfSurvivors(Streams streams, List<String> survivors) {
        if (!survivors.isEmpty()) {
            streams.complain("warning: the program left processes behind, which go on: "
                    + PlainText.line(String.join(", ", survivors)) + " (stop-scope says whom a stop ends)");
        }
    }
}
