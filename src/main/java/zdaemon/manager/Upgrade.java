package zdaemon.manager;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import zdaemon.control.Connection;
import zdaemon.posix.Environment;
import zdaemon.posix.Fd;
import zdaemon.posix.MemoryFile;
import zdaemon.posix.Open;
import zdaemon.posix.Pid;
import zdaemon.posix.PosixException;
import zdaemon.posix.Processes;
import zdaemon.posix.Signal;
import zdaemon.posix.SignalSet;
import zdaemon.posix.WaitStatus;
import zdaemon.process.SpawnPlan;
import zdaemon.program.Helpers;

/**
 * The manager's way to another release of itself, in the same process. At first the other release is tried in a process
 * of its own, with all that it will be told; only if that understands everything does the manager execute it in place.
 * The program stays its child, the socket stays open, and clients who knock meanwhile are answered by the other release.
 */
final class Upgrade {
    /** How long the trial may take: a runtime starts within a second, on an overloaded machine in a few. */
    private static final long TRIAL_NANOS = 30_000_000_000L;
    /** How long clients who are being answered may hold it up. */
    private static final long PATIENCE_NANOS = 2_000_000_000L;

    private final List<String> command;
    private final Connection client;
    private final Fd output;
    private final Pid trial;
    /** What the trial is to say at the end. */
    private final String answer;

    private long deadline;
    private boolean passed;

    private Upgrade(List<String> command, Connection client, Fd output, Pid trial, String answer, long deadline) {
        this.command = command;
        this.client = client;
        this.output = output;
        this.trial = trial;
        this.answer = answer;
        this.deadline = deadline;
    }

    /**
     * Begins the trial.
     *
     * @param command the other release: the file to execute, then its command line up to the main class
     * @param client  who asked
     * @param handoff as things are now
     */
    static Upgrade begin(List<String> command, Connection client, byte[] handoff, Helpers helpers, long now)
            throws PosixException {
        Fd output = MemoryFile.of(new byte[0]);
        try (Fd text = MemoryFile.of(handoff); Fd nothing = Fd.open("/dev/null", Open.READ, 0)) {
            List<String> words = new ArrayList<>(command.subList(1, command.size()));
            words.add(ManagerMain.HANDOFF + text.number());
            words.add(ManagerMain.TRIAL);
            words.add(ManagerMain.CHALLENGE + now);
            Pid trial = helpers.start(SpawnPlan.of(command.get(0), words, Environment.entries())
                    .withStreams(nothing.number(), output.number(), output.number())
                    .keeping(List.of(text.number())).withMask(SignalSet.blockedInManagers()));
            return new Upgrade(command, client, output, trial, ManagerMain.answer(Long.toString(now)), now + TRIAL_NANOS);
        } catch (PosixException e) {
            output.close();
            throw e;
        }
    }

    Connection client() {
        return client;
    }

    /** When something has to be done although nothing happened, monotonic nanoseconds. */
    long deadline() {
        return deadline;
    }

    boolean isTrial(Pid pid) {
        return trial.equals(pid);
    }

    /**
     * The trial has ended.
     *
     * @return why it failed; empty when it has not
     */
    String ended(WaitStatus status, long now) throws PosixException {
        output.seek(0);
        String said = new String(output.readAll(), StandardCharsets.UTF_8).strip().replace('\n', ';');
        boolean isContent = status instanceof WaitStatus.Exited(int code) && code == 0;
        // Any program can exit with 0.
        passed = isContent && said.endsWith(answer);
        deadline = now + PATIENCE_NANOS;
        if (passed) {
            return "";
        }
        if (isContent) {
            return "'" + command.get(0) + "' is no daemon manager, or not one of this release or a later one";
        }
        return "the other release does not start: " + (said.isEmpty() ? status.toString() : said);
    }

    /** Whether the other release may be executed as soon as everything is quiet. */
    boolean hasPassed() {
        return passed;
    }

    /** A trial that does not end is ended. */
    void kill() throws PosixException {
        Processes.kill(trial, Signal.KILL);
    }

    List<String> command() {
        return command;
    }

    void close() {
        output.close();
    }
}
