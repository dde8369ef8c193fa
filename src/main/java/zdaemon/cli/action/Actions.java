package zdaemon.cli.action;

import java.util.List;
import zdaemon.cli.words.Invocation.UsageException;
import zdaemon.cli.words.Verb;
import zdaemon.client.ClientException;
import zdaemon.posix.PosixException;

/** Runs actions. Each class is loaded only when its action is asked for. */
public final class Actions {

    private Actions() {
    }

    /**
     * Runs one action of behaviour §2.
     *
     * @return the exit status
     * @throws UsageException  when the command line or the configuration is wrong for it
     * @throws ClientException when it could not do its work
     * @throws PosixException  when the system refused something
     */
    public static int run(Verb verb, Session session, List<String> arguments)
            throws UsageException, ClientException, PosixException {
        return switch (verb) {
            case START -> StartAction.start(session, arguments);
            case STOP -> StopAction.stop(session);
            case RESTART -> StartAction.restart(session);
            case STATUS -> StatusAction.run(session, arguments);
            case KILL -> OrderActions.kill(session, arguments.isEmpty() ? "TERM" : arguments.get(0));
            case WAIT -> StopAction.await(session);
            case FOREGROUND, FG -> ForegroundAction.run(session, arguments);
            case REOPEN_TRANSCRIPT -> OrderActions.reopenTranscript(session);
            case LOGREOPEN -> OrderActions.logReopen(session);
            case UPGRADE -> OrderActions.upgrade(session);
            case LOGTAIL -> LogTailAction.run(session, arguments);
            case SHOW -> ShowAction.run(session, arguments);
            case CHECK -> CheckAction.run(session.streams(), session.invocation().options(), session.environment());
            case HELP -> HelpAction.run(session.out(), arguments, session.isInterpreting());
            case RELOAD -> PromptActions.reload(session, arguments);
            case SHELL -> PromptActions.shell(session, String.join(" ", arguments));
            case QUIT -> PromptActions.quit(session);
        };
    }
}
