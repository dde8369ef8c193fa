package zdaemon.cli.action;

import java.util.List;
import java.util.Optional;
import zdaemon.cli.console.Exit;
import zdaemon.cli.words.Invocation.UsageException;
import zdaemon.client.Awaiter;
import zdaemon.client.ClientException;
import zdaemon.client.ManagerClient;
import zdaemon.client.ManagerClient.ManagerState;
import zdaemon.client.Mandate;
import zdaemon.client.Patience;
import zdaemon.client.StartOutcome;
import zdaemon.posix.Credentials;
import zdaemon.posix.PlainText;
import zdaemon.posix.PosixException;
import zdaemon.spec.Launch;
import zdaemon.spec.Option;
import zdaemon.spec.Settings;

/** {@code start [ARGS]} and {@code restart}: the program up, with a manager of its own if there is none. */
final class StartAction {
    private static final String STARTED = "daemon process started, pid=";
    private static final String RESTARTED = "daemon process restarted, pid=";
    private static final String ALREADY_RUNNING = "daemon process already running; pid=";

    private final Session session;
    private final Progress progress;
    private final LastWords lastWords;

    private StartAction(Session session) {
        this.session = session;
        this.progress = new Progress(session.out());
        this.lastWords = LastWords.from(session.settings());
    }

    static int start(Session session, List<String> arguments) throws UsageException, ClientException, PosixException {
        ManagerState state = session.state();
        if (state instanceof ManagerState.Present present && state.application() != 0 && present.status().shouldBeUp()) {
            session.out().line(ALREADY_RUNNING + state.application());
            if (isOfAnotherUser(session, session.client())) {
                session.streams().complain("warning: the daemon manager is not of the user that the configuration names by now;"
                        + " restart starts the program anew as that user");
            }
            return Exit.DONE;
        }
        if (state instanceof ManagerState.Present present) {
            return isOfAnotherUser(session, session.client())
                    ? new StartAction(session).startAsAnother(session.client(), STARTED, present) : new StartAction(session).startAgain(present, arguments);
        }
        session.becomeUser();
        if (!session.settings().manager().flag(Option.DAEMON)) {
            session.requireOwnProcess("start with daemon off");
        }
        Folders.make(session.settings(), Optional.empty());
        Settings settings = session.withCommand(session.command(arguments));
        return settings.manager().flag(Option.DAEMON) ? new StartAction(session).startManager(settings) : runManager(session, settings);
    }

    static int restart(Session session) throws UsageException, ClientException, PosixException {
        ManagerState state = session.state(session.asking());
        if (state instanceof ManagerState.Present present && isOfAnotherUser(session, session.asking())) {
            return new StartAction(session).startAsAnother(session.asking(), state.application() == 0 ? STARTED : RESTARTED, present);
        }
        return state.application() == 0 ? start(session, List.of())
                : new StartAction(session).startInPlaceOf((ManagerState.Present) state);
    }

    /** Whether the manager that has answered is of another user than the changed configuration names. */
    private static boolean isOfAnotherUser(Session session, ManagerClient client) {
        return session.changedUser().isPresent() && !client.isAnsweredBy(session.changedUser().get().uid());
    }

    /** The manager ends, and with it the program; the configured user's takes its place. */
    private int startAsAnother(ManagerClient asked, String success, ManagerState.Present state)
            throws UsageException, ClientException, PosixException {
        Settings settings = continued(state);
        try (Patience patience = patience(limit(state))) {
            Patience.Wake wake = new Awaiter(asked).leave(patience);
            if (wake != Patience.Wake.READY) {
                progress.end();
                return Exit.FAILED;
            }
            session.becomeUser();
            int status = startManager(settings, success, patience);
            if (status == Exit.DONE) {
                tellApplied(List.of("user"));
            }
            return status;
        }
    }

    /**
     * With a manager without a process, or whose process is being stopped: one that hangs around, one that is in the middle of a
     * back-off delay, one that was told to stop.
     */
    private int startAgain(ManagerState.Present state, List<String> arguments)
            throws UsageException, ClientException, PosixException {
        Awaiter.Result result;
        try (Patience patience = patience(limit(state))) {
            result = new Awaiter(session.client()).start(state.application(), patience);
            if (result instanceof Awaiter.Refused(String reason)) {
                progress.end();
                session.streams().complain("Error: " + PlainText.line(reason));
                StatusAction.print(session.out(), session.client().status());
                return Exit.FAILED;
            }
        }
        return result instanceof Awaiter.Gone ? start(session, arguments) : tell(STARTED, result);
    }

