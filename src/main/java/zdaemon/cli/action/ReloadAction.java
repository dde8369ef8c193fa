package zdaemon.cli.action;

import java.util.List;
import java.util.Optional;
import zdaemon.cli.console.Exit;
import zdaemon.cli.words.Configured;
import zdaemon.cli.words.Getopt;
import zdaemon.cli.words.Invocation;
import zdaemon.cli.words.UsageException;
import zdaemon.config.ConfigurationException;

/** {@code reload [OPTIONS]}: the interpreter goes on with another configuration, or with the old one after an error. */
final class ReloadAction {

    private ReloadAction() {
    }

    static int run(Session session, List<String> arguments) {
        try {
            Invocation invocation = arguments.isEmpty() ? session.invocation() : Getopt.read(arguments);
            if (!invocation.words().isEmpty() && !arguments.isEmpty()) {
                throw new UsageException("reload takes options only, not '" + invocation.words().get(0) + "'");
            }
            Configured configured = Configured.load(invocation.options(), session.environment());
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
}
