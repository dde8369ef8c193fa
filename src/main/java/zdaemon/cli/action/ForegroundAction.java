package zdaemon.cli.action;

import java.util.List;
import zdaemon.cli.console.Exit;
import zdaemon.cli.words.Invocation.UsageException;
import zdaemon.client.ClientException;
import zdaemon.client.Foreground;
import zdaemon.posix.Environment;
import zdaemon.posix.PosixException;
import zdaemon.posix.WaitStatus;
import zdaemon.process.ExecFailure;
import zdaemon.process.Executables;
import zdaemon.process.SpawnPlan;

/** {@code foreground [ARGS]}: the program in the terminal; on the command line in place of this very process. */
public final class ForegroundAction {

    private ForegroundAction() {
    }

    static int run(Session session, List<String> arguments) throws UsageException, ClientException, PosixException {
        List<String> command = session.command(arguments);
        if (session.state().application() != 0) {
            session.out().line("To run the program in the foreground, please stop it first.");
            return Exit.DONE;
        }
        session.requireOwnProcess("fg");
        return run(session, command, plan(session, command));
    }

    /** Shows the command, then runs it to its end, as this very process if it may. */
    public static int run(Session session, List<String> command, SpawnPlan plan) throws ClientException, PosixException {
        session.out().line(String.join(" ", command));
        session.out().flush();
        if (session.isApart()) {
            return exitStatus(Foreground.runApart(session.spawner(), plan));
        }
        if (session.isLast()) {
            throw new ClientException(ExecFailure.explain(session.spawner().become(plan), plan));
        }
        return exitStatus(Foreground.run(session.spawner(), plan));
    }

    private static SpawnPlan plan(Session session, List<String> command) throws UsageException, PosixException {
        List<String> environment = Environment.with(session.environment(), session.settings().program().environment());
        return switch (Executables.find(command.get(0), environment)) {
            case Executables.Found found -> SpawnPlan.of(found.file(), command, environment).keepingIgnored();
            case Executables.Missing missing -> throw new UsageException(missing.message());
        };
    }

    /** As a shell shows it. */
    public static int exitStatus(WaitStatus status) {
        return switch (status) {
            case WaitStatus.Exited exited -> exited.status();
            case WaitStatus.Signaled signaled -> Exit.SIGNALLED + signaled.signal().number();
        };
    }
}
