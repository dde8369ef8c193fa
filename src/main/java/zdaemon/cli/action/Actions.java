package zdaemon.cli.action;

import java.util.List;
import zdaemon.cli.words.Invocation.UsageException;
import zdaemon.cli.words.Verb;
import zdaemon.client.ClientException;
import zdaemon.client.ManagerClient.ManagerState;
import zdaemon.posix.PosixException;

/** The actions of behaviour §2, for one program. Each class is loaded only when its action is asked for. */
public final class Actions implements ActionSet {

    @Override
    public String check(Verb verb, List<String> arguments) throws UsageException {
        return verb.check(arguments);
    }

    @Override
    public boolean switchesUser(Verb verb, List<String> arguments) {
        return true;
    }

    @Override
    public boolean hasManager(Session session) throws ClientException {
        return session.asking().status() instanceof ManagerState.Present;
    }

    @Override
    public String title(Session session) {
        return "program: " + String.join(" ", session.settings().program().command());
    }

    @Override
    public List<String> names(Session session) {
        return List.of();
    }

    @Override
    public int run(Verb verb, Session session, List<String> arguments)
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
            case UPDATE -> throw new UsageException("'update' needs a file with a <manager> section; with one program "
                    + "'restart' applies what has changed");
            case LOGTAIL -> LogTailAction.run(session, arguments);
            case SHOW -> ShowAction.run(session, arguments);
            case CHECK -> CheckAction.run(session.streams(),
                    CheckAction.read(session.invocation().options(), session.environment()), session.environment());
            case HELP -> HelpAction.run(session.out(), arguments, session.isInterpreting(), false);
            case RELOAD -> PromptActions.reload(session, arguments);
            case SHELL -> PromptActions.shell(session, String.join(" ", arguments));
            case QUIT -> PromptActions.quit(session);
        };
    }
}
