package zdaemon.cli.fleet;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import zdaemon.cli.action.ActionSet;
import zdaemon.cli.action.CheckAction;
import zdaemon.cli.action.HelpAction;
import zdaemon.cli.action.PromptActions;
import zdaemon.cli.action.Session;
import zdaemon.cli.console.Exit;
import zdaemon.cli.words.Invocation.UsageException;
import zdaemon.cli.words.NamedWords;
import zdaemon.cli.words.Verb;
import zdaemon.client.ClientException;
import zdaemon.client.FleetClient.Table;
import zdaemon.posix.PosixException;
import zdaemon.protocol.FleetLine.Row;
import zdaemon.protocol.Request;

/** The actions on many programs. Each class is loaded only when its action is asked for. */
public final class FleetActions implements ActionSet {

    /** For a file with a {@code <manager>} section. */
    public FleetActions() {
    }

    @Override
    public String check(Verb verb, List<String> arguments) throws UsageException {
        if (verb != Verb.SHELL && verb != Verb.RELOAD) {
            NamedWords.of(verb, arguments);
        }
        return "";
    }

    /** One of them in the foreground may be another user's than the manager. */
    @Override
    public boolean switchesUser(Verb verb, List<String> arguments) {
        return (verb != Verb.FG && verb != Verb.FOREGROUND) || arguments.isEmpty();
    }

    @Override
    public boolean hasManager(Session session) throws ClientException {
        return new FleetSession(session, false).client().table(List.of()).isPresent();
    }

    @Override
    public String title(Session session) {
        List<String> names = new ArrayList<>();
        new FleetSession(session, false).site().runners().forEach(runner -> names.add(runner.program().name()));
        return "programs: " + String.join(" ", names);
    }

    /** Those of the file, and those of the running manager; it is asked each time. */
    @Override
    public List<String> names(Session session) {
        FleetSession fleet = new FleetSession(session, false);
        Set<String> names = new LinkedHashSet<>(fleet.names());
        try {
            Optional<Table> table = fleet.client().table(List.of());
            for (Row row : table.isPresent() ? table.get().rows() : List.<Row>of()) {
                names.add(row.name());
            }
        } catch (ClientException e) {
            // Those of the file will do.
            return List.copyOf(names);
        }
        return List.copyOf(names);
    }

    @Override
    public int run(Verb verb, Session session, List<String> arguments) throws UsageException, ClientException, PosixException {
        if (verb == Verb.SHELL) {
            return PromptActions.shell(session, String.join(" ", arguments));
        }
        if (verb == Verb.RELOAD) {
            return PromptActions.reload(session, arguments);
        }
        NamedWords words = NamedWords.of(verb, arguments);
        FleetSession fleet = new FleetSession(session, verb.mayStart());
        return switch (verb) {
            case START -> StartMany.start(fleet, words);
            case STOP -> StopMany.stop(fleet, words);
            case RESTART -> StartMany.restart(fleet, words);
            case STATUS -> StatusOfMany.run(fleet, words);
            case KILL -> OrderToMany.kill(fleet, words);
            case WAIT -> StopMany.await(fleet, words);
            case FOREGROUND, FG -> ForegroundOfMany.run(fleet, words);
            case REOPEN_TRANSCRIPT -> OrderToMany.reopenTranscript(fleet, words);
            case LOGREOPEN -> OrderToMany.logReopen(fleet, words);
            case UPGRADE -> OrderToMany.upgrade(fleet);
            case LOGTAIL -> TailOfMany.run(fleet, words);
            case UPDATE -> UpdateAction.run(fleet, words);
            case SHOW -> ShowMany.run(fleet, words, names(session));
            case CHECK -> SiteChecks.check(session.streams(),
                    CheckAction.read(session.invocation().options(), session.environment()), session.environment());
            case HELP -> HelpAction.run(session.out(), arguments, session.isInterpreting(), true);
            case QUIT -> quit(fleet);
            case SHELL, RELOAD -> throw new IllegalStateException(verb.word());
        };
    }

    /** A manager without a program to look after goes too. */
    private static int quit(FleetSession fleet) throws ClientException {
        Optional<Table> table = fleet.client().table(List.of());
        boolean isAtWork = false;
        for (Row row : table.isPresent() ? table.get().rows() : List.<Row>of()) {
            isAtWork |= !List.of("down", "done", "failed").contains(row.state());
        }
        if (table.isPresent() && !isAtWork) {
            fleet.client().manager().acknowledged(Request.of("exit"));
            fleet.out().line("daemon manager stopped");
        }
        return Exit.DONE;
    }
}