    /** How long a start may take, in seconds; with the stop before it, if there is a process to be stopped. */
    private long limit(ManagerState state) {
        long start = session.settings().program().number(Option.START_TIMEOUT);
        return state.application() == 0 ? start : start + session.settings().program().number(Option.STOP_TIMEOUT);
    }

    private int startInPlaceOf(ManagerState.Present state) throws ClientException, PosixException {
        try (Patience patience = patience(limit(state))) {
            return tell(RESTARTED,
                    new Awaiter(session.asking()).restart(state.application(), mandate(state), patience));
        }
    }

    /** What the program is started with next; another user's manager goes on with what it has, and gets nothing of ours. */
    private Optional<byte[]> mandate(ManagerState.Present state) {
        if (!session.isFaulty() && !session.asking().isAnsweredBy(Credentials.effectiveUid())) {
            session.streams().complain("the daemon manager is another user's, and restarts the program as that user configured"
                    + " it; -u USER has it follow a changed configuration");
            return Optional.empty();
        }
        if (session.isFaulty()) {
            return Optional.empty();
        }
        Settings settings = continued(state);
        return Optional.of(new Launch(settings.program(), settings.manager(), session.environment()).encode());
    }

    /** The configured words, with the arguments that {@code start ARGS} has given to the program. */
    private Settings continued(ManagerState.Present state) {
        List<String> words = state.status().args().orElse(List.of());
        return Session.extend(words, session.settings().program().command())
                ? session.withCommand(words) : session.settings();
    }

    private int startManager(Settings settings) throws ClientException, PosixException {
        try (Patience patience = patience(settings.program().number(Option.START_TIMEOUT))) {
            return startManager(settings, STARTED, patience);
        }
    }

    private int startManager(Settings settings, String success, Patience patience) throws ClientException, PosixException {
        StartOutcome outcome = session.starter().start(Mandate.of(settings, session.environment()), patience);
        return outcome instanceof StartOutcome.SomebodyElse
                ? tell(ALREADY_RUNNING, new Awaiter(session.client()).up(0, patience)) : tell(success, outcome);
    }

    /** {@code daemon off}: the manager takes this terminal, and on the command line this very process. */
    private static int runManager(Session session, Settings settings) throws ClientException, PosixException {
        session.out().flush();
        Mandate mandate = Mandate.of(settings, session.environment());
        if (session.isApart()) {
            return ForegroundAction.exitStatus(session.starter().runApart(mandate));
        }
        if (session.isLast()) {
            session.starter().become(mandate);
        }
        return ForegroundAction.exitStatus(session.starter().run(mandate));
    }

    private Patience patience(long seconds) throws PosixException {
        return Patience.upTo(seconds, progress, session.interrupts());
    }

    /** What came of a manager that was started. */
    private int tell(String success, StartOutcome outcome) {
        if (outcome instanceof StartOutcome.Ready ready) {
            return up(success, ready.pid());
        }
        if (outcome instanceof StartOutcome.Adopted adopted) {
            return up(ALREADY_RUNNING, adopted.pid());
        }
        if (outcome instanceof StartOutcome.TookTooLong) {
            return late();
        }
        progress.end();
        if (outcome instanceof StartOutcome.GaveUp gaveUp) {
            lastWords.tell(session.streams(), gaveUp.reason(), gaveUp.lastWords());
            StatusAction.print(session.out(), new ManagerState.Absent());
        }
        return Exit.FAILED;
    }

    /**
     * What came of a manager that was there.
     *
     * @param success what to say before the process's number when the program is up
     */
    private int tell(String success, Awaiter.Result result) {
        if (result instanceof Awaiter.TimeUp) {
            return late();
        }
        if (!(result instanceof Awaiter.Known known)) {
            progress.end();
            return Exit.FAILED;
        }
        if (known.state().application() == 0) {
            return failed(known.state());
        }
        int status = up(success, known.state().application());
        if (!known.applied().isEmpty()) {
            tellApplied(known.applied());
        }
        StopAction.warnOfSurvivors(session.streams(), known.survivors());
        return status;
    }

    private void tellApplied(List<String> options) {
        session.streams().complain("the configuration has changed since the start, and is now in force: "
                + String.join(", ", options));
    }

    private int failed(ManagerState state) {
        progress.end();
        lastWords.tell(session.streams());
        StatusAction.print(session.out(), state);
        return Exit.FAILED;
    }

    private int up(String success, int pid) {
        progress.end(success + pid);
        return Exit.DONE;
    }

    private int late() {
        progress.end("Program took too long to start");
        lastWords.tell(session.streams());
        return Exit.FAILED;
    }
}
