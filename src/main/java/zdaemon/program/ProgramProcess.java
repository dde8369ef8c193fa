package zdaemon.program;

import java.util.Optional;
import zdaemon.core.Ending;
import zdaemon.core.Event;
import zdaemon.core.Level;
import zdaemon.core.ProgramState;
import zdaemon.posix.Errno;
import zdaemon.posix.Fd;
import zdaemon.posix.Pid;
import zdaemon.posix.PosixException;
import zdaemon.posix.Signal;
import zdaemon.posix.WaitStatus;
import zdaemon.process.ExecFailure;
import zdaemon.process.ProcessIdentity;
import zdaemon.process.SpawnPlan;
import zdaemon.process.SpawnReport;

/**
 * The program's process: a child, known by its number until it is reaped, or an adopted one, known by its handle. What it
 * knows besides is whom to ask; where the program is in its life, the machine knows.
 */
final class ProgramProcess {
    private SpawnPlan plan;
    private final Kernel kernel;
    private final Messages log;
    private Optional<Kernel.Child> child = Optional.empty();
    private Optional<Kernel.Handle> adopted = Optional.empty();
    private boolean lacksDescriptors;

    ProgramProcess(SpawnPlan plan, Kernel kernel, Messages log) {
        this.plan = plan;
        this.kernel = kernel;
        this.log = log;
    }

    /** The next one is started in this way. */
    void follow(SpawnPlan next) {
        plan = next;
    }

    /** Forks a process that is held; answers what came of it. */
    Event fork() {
        try {
            Kernel.Child forked = kernel.fork(plan);
            child = Optional.of(forked);
            Optional<ProcessIdentity> identity = forked.identity();
            return new Event.Forked(forked.pid().value(), identity.isPresent() ? identity.get().text() : "",
                    kernel.wallMicros());
        } catch (PosixException e) {
            lacksDescriptors = e.errno().equals(Errno.EMFILE) || e.errno().equals(Errno.ENFILE);
            return new Event.ForkFailed(e.getMessage());
        }
    }

    void release() {
        if (child.isPresent()) {
            child.get().release();
        }
    }

    /** Whether a start has failed for want of descriptors since this was last asked. */
    boolean tookNoDescriptor() {
        boolean lacked = lacksDescriptors;
        lacksDescriptors = false;
        return lacked;
    }

    /** The child on its way to its program. */
    Optional<Kernel.Child> unconfirmed() {
        return child;
    }

    /** Goes on listening to a child that another release has forked. */
    void listenTo(Kernel.Child forked) {
        child = Optional.of(forked);
    }

    /** What the child says of its exec; empty if it has said nothing yet, or there is nobody to say something. */
    Optional<Event> readReport() throws PosixException {
        if (child.isEmpty()) {
            return Optional.empty();
        }
        int pid = child.get().pid().value();
        return switch (child.get().report()) {
            case SpawnReport.Pending() -> Optional.empty();
            case SpawnReport.Succeeded() -> {
                forgetReport();
                yield Optional.of(new Event.ExecConfirmed(pid));
            }
            case SpawnReport.Failed failed -> {
                forgetReport();
                yield Optional.of(new Event.ExecFailed(pid, kernel.explain(failed, plan), ExecFailure.isPermanent(failed)));
            }
        };
    }

    /** The child has ended, or is none of ours any more: nothing is to be heard of it. One that is held ends. */
    void forgetReport() {
        if (child.isPresent()) {
            child.get().close();
            child = Optional.empty();
        }
    }

    /** From now on the process is this one, which is not a child; answers whether it is there. */
    boolean adopt(String identity) {
        Optional<ProcessIdentity> known = ProcessIdentity.parse(identity);
        adopted = known.isPresent() ? kernel.find(known.get()) : Optional.empty();
        return adopted.isPresent();
    }

    /** Readable once the adopted process has ended. */
    Optional<Fd> adoptedDescriptor() {
        return adopted.isPresent() ? adopted.get().descriptor() : Optional.empty();
    }

    /** The adopted process has ended; how, as far as the system says. */
    Ending adoptedEnding() {
        Kernel.Handle handle = adopted.orElseThrow();
        Optional<WaitStatus> status = handle.ending();
        handle.close();
        adopted = Optional.empty();
        return status.isPresent() ? endingOf(status.get()) : new Ending.Unknown();
    }

    /**
     * Sends it a signal on a user's behalf.
     *
     * @throws PosixException EINVAL when there is no such signal, EPERM, ESRCH
     */
    void kill(ProgramState state, Signal signal) throws PosixException {
        Pid pid = new Pid(state.application());
        if (state.process() == 0 || (state.isAdopted() && adopted.isEmpty())) {
            throw new PosixException("kill", Errno.ESRCH, pid.toString());
        }
        if (state.isAdopted()) {
            adopted.get().signal(signal);
        } else {
            kernel.kill(pid, signal);
        }
    }

    /** Sends it a signal that the machine has decided on. */
    void signal(ProgramState state, Signal signal) {
        try {
            kill(state, signal);
        } catch (PosixException e) {
            // Our own child, not yet reaped, can refuse a signal only by having another user's rights; an adopted
            // process may be gone before we have heard of it.
            if (!e.errno().equals(Errno.ESRCH)) {
                log.log(Level.ERROR, e.getMessage());
            }
        }
    }

    static Ending endingOf(WaitStatus status) {
        return switch (status) {
            case WaitStatus.Exited(int code) -> new Ending.Exited(code);
            case WaitStatus.Signaled(Signal signal, boolean coreDumped) ->
                    new Ending.Killed(signal.number(), signal.name(), coreDumped);
        };
    }
}
