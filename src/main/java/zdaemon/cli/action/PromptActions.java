package zdaemon.cli.action;

import java.util.List;
import java.util.Optional;
import zdaemon.cli.console.Exit;
import zdaemon.cli.words.Configured;
import zdaemon.cli.words.Getopt;
import zdaemon.cli.words.Invocation;
import zdaemon.cli.words.Invocation.UsageException;
import zdaemon.client.ClientException;
import zdaemon.client.Foreground;
import zdaemon.client.ManagerClient.ManagerState;
import zdaemon.config.ConfigurationLoader.ConfigurationException;
import zdaemon.config.Reading;
import zdaemon.posix.PosixException;
import zdaemon.process.SpawnPlan;
import zdaemon.protocol.Request;

/** What the interpreter has beside the actions of the command line: {@code reload}, {@code shell}, {@code quit}. */
public final class PromptActions {
    private static final String SHELL = "/bin/sh";

    private PromptActions() {
    }

    /** Goes on with another configuration, or with the old one after an error. */
    public static int reload(Session session, List<String> arguments) {
        try {
            Invocation invocation = arguments.isEmpty() ? session.invocation() : Getopt.read(arguments);
            if (!invocation.words().isEmpty() && !arguments.isEmpty()) {
                throw new UsageException("reload takes options only, not '" + invocation.words().get(0) + "'");
            }
            Reading reading = Configured.read(invocation.options(), session.environment());
            if (reading.site().isPresent() != session.configured().reading().site().isPresent()) {
                throw new UsageException("the file now has " + (reading.site().isPresent() ? "a" : "no")
                        + " <manager> section; leave, and begin again");
            }
            Configured configured = Configured.sound(reading);
            session.use(invocation, configured);
            Optional<String> file = configured.settings().client().configurationFile();
            session.out().line("Configuration reloaded from "
                    + (file.isPresent() ? file.get() : "the command line options"));
            return Exit.DONE;
        } catch (UsageException | ConfigurationException e) {
            session.streams().complain("Error: " + e.getMessage());
            session.out().line("Configuration not reloaded");
            return Exit.FAILED;
        }
    }

    /** A command of the shell. */
    public static int shell(Session session, String command) throws UsageException, ClientException, PosixException {
        session.requireOwnProcess("shell");
        session.out().flush();
        SpawnPlan plan = SpawnPlan.of(SHELL, List.of("sh", "-c", command), session.environment());
        return ForegroundAction.exitStatus(Foreground.run(session.spawner(), plan));
    }

    /** A manager without a program to look after goes too. */
    static int quit(Session session) throws ClientException {
        ManagerState state = session.asking().status();
        if (state instanceof ManagerState.Present && !state.isAlive()) {
            session.asking().acknowledged(Request.of("exit"));
            session.out().line("daemon manager stopped");
        }
        return Exit.DONE;
    }
}
