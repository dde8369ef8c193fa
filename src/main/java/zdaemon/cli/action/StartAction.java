package zdaemon.cli.action;

import zdaemon.spec.Option;
import java.util.List;
import java.util.Optional;
import zdaemon.cli.console.Exit;
import zdaemon.cli.words.UsageException;
import zdaemon.client.Awaiter;
import zdaemon.client.ClientException;
import zdaemon.client.ManagerState;
import zdaemon.client.Patience;
import zdaemon.client.StartOutcome;
import zdaemon.posix.PosixException;
import zdaemon.posix.WaitStatus;
import zdaemon.protocol.Request;
import zdaemon.spec.Settings;

/** {@code start [ARGS]}: the program in the background, with a manager of its own if there is none. */
final class StartAction {

    private StartAction() {
    }

    static int run(Session session, List<String> arguments) throws UsageException, ClientException, PosixException {
        List<String> command = session.command(arguments);
        ManagerState state = session.state(command);
        if (state.application() != 0) {
            return alreadyRunning(session, state);
        }
        if (state instanceof ManagerState.Present) {
            return startAgain(session);
        }
        if (!session.settings().manager().flag(Option.DAEMON)) {
            session.requireOwnProcess("start with daemon off");
        }
        Folders.make(session.settings(), Optional.empty());
        Settings settings = session.settings().with(session.settings().program().with(Option.PROGRAM, command));
        return settings.manager().flag(Option.DAEMON) ? startManager(session, settings) : runManager(session, settings);
    }

    private static int alreadyRunning(Session session, ManagerState state) {
        session.out().line(StartReport.ALREADY_RUNNING + state.application());
        return Exit.DONE;
    }

    /** A manager without a process: one that hangs around, or one that is in the middle of a back-off delay. */
    static int startAgain(Session session) throws ClientException, PosixException {
        session.client().ask(Request.of("start"));
        Progress progress = new Progress(session.out());
        LastWords lastWords = LastWords.from(session.settings());
        try (Patience patience =
                Patience.upTo(session.settings().program().number(Option.START_TIMEOUT), progress, session.interrupts())) {
            return StartReport.tell(session, progress, lastWords, StartReport.STARTED,
                    new Awaiter(session.client()).up(0, patience));
        }
    }

    private static int startManager(Session session, Settings settings) throws ClientException, PosixException {
        Progress progress = new Progress(session.out());
        LastWords lastWords = LastWords.from(settings);
        try (Patience patience = Patience.upTo(settings.program().number(Option.START_TIMEOUT), progress, session.interrupts())) {
            StartOutcome outcome = session.starter().start(settings, session.environment(), patience);
            if (outcome instanceof StartOutcome.SomebodyElse) {
                return StartReport.tell(session, progress, lastWords, StartReport.ALREADY_RUNNING,
                        new Awaiter(session.client()).up(0, patience));
            }
            return StartReport.tell(session, progress, lastWords, outcome);
        }
    }

    /** {@code daemon off}: the manager takes this terminal, and on the command line this very process. */
    private static int runManager(Session session, Settings settings) throws ClientException, PosixException {
        session.out().flush();
        if (session.isLast()) {
            session.starter().become(settings, session.environment());
        }
        WaitStatus status = session.starter().run(settings, session.environment());
        return ForegroundAction.exitStatus(status);
    }
}
