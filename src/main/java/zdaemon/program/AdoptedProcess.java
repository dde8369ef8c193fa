package zdaemon.program;

import java.util.Optional;
import zdaemon.core.Ending;
import zdaemon.posix.Fd;
import zdaemon.posix.Pid;
import zdaemon.posix.PosixException;
import zdaemon.posix.Processes;
import zdaemon.posix.Signal;
import zdaemon.posix.WaitStatus;
import zdaemon.process.ProcessIdentity;

/**
 * The program's process when it is not the manager's child. Its number may be given to somebody else as soon as it has
 * ended, so it is only ever addressed by its descriptor.
 *
 * @param identity which process
 * @param pidfd    readable once it has ended
 */
public record AdoptedProcess(ProcessIdentity identity, Fd pidfd) implements AutoCloseable {

    boolean is(Pid pid) {
        return identity.pid().equals(pid);
    }

    void signal(Signal signal) throws PosixException {
        Processes.kill(pidfd, signal);
    }

    /** How it ended, as far as the system says. */
    Ending ending() {
        Optional<WaitStatus> status = identity.end(pidfd);
        return status.isPresent() ? SupervisedProgram.endingOf(status.get()) : new Ending.Unknown();
    }

    @Override
    public void close() {
        pidfd.close();
    }
}
