package zdaemon.process;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import zdaemon.posix.Errno;
import zdaemon.posix.Fd;
import zdaemon.posix.FileStatus;
import zdaemon.posix.FileSystem;
import zdaemon.posix.Pid;
import zdaemon.posix.Poller;
import zdaemon.posix.PosixException;
import zdaemon.posix.Processes;
import zdaemon.posix.Signal;
import zdaemon.posix.WaitStatus;

/**
 * What tells a process from all others, dead, alive or to come: process ids are given out again, moments are not.
 *
 * @param pid its number
 * @param start when it was started, proc_pid_stat(5): hundredths of a second since the machine's start
 * @param machine which run of which machine that was, and which of its pid namespaces(7)
 */
public record ProcessIdentity(Pid pid, long start, String machine) {
    private static final String BOOT_ID = "/proc/sys/kernel/random/boot_id";
    private static final String NAMESPACE = "/proc/self/ns/pid";
    /** The kernel's USER_HZ, which is the same on all machines that we run on. */
    private static final long NANOS_PER_TICK = 10_000_000L;
    private static final Signal NONE = new Signal(0);

    private static String ownMachine = "";

    /**
     * The identity of a process that is there now.
     *
     * @return empty when there is none, or it has ended
     */
    public static Optional<ProcessIdentity> of(Pid pid) {
        try {
            ProcessStat stat = ProcessStat.of(pid);
            return stat.isZombie() ? Optional.empty()
                    : Optional.of(new ProcessIdentity(pid, stat.start(), thisMachine()));
        } catch (PosixException e) {
            return Optional.empty();
        }
    }

    /** The identity of a child, without a look at it where that can be spared: it mostly is on the way of a restart. */
    static Optional<ProcessIdentity> ofChild(Pid pid, long before, long after) {
        long start = before / NANOS_PER_TICK;
        try {
            return start == after / NANOS_PER_TICK
                    ? Optional.of(new ProcessIdentity(pid, start, thisMachine())) : of(pid);
        } catch (PosixException e) {
            return Optional.empty();
        }
    }

    /** The status that its parent will learn, when it has ended and not been reaped. */
    private OptionalInt statusOfZombie() {
        try {
            ProcessStat stat = ProcessStat.of(pid);
            return stat.isZombie() && stat.start() == start
                    ? OptionalInt.of(stat.exitCode()) : OptionalInt.empty();
        } catch (PosixException e) {
            return OptionalInt.empty();
        }
    }

    /** Neither changes while this process is there. */
    static String thisMachine() throws PosixException {
        if (ownMachine.isEmpty()) {
            ownMachine = lookAtThisMachine();
        }
        return ownMachine;
    }

    private static String lookAtThisMachine() throws PosixException {
        FileStatus namespace = FileSystem.status(NAMESPACE).orElseThrow(
                () -> new PosixException("stat", Errno.ENOENT, PosixException.quote(NAMESPACE)));
        return text(BOOT_ID).strip() + "/" + namespace.inode();
    }

    private static String text(String path) throws PosixException {
        return new String(FileSystem.read(path), StandardCharsets.ISO_8859_1);
    }

    /** {@return the identity as text, for {@link #parse}} */
    public String text() {
        return pid.value() + " " + start + " " + machine;
    }

    /**
     * Reads an identity.
     *
     * @return empty when it is no such text
     */
    public static Optional<ProcessIdentity> parse(String text) {
        String[] words = text.split(" ");
        try {
            return words.length != 3 || Integer.parseInt(words[0]) <= 1 ? Optional.empty()
                    : Optional.of(new ProcessIdentity(new Pid(Integer.parseInt(words[0])), Long.parseLong(words[1]),
                            words[2]));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /**
     * Looks for this very process. Its descriptor is opened before the look, so it cannot come to mean a successor that
     * was given the number in between.
     *
     * @return its descriptor, as {@link Processes#pidfd}; empty when it has ended, or this process may not signal it
     */
    public Optional<Fd> find() {
        Fd pidfd;
        try {
            pidfd = Processes.pidfd(pid);
        } catch (PosixException e) {
            return Optional.empty();
        }
        try {
            Processes.kill(pidfd, NONE);
            if (of(pid).equals(Optional.of(this))) {
                return Optional.of(pidfd);
            }
        } catch (PosixException e) {
            // ESRCH: it has ended. EPERM: it is somebody else's.
        }
        pidfd.close();
        return Optional.empty();
    }

    /**
     * Waits for the end of this very process. One that is being killed closes its descriptors well before it has ended.
     *
     * @param patienceNanos how long to wait, in nanoseconds
     * @return whether it is there no more; false when that could not be found out
     */
    public boolean ends(long patienceNanos) {
        Optional<Fd> found = find();
        if (found.isEmpty()) {
            return true;
        }
        try (Fd pidfd = found.get(); Poller poller = Poller.create()) {
            poller.set(pidfd, true, false);
            return poller.poll(patienceNanos) > 0;
        } catch (PosixException e) {
            return false;
        }
    }

    /**
     * How long the process has been there.
     *
     * @return nanoseconds, the time in which the machine slept included; exact to a hundredth of a second
     */
    public long age() throws PosixException {
        String uptime = text("/proc/uptime");
        int point = uptime.indexOf('.');
        long ticks = Long.parseLong(uptime.substring(0, point)) * 100
                + Long.parseLong(uptime.substring(point + 1, point + 3));
        return Math.max(0, ticks - start) * NANOS_PER_TICK;
    }

    /**
     * How this process ended, which is not this one's child. Only its parent is sure to learn that. But Linux tells others
     * too while nobody has reaped it, proc_pid_stat(5), and from 6.15 on also afterwards, by PIDFD_GET_INFO.
     *
     * @param pidfd its descriptor, readable by now
     * @return empty when nobody can say
     */
    public Optional<WaitStatus> end(Fd pidfd) {
        Optional<WaitStatus> end = Processes.endOf(pidfd);
        if (end.isPresent()) {
            return end;
        }
        OptionalInt unreaped = statusOfZombie();
        // If it is no zombie any more, it may have been reaped between the two looks.
        return unreaped.isPresent() ? Optional.of(WaitStatus.decode(unreaped.getAsInt())) : Processes.endOf(pidfd);
    }
}
