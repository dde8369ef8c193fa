package zdaemon.process;

import java.util.List;
import java.util.Optional;
import zdaemon.posix.Buffer;
import zdaemon.posix.Clock;
import zdaemon.posix.Errno;
import zdaemon.posix.Fd;
import zdaemon.posix.Pid;
import zdaemon.posix.Poller;
import zdaemon.posix.PosixException;
import zdaemon.posix.Processes;
import zdaemon.posix.Signal;
import zdaemon.posix.SignalSet;
import zdaemon.posix.Signals;
import zdaemon.posix.SocketPair;
import zdaemon.posix.SpawnLine;
import zdaemon.posix.StringVector;

/**
 * Starts programs: fork(2), then what the plan says, then execve(2). One instance serves a process, from one thread.
 *
 * <p>A JVM's child has but one thread, and hangs for ever should it wait for another: for a lock held, or a safepoint
 * requested, at the moment of the fork. So the child does nothing but make calls that were written down before, along a
 * line that the constructor has rehearsed; the JVM is run so that such moments do not occur (docs/decisions.md, "Forking
 * from a JVM, safely"); and the wait for the report has a deadline. posix_spawn would avoid the question, but
 * cannot set user or umask; vfork would share the JVM's memory with the child, stack and all.
 */
public final class Spawner implements AutoCloseable {
    private final SpawnLine line = new SpawnLine();
    // The plan that was started last is mostly the next one, too, and writing it down takes longer than the fork.
    private Optional<SpawnPreparation> last = Optional.empty();
    private int lastReport;
    private boolean wasHeld;
    private final StringVector.Shared environments = new StringVector.Shared();
    private Optional<SignalSet> handled = Optional.empty();
    private Optional<SignalSet> notDefault = Optional.empty();

    /**
     * Prepares, and rehearses the child's line without any effect.
     *
     * @throws PosixException EMFILE, ENFILE
     */
    public Spawner() throws PosixException {
        rehearse();
    }

    private void rehearse() throws PosixException {
        SpawnPlan plan = SpawnPlan.of("/", List.of("/"), List.of()).withDirectory("/").withUmask(0).inNewSession();
        try (SpawnPreparation preparation = new SpawnPreparation(plan, environments)) {
            preparation.writeForChild(line, 3, true, Signals.notDefault());
            line.disarm();
            line.fork();
        }
    }

    /**
     * Forks, and returns at once; how it went on is to be {@link #read} from the report. The child is killed and
     * reaped by the caller if it says nothing in good time. What this process does with signals is looked at once, before the
     * first start.
     *
     * @throws PosixException EAGAIN or ENOMEM when there are too many processes, EMFILE, ENFILE; EINVAL when a text
     *     holds a NUL
     */
    public Spawned spawn(SpawnPlan plan) throws PosixException {
        return fork(plan, false);
    }

    /**
     * Forks, as {@link #spawn}, but the process executes its program only when it is {@link HeldProcess#letGo let go}:
     * so it can be written down before it begins.
     *
     * @throws PosixException as with spawn
     */
    public HeldProcess spawnHeld(SpawnPlan plan) throws PosixException {
        long before = Clock.bootNanos();
        Spawned process = fork(plan, true);
        return new HeldProcess(process, ProcessIdentity.ofChild(process.pid(), before, Clock.bootNanos()));
    }

    private Spawned fork(SpawnPlan plan, boolean isHeld) throws PosixException {
        SocketPair pair = SocketPair.open();
        try (Fd theirs = aboveStandard(pair.other())) {
            write(plan, theirs.number(), isHeld);
            while (line.isAboutToChange()) {
                forgetLast();
                rehearse();
                write(plan, theirs.number(), isHeld);
            }
            int pid = line.fork();
            if (pid < 0) {
                throw new PosixException("fork", line.errno(), "");
            }
            return new Spawned(new Pid(pid), pair.one());
        } catch (PosixException e) {
            pair.one().close();
            throw e;
        }
    }

    /** The child's three streams shall not take the place of its report. */
    private static Fd aboveStandard(Fd fd) throws PosixException {
        if (fd.number() > 2) {
            return fd;
        }
        try (Fd low = fd) {
            return low.duplicate();
        }
    }

    private void write(SpawnPlan plan, int report, boolean isHeld) throws PosixException {
        if (last.isEmpty() || !last.get().isOf(plan)) {
            forgetLast();
            last = Optional.of(new SpawnPreparation(plan, environments));
        } else if (report == lastReport && isHeld == wasHeld) {
            return;
        }
        last.get().writeForChild(line, report, isHeld, changed(plan.keepsIgnored()));
        lastReport = report;
        wasHeld = isHeld;
    }

    /** The kernel is asked about each of 64 signals. */
    private SignalSet changed(boolean keepsIgnored) {
        if (keepsIgnored) {
            handled = Optional.of(handled.isPresent() ? handled.get() : Signals.handled());
            return handled.get();
        }
        notDefault = Optional.of(notDefault.isPresent() ? notDefault.get() : Signals.notDefault());
        return notDefault.get();
    }

