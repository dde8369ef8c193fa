package zdaemon.posix;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a process ended that is not this one's child. Only its parent is sure to learn that. But Linux tells others too
 * while nobody has reaped it, proc_pid_stat(5), and from 6.15 on also afterwards, by PIDFD_GET_INFO.
 */
public final class ProcessEnd {
    /** {@code struct pidfd_info} of linux/pidfd.h as first published; headers of older systems do not have it. */
    private static final int SIZE = 64;
    private static final int EXIT_CODE = 60;
    private static final long PIDFD_INFO_EXIT = 1L << 3;
    /** {@code _IOWR(0xFF, 11, struct pidfd_info)}. */
    private static final long PIDFD_GET_INFO = 3L << 30 | (long) SIZE << 16 | 0xFF << 8 | 11;

    private ProcessEnd() {}

    /**
     * Asks how a process ended.
     *
     * @param process which
     * @param pidfd its descriptor, readable by now
     * @return how it ended; empty when nobody can say
     */
    public static Optional<WaitStatus> of(ProcessIdentity process, Fd pidfd) {
        Optional<WaitStatus> end = reaped(pidfd);
        if (end.isPresent()) {
            return end;
        }
        OptionalInt unreaped = process.statusOfZombie();
        // If it is no zombie any more, it may have been reaped between the two looks.
        return unreaped.isPresent() ? Optional.of(WaitStatus.decode(unreaped.getAsInt())) : reaped(pidfd);
    }

    private static Optional<WaitStatus> reaped(Fd pidfd) {
        try (Buffer info = Buffer.allocate(SIZE)) {
            info.putLong(0, PIDFD_INFO_EXIT);
            boolean known = LibcFiles.ioctl(pidfd.number(), PIDFD_GET_INFO, info.address()) == 0
                    && (info.getLong(0) & PIDFD_INFO_EXIT) != 0;
            return known ? Optional.of(WaitStatus.decode(info.getInt(EXIT_CODE))) : Optional.empty();
        }
    }
}
