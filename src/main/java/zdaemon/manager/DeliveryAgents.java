package zdaemon.manager;

import java.util.List;
import java.util.Optional;
import zdaemon.eventlog.delivery.Courier.AgentLauncher;
import zdaemon.posix.Environment;
import zdaemon.posix.Fd;
import zdaemon.posix.MemoryFile;
import zdaemon.posix.Pid;
import zdaemon.posix.PosixException;
import zdaemon.posix.Processes;
import zdaemon.posix.Signal;
import zdaemon.process.SpawnPlan;
import zdaemon.program.Helpers;

/**
 * Starts the event log's delivery agents: the manager's own runtime with another main class, in a process of its own,
 * because mail and web servers may take their time and the manager may not.
 */
final class DeliveryAgents implements AgentLauncher {
    private static final String AGENT = "zdaemon.eventlog.delivery.DeliveryMain";
    private static final int STDERR = 2;
    /** Ours may have been removed, and a Java runtime cannot start in such a folder. */
    private static final String ALWAYS_THERE = "/";

    private final Helpers helpers;

    DeliveryAgents(Helpers helpers) {
        this.helpers = helpers;
    }

    @Override
    public Optional<Pid> launch(byte[] work) {
        try (Fd input = MemoryFile.of(work)) {
            List<String> command = Successor.thisRelease(AGENT);
            SpawnPlan plan = SpawnPlan.of(command.get(0), command.subList(1, command.size()), Environment.entries())
                    .withStreams(input.number(), STDERR, STDERR)
                    .withDirectory(ALWAYS_THERE)
                    .inNewProcessGroup();
            return Optional.of(helpers.start(plan));
        } catch (PosixException e) {
            return Optional.empty();
        }
    }

    @Override
    public void kill(Pid agent) {
        try {
            Processes.kill(agent, Signal.KILL);
        } catch (PosixException e) {
            // It has ended in the meantime; its end will be told.
            return;
        }
    }
}
