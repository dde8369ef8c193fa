package zdaemon.program;

import java.util.Optional;
import zdaemon.core.Event;
import zdaemon.posix.Errno;
import zdaemon.posix.Fd;
import zdaemon.posix.Pid;
import zdaemon.posix.PosixException;
import zdaemon.posix.Processes;
import zdaemon.posix.Signal;
import zdaemon.process.HeldProcess;
import zdaemon.process.ProcessIdentity;
import zdaemon.process.SpawnReport;
import zdaemon.process.Spawned;
import zdaemon.process.Spawner;

/** Starts the program and its start test, and knows what has been heard of how that went. */
public final class ProgramLauncher {
    private final LaunchPlan plan;
    private final Spawner spawner;
    private final Helpers helpers;

    private Optional<Spawned> unconfirmed = Optional.empty();
    private Optional<HeldProcess> held = Optional.empty();
    private Optional<Pid> test = Optional.empty();
    private Optional<String> failure = Optional.empty();
    private boolean lacksDescriptors;

    public ProgramLauncher(LaunchPlan plan, Spawner spawner, Helpers helpers) {
        this.plan = plan;
        this.spawner = spawner;
        this.helpers = helpers;
    }

    /** Forks a process for the program, which executes nothing before {@link #letGo}; answers what came of it. */
    Event startProgram() {
        try {
            HeldProcess child = spawner.spawnHeld(plan.program());
            unconfirmed = Optional.of(child.process());
            held = Optional.of(child);
            return new Event.Forked(child.process().pid().value());
        } catch (PosixException e) {
            lacksDescriptors = e.errno().equals(Errno.EMFILE) || e.errno().equals(Errno.ENFILE);
            failure = Optional.of(e.getMessage());
            return new Event.ForkFailed(e.getMessage());
        }
    }

    /** The process that waits for {@link #letGo}. */
    Optional<ProcessIdentity> held() {
        return held.isPresent() ? held.get().identity() : Optional.empty();
    }

    /** What was forked is known to a successor by now: it may go on. */
    void letGo() {
        if (held.isPresent()) {
            held.get().letGo();
            held = Optional.empty();
        }
    }

    /** Forks a process for the start test; answers what came of it. */
    Event startTest() {
        try {
            Pid pid = helpers.start(plan.startTest());
            test = Optional.of(pid);
            return new Event.TestForked(pid.value());
        } catch (PosixException e) {
            return new Event.TestForkFailed(e.getMessage());
        }
    }

    /** Whether a child that has been reaped was the start test; then that runs no more. */
    boolean testEnded(Pid pid) {
        boolean isTest = test.equals(Optional.of(pid));
        test = isTest ? Optional.empty() : test;
        return isTest;
    }

    /** Ends a start test that runs, unasked. */
    void killTest() {
        if (test.isPresent()) {
            try {
                Processes.kill(test.get(), Signal.KILL);
            } catch (PosixException e) {
                // Our own child, not yet reaped, can refuse SIGKILL only by having another user's rights.
                return;
            }
        }
    }

    /** The pipe on which a forked child says how its exec went. */
    Optional<Fd> report() {
        return unconfirmed.isPresent() ? Optional.of(unconfirmed.get().report()) : Optional.empty();
    }

    /**
     * Reads what the forked child says of its exec.
     *
     * @return what that means; empty if it has said nothing yet, or there is nobody to say something
     */
    Optional<Event> readReport() throws PosixException {
        if (unconfirmed.isEmpty()) {
            return Optional.empty();
        }
        int pid = unconfirmed.get().pid().value();
        return switch (Spawner.read(unconfirmed.get().report())) {
            case SpawnReport.Pending() -> Optional.empty();
            case SpawnReport.Succeeded() -> {
                forgetReport();
                failure = Optional.empty();
                yield Optional.of(new Event.ExecConfirmed(pid));
            }
            case SpawnReport.Failed failed -> {
                forgetReport();
                String reason = Spawner.explain(failed, plan.program());
                failure = Optional.of(reason);
                yield Optional.of(new Event.ExecFailed(pid, reason));
            }
        };
    }

    /** The child has ended: nothing more is to be heard of it. */
    void forgetReport() {
        if (unconfirmed.isPresent()) {
            unconfirmed.get().report().close();
            unconfirmed = Optional.empty();
        }
    }

    /** Why the last start failed, if it did. */
    Optional<String> failure() {
        return failure;
    }

    /** Whether a start has failed for want of descriptors since this was last asked. */
    boolean tookNoDescriptor() {
        boolean lacked = lacksDescriptors;
        lacksDescriptors = false;
        return lacked;
    }
}
