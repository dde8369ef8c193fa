package zdaemon.program;

import java.util.Optional;
import zdaemon.core.Ending;
import zdaemon.core.Event;
import zdaemon.eventlog.EventLog;
import zdaemon.eventlog.format.LogLevel;
import zdaemon.posix.Errno;
import zdaemon.posix.Fd;
import zdaemon.posix.Pid;
import zdaemon.posix.PosixException;
import zdaemon.posix.Processes;
import zdaemon.posix.Signal;
import zdaemon.process.ProcessIdentity;

/**
 * The way to the program's process: by its number while it is the manager's unreaped child, by its descriptor when it was
 * adopted, and not at all once it has ended, whatever the machine has been told yet.
 */
public final class ProgramProcess {
    private final StopReach reach;
    private final EventLog log;
    private Optional<AdoptedProcess> adopted = Optional.empty();

    ProgramProcess(StopReach reach, EventLog log) {
        this.reach = reach;
        this.log = log;
    }

    /** From now on the process is this one, which is not a child. */
    void adopt(ProcessIdentity identity, Fd pidfd) {
        adopted = Optional.of(new AdoptedProcess(identity, pidfd));
    }

    /** Whether the process is, or would be, a child. */
    boolean isChild() {
        return adopted.isEmpty() && !reach.isHolding();
    }

    /** The descriptor of a process that is not a child, readable once it has ended. */
    Optional<Fd> pidfd() {
        return adopted.isPresent() ? Optional.of(adopted.get().pidfd()) : Optional.empty();
    }

    /** The identity of a process that is not a child. */
    Optional<String> identity() {
        return adopted.isPresent() ? Optional.of(adopted.get().identity().text()) : Optional.empty();
    }

    /** The adopted process has ended. */
    Event.ProgramEnded adoptedEnded() {
        AdoptedProcess process = adopted.orElseThrow();
        Ending ending = process.ending();
        process.close();
        adopted = Optional.empty();
        return new Event.ProgramEnded(process.identity().pid().value(), ending);
    }

    /**
     * Sends it a signal on a user's behalf.
     *
     * @throws PosixException EINVAL when there is no such signal, EPERM, ESRCH
     */
    void kill(Pid pid, Signal signal) throws PosixException {
        if (reach.isHolding()) {
            throw new PosixException("kill", Errno.ESRCH, pid.toString());
        }
        if (adopted.isPresent() && adopted.get().is(pid)) {
            adopted.get().signal(signal);
        } else {
            Processes.kill(pid, signal);
        }
    }

    /** Sends a signal of a stop: first to the process itself, so that it may see to its children, then to its scope. */
    void stop(Pid pid, Signal signal, long now) {
        if (adopted.isPresent()) {
            reach.notice(pid);
        }
        if (!reach.isHolding()) {
            signal(pid, signal);
        }
        reach.signal(pid, signal, now);
    }

    private void signal(Pid pid, Signal signal) {
        try {
            kill(pid, signal);
        } catch (PosixException e) {
            // Our own child, not yet reaped, can refuse a signal only by having another user's rights; an adopted
            // process may be gone before we have heard of it.
            if (!e.errno().equals(Errno.ESRCH)) {
                log.log(LogLevel.ERROR, e.getMessage());
            }
        }
    }
}
