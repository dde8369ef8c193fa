package zdaemon.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.List;
import zdaemon.posix.Fd;
import zdaemon.posix.FileSystem;
import zdaemon.posix.MemoryFile;
import zdaemon.posix.NativeString;
import zdaemon.posix.Open;
import zdaemon.posix.Pid;
import zdaemon.posix.Poller;
import zdaemon.posix.PosixException;
import zdaemon.posix.Processes;
import zdaemon.posix.Signal;
import zdaemon.posix.WaitStatus;

/**
 * A program that has been run to its end, and what it wrote. The tests' JVM has more threads than the manager's, so a
 * child may hang once in thousands of starts: then it is started again.
 */
public record Run(WaitStatus status, String output) {
    private static final long PATIENCE = 5_000_000_000L;
    private static final int ATTEMPTS = 5;
    private static final long DEADLINE = 60_000_000_000L;

    public static Run of(String... command) throws PosixException {
        return of(SpawnPlan.of(command[0], List.of(command), List.of()));
    }

    /** With /dev/null to read from, whatever the plan says, and everything that it writes collected. */
    public static Run of(SpawnPlan plan) throws PosixException {
        return of(plan, DEADLINE);
    }

    /** The same for programs that may take longer. */
    public static Run of(SpawnPlan plan, long deadlineNanos) throws PosixException {
        try (Fd nothing = Fd.open("/dev/null", Open.READ, 0); Fd output = MemoryFile.of(new byte[0])) {
            Pid pid = started(plan.withStreams(nothing.number(), output.number(), output.number()));
            WaitStatus status = end(pid, deadlineNanos);
            return new Run(status, NativeString.decode(content(output)));
        }
    }

    private static WaitStatus end(Pid pid, long deadlineNanos) throws PosixException {
        try (Fd pidfd = Processes.pidfd(pid); Poller poller = Poller.create()) {
            poller.set(pidfd, true, false);
            if (poller.poll(deadlineNanos) == 0) {
                Processes.kill(pid, Signal.KILL);
            }
            return Processes.await(pid);
        }
    }

    /** From its start: the open file's own position is at its end. */
    public static byte[] content(Fd file) throws PosixException {
        return FileSystem.read("/proc/self/fd/" + file.number());
    }

    /** The process of a program that is being executed. */
    public static Pid started(SpawnPlan plan) throws PosixException {
        SpawnReport.Attempts attempts = attempt(plan);
        if (attempts.outcome() instanceof SpawnReport.Failed failed) {
            fail(Spawner.explain(failed, plan));
        }
        assertEquals(new SpawnReport.Succeeded(), attempts.outcome());
        return attempts.pid();
    }

    /** What goes wrong. */
    public static SpawnReport.Failed failure(SpawnPlan plan) throws PosixException {
        return (SpawnReport.Failed) attempt(plan).outcome();
    }

    private static SpawnReport.Attempts attempt(SpawnPlan plan) throws PosixException {
        try (Spawner spawner = new Spawner()) {
            return spawner.spawnPatiently(plan, PATIENCE, ATTEMPTS);
        }
    }
}