    private void forgetLast() {
        if (last.isPresent()) {
            last.get().close();
            last = Optional.empty();
        }
    }

    /**
     * Asks how a start has gone, without waiting.
     *
     * @param report the start's; readable once it is not pending any more
     * @throws PosixException EBADF once closed
     */
    public static SpawnReport read(Fd report) throws PosixException {
        try (Buffer buffer = Buffer.allocate(SpawnLine.REPORT_SIZE)) {
            int n = readOrEnd(report, buffer);
            if (n == Fd.WOULD_BLOCK) {
                return new SpawnReport.Pending();
            }
            if (n < SpawnLine.REPORT_SIZE) {
                return new SpawnReport.Succeeded();
            }
            SpawnStep step = SpawnStep.values()[buffer.getInt(0)];
            return new SpawnReport.Failed(step, new Errno(buffer.getInt(Integer.BYTES)));
        }
    }

    /** A child that is killed while it is held leaves what let it go unread: that is an end, too. */
    private static int readOrEnd(Fd report, Buffer buffer) throws PosixException {
        try {
            return report.read(buffer);
        } catch (PosixException e) {
            if (e.errno().equals(Errno.ECONNRESET)) {
                return 0;
            }
            throw e;
        }
    }

    /** Says for users what went wrong. */
    public static String explain(SpawnReport.Failed failed, SpawnPlan plan) {
        return exception(failed.step(), failed.errno(), plan).getMessage();
    }

    private static PosixException exception(SpawnStep step, Errno errno, SpawnPlan plan) {
        return new PosixException(step.action(), errno, step.object(plan));
    }

    /**
     * Waits for the report and closes it. Unless the start has succeeded the child is gone and reaped afterwards.
     *
     * @param deadlineNanos until when to wait, as {@link Clock#monotonicNanos}; then the child is killed
     * @throws PosixException ECHILD when other code reaps this process's children
     */
    public static SpawnReport.Outcome await(Spawned spawned, long deadlineNanos) throws PosixException {
        return awaitReport(spawned, deadlineNanos);
    }

    private static SpawnReport.Outcome awaitReport(Spawned spawned, long deadlineNanos) throws PosixException {
        try (Fd report = spawned.report(); Poller poller = Poller.create()) {
            poller.set(report, true, false);
            while (true) {
                SpawnReport known = read(report);
                if (known instanceof SpawnReport.Succeeded succeeded) {
                    return succeeded;
                }
                if (known instanceof SpawnReport.Failed failed) {
                    end(spawned.pid());
                    return failed;
                }
                long left = deadlineNanos - Clock.monotonicNanos();
                if (left <= 0) {
                    end(spawned.pid());
                    return new SpawnReport.TimedOut();
                }
                poller.poll(left);
            }
        }
    }

    /** Ours until it is reaped, so the number cannot be another process's. */
    private static void end(Pid child) throws PosixException {
        Processes.kill(child, Signal.KILL);
        Processes.await(child);
    }

    /**
     * Starts a program and waits for it to be executed; a child that says nothing is killed, and the start tried again.
     *
     * @param patienceNanos how long to wait for each child, in nanoseconds
     * @param attempts how often to try, at least once
     * @throws PosixException as {@link #spawn} and {@link #await}
     */
    public SpawnReport.Attempts spawnPatiently(SpawnPlan plan, long patienceNanos, int attempts) throws PosixException {
        int silent = 0;
        while (true) {
            Spawned spawned = spawn(plan);
            SpawnReport.Outcome outcome = await(spawned, Clock.monotonicNanos() + patienceNanos);
            if (!(outcome instanceof SpawnReport.TimedOut)) {
                return new SpawnReport.Attempts(spawned.pid(), outcome, silent);
            }
            silent++;
            if (silent >= attempts) {
                return new SpawnReport.Attempts(spawned.pid(), outcome, silent);
            }
        }
    }

    /**
     * Becomes another program of this tool, without a fork; returns only by exception.
     *
     * @throws PosixException says which step failed
     */
    public void replace(SpawnPlan plan) throws PosixException {
        SpawnReport.Failed failed = become(plan);
        throw exception(failed.step(), failed.errno(), plan);
    }

    /**
     * Becomes the program, without a fork; returns only if that fails. What the steps before the failing one have done
     * then stays done, streams included; only the signal mask is as it was.
     *
     * @throws PosixException when there is no memory for it
     */
    public SpawnReport.Failed become(SpawnPlan plan) throws PosixException {
        forgetLast();
        try (SpawnPreparation preparation = new SpawnPreparation(plan, environments)) {
            preparation.writeForThisProcess(line);
            SignalSet mask = Signals.blocked();
            int row = line.run();
            Errno errno = line.errno();
            Signals.setMask(mask);
            return new SpawnReport.Failed(SpawnStep.values()[line.step(row)], errno);
        }
    }

    /** Gives the native memory back. */
    @Override
    public void close() {
        forgetLast();
        environments.close();
        line.close();
    }
}
