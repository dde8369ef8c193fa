package zdaemon.cli.action;

import zdaemon.cli.console.Exit;
import zdaemon.spec.Option;
import zdaemon.client.Awaited;
import zdaemon.client.Awaiter;
import zdaemon.client.ClientException;
import zdaemon.client.ManagerState;
import zdaemon.client.Patience;
import zdaemon.posix.PosixException;

/** {@code stop}: the program down, and with it the manager unless it hangs around. */
final class StopAction {
    /** What a manager has beyond stop-timeout: SIGKILL has been sent by then, and only the kernel can be in the way. */
    private static final int GRACE_SECONDS = 10;

    private StopAction() {
    }

    static int run(Session session) throws ClientException, PosixException {
        ManagerState state = session.state();
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
        long limit = (long) session.settings().program().number(Option.STOP_TIMEOUT) + GRACE_SECONDS;
        try (Patience patience = Patience.upTo(limit, progress, session.interrupts())) {
            Awaited awaited = new Awaiter(session.client()).stop(patience);
            if (awaited instanceof Awaited.Known known) {
                progress.end("daemon process stopped");
                SurvivorsWarning.tell(session.streams(), known.survivors());
                return Exit.DONE;
            }
            progress.end();
            if (awaited instanceof Awaited.TimeUp) {
                session.streams().complain("Error: the program is still there " + limit
                        + " seconds after it was told to stop; its daemon manager may be stopped or overloaded");
            }
            return Exit.FAILED;
        }
    }
}
