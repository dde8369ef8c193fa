package zdaemon.posix;

import java.util.Optional;
import zdaemon.bindings.libc;

/** This process, its children and others. */
public final class Processes {
    private static final int ANY_CHILD = -1;

    /** {@code struct pidfd_info} of linux/pidfd.h as first published; headers of older systems do not have it. */
    private static final int PIDFD_INFO_SIZE = 64;
    private static final int PIDFD_INFO_EXIT_CODE = 60;
    private static final long PIDFD_INFO_EXIT = 1L << 3;
    /** {@code _IOWR(0xFF, 11, struct pidfd_info)}. */
    private static final long PIDFD_GET_INFO = 3L << 30 | (long) PIDFD_INFO_SIZE << 16 | 0xFF << 8 | 11;

    private Processes() {}

    /**
     * Sends a signal, kill(2). Never to more than one process: 0, 1 and negative numbers are refused.
     *
     * @throws PosixException ESRCH when there is no such process, EPERM, EINVAL when there is no such signal
     */
    public static void kill(Pid pid, Signal signal) throws PosixException {
        if (LibcProcesses.kill(real(pid), signal.number()) < 0) {
            throw PosixException.on("kill", pid.toString());
        }
    }

    /**
     * Sends a signal to a whole process group, killpg(3).
     *
     * @throws PosixException ESRCH when nobody is in the group, EPERM, EINVAL
     */
    public static void killGroup(Pid leader, Signal signal) throws PosixException {
        if (LibcProcesses.killpg(real(leader), signal.number()) < 0) {
            throw PosixException.on("killpg", leader.toString());
        }
    }

    private static int real(Pid pid) {
        if (pid.value() <= 1) {
            throw new IllegalArgumentException("not a process to send a signal to: " + pid.value());
        }
        return pid.value();
    }

    /** Reaps a child that has ended, whichever, without waiting, waitpid(2). */
    public static Reaping reapAny() throws PosixException {
        Buffer status = Buffer.scratch();
        int reaped = LibcProcesses.waitpid(ANY_CHILD, status.address(), libc.WNOHANG());
        if (reaped > 0) {
            return new Reaping.Ended(new Pid(reaped), WaitStatus.decode(status.getInt(0)));
        }
        if (reaped == 0) {
            return new Reaping.NoneEnded();
        }
        if (Function.errnoNumber() == libc.ECHILD()) {
            return new Reaping.NoChildren();
        }
        throw PosixException.on("waitpid", "");
    }

    /**
     * Reaps one child if it has ended, without waiting, waitpid(2).
     *
     * @return empty while it runs
     * @throws PosixException ECHILD when it is not a child of this process, or reaped already
     */
    public static Optional<WaitStatus> reap(Pid pid) throws PosixException {
        return wait(pid, libc.WNOHANG());
    }

    /**
     * Waits for a child's end, however long that takes, and reaps it, waitpid(2).
     *
     * @throws PosixException ECHILD when it is not a child of this process, or reaped already
     */
    public static WaitStatus await(Pid pid) throws PosixException {
        return wait(pid, 0).orElseThrow();
    }

    private static Optional<WaitStatus> wait(Pid pid, int options) throws PosixException {
        Buffer status = Buffer.scratch();
        int reaped = LibcProcesses.waitpid(pid.value(), status.address(), options);
        if (reaped < 0) {
            throw PosixException.on("waitpid", pid.toString());
        }
        return reaped == 0 ? Optional.empty() : Optional.of(WaitStatus.decode(status.getInt(0)));
    }

    /** This process. */
    public static Pid self() {
        return new Pid(LibcProcesses.getpid());
    }

    /** This process's parent. */
    public static Pid parent() {
        return new Pid(LibcProcesses.getppid());
    }

    /**
     * A process's group, getpgid(2).
     *
     * @throws PosixException ESRCH
     */
    public static Pid group(Pid pid) throws PosixException {
        return orThrow("getpgid", LibcProcesses.getpgid(pid.value()), pid);
    }

    /**
     * A process's session, getsid(2).
     *
     * @throws PosixException ESRCH
     */
    public static Pid session(Pid pid) throws PosixException {
        return orThrow("getsid", LibcProcesses.getsid(pid.value()), pid);
    }

    private static Pid orThrow(String call, int result, Pid subject) throws PosixException {
        if (result < 0) {
            throw PosixException.on(call, subject.toString());
        }
        return new Pid(result);
    }

    /**
     * A descriptor of a process, pidfd_open(2), which no later process of that number can be mistaken for.
     *
     * @return close-on-exec, readable once the process has ended
     * @throws PosixException ESRCH
     */
    public static Fd pidfd(Pid pid) throws PosixException {
        int fd = (int) LibcProcesses.syscall(libc.SYS_pidfd_open(), pid.value(), 0, 0, 0);
        if (fd < 0) {
            throw PosixException.on("pidfd_open", pid.toString());
        }
        return Fd.of(fd);
    }

    /**
     * Sends a signal to the very process that the descriptor stands for, pidfd_send_signal(2).
     *
     * @throws PosixException ESRCH when it has ended and been reaped, EPERM, EINVAL
     */
    public static void kill(Fd pidfd, Signal signal) throws PosixException {
        if (LibcProcesses.syscall(libc.SYS_pidfd_send_signal(), pidfd.number(), signal.number(), 0, 0) < 0) {
            throw PosixException.on("pidfd_send_signal", pidfd.toString());
        }
    }

    /** Keeps processes of the same user from looking into this one and taking its descriptors, PR_SET_DUMPABLE of prctl(2). */
    public static void becomeOpaque() throws PosixException {
        if (LibcProcesses.prctl(libc.PR_SET_DUMPABLE(), 0) < 0) {
            throw PosixException.on("prctl", "");
        }
    }

    /** Makes this process the parent of its descendants' orphans, PR_SET_CHILD_SUBREAPER of prctl(2). */
    public static void becomeSubreaper() throws PosixException {
        if (LibcProcesses.prctl(libc.PR_SET_CHILD_SUBREAPER(), 1) < 0) {
            throw PosixException.on("prctl", "");
        }
    }

    /**
     * How a process ended that has been reaped, by whomever: PIDFD_GET_INFO, Linux 6.15.
     *
     * @return empty while it has not been reaped, and on older kernels
     */
    public static Optional<WaitStatus> endOf(Fd pidfd) {
        try (Buffer info = Buffer.allocate(PIDFD_INFO_SIZE)) {
            info.putLong(0, PIDFD_INFO_EXIT);
            boolean known = LibcFiles.ioctl(pidfd.number(), PIDFD_GET_INFO, info.address()) == 0
                    && (info.getLong(0) & PIDFD_INFO_EXIT) != 0;
            return known ? Optional.of(WaitStatus.decode(info.getInt(PIDFD_INFO_EXIT_CODE))) : Optional.empty();
        }
    }
}
