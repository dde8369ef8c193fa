package zdaemon.cli.action;

import zdaemon.cli.console.Exit;
import zdaemon.client.Awaited;
import zdaemon.client.ManagerState;
import zdaemon.client.StartOutcome;

/** Says what came of a start or restart, in the words of behaviour §2. */
final class StartReport {
    static final String STARTED = "daemon process started, pid=";
    static final String RESTARTED = "daemon process restarted, pid=";
    static final String ALREADY_RUNNING = "daemon process already running; pid=";

    private StartReport() {
    }

    /** Of a manager that was started; answers the exit status. */
    static int tell(Session session, Progress progress, LastWords lastWords, StartOutcome outcome) {
        if (outcome instanceof StartOutcome.Ready ready) {
            return up(progress, STARTED, ready.pid());
        }
        if (outcome instanceof StartOutcome.Adopted adopted) {
            return up(progress, ALREADY_RUNNING, adopted.pid());
        }
        if (outcome instanceof StartOutcome.TookTooLong) {
            return late(progress);
        }
        if (outcome instanceof StartOutcome.GaveUp gaveUp) {
            progress.end("daemon manager not running");
            lastWords.tell(session.streams(), gaveUp.reason(), gaveUp.lastWords());
            return Exit.FAILED;
        }
        progress.end();
        return Exit.FAILED;
    }

    /**
     * Of a manager that was there; answers the exit status.
     *
     * @param success what to say before the process's number when the program is up
     */
    static int tell(Session session, Progress progress, LastWords lastWords, String success, Awaited awaited) {
        if (awaited instanceof Awaited.TimeUp) {
            return late(progress);
        }
        if (!(awaited instanceof Awaited.Known known)) {
            progress.end();
            return Exit.FAILED;
        }
        if (known.state().application() != 0) {
            int status = up(progress, success, known.state().application());
            SurvivorsWarning.tell(session.streams(), known.survivors());
            return status;
        }
        boolean managed = known.state() instanceof ManagerState.Present;
        progress.end(managed ? "daemon manager running; daemon process not running" : "daemon manager not running");
        lastWords.tell(session.streams());
        return Exit.FAILED;
    }

    private static int up(Progress progress, String success, int pid) {
        progress.end(success + pid);
        return Exit.DONE;
    }

    private static int late(Progress progress) {
        progress.end("Program took too long to start");
        return Exit.FAILED;
    }
}
