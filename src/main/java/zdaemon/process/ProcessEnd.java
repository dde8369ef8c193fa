package zdaemon.process;

import java.util.Optional;
import java.util.OptionalInt;
import zdaemon.posix.Fd;
import zdaemon.posix.Processes;
import zdaemon.posix.WaitStatus;

/**
 * How a process ended that is not this one's child. Only its parent is sure to learn that. But Linux tells others too
 * while nobody has reaped it, proc_pid_stat(5), and from 6.15 on also afterwards, by PIDFD_GET_INFO.
 */
public final class ProcessEnd {
    private ProcessEnd() {}

    /**
     * Asks how a process ended.
     *
     * @return how it ended; empty when nobody can say
     */
    public static Optional<WaitStatus> of(ProcessIdentity process, Fd pidfd) {
        Optional<WaitStatus> end = Processes.endOf(pidfd);
        if (end.isPresent()) {
            return end;
        }
        OptionalInt unreaped = process.statusOfZombie();
        // If it is no zombie any more, it may have been reaped between the two looks.
        return unreaped.isPresent() ? Optional.of(WaitStatus.decode(unreaped.getAsInt())) : Processes.endOf(pidfd);
    }
}
