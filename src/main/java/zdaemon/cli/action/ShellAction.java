package zdaemon.cli.action;

import java.util.List;
import zdaemon.cli.words.UsageException;
import zdaemon.client.ClientException;
import zdaemon.client.Foreground;
import zdaemon.posix.PosixException;
import zdaemon.process.SpawnPlan;

/** {@code shell CMD}: a command of the shell. */
public final class ShellAction {
    private static final String SHELL = "/bin/sh";

    private ShellAction() {
    }

    public static int run(Session session, String command) throws UsageException, ClientException, PosixException {
        session.requireOwnProcess("shell");
        session.out().flush();
        SpawnPlan plan = SpawnPlan.of(SHELL, List.of("sh", "-c", command), session.environment());
        return ForegroundAction.exitStatus(Foreground.run(session.spawner(), plan));
    }
}
