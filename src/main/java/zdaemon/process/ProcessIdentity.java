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
 * @param machine which run of which machine that was, and which of its pid and time namespaces(7)
 */
public record ProcessIdentity(Pid pid, long start, String machine) {
    private static final String BOOT_ID = "/proc/sys/kernel/random/boot_id";
    private static final String NAMESPACE = "/proc/self/ns/pid";
    private static final String TIME_NAMESPACE = "/proc/self/ns/time";
    /** The kernel's PROC_TIME_INIT_INO: that of a process that nobody has put into another one. */
    private static final long FIRST_TIME_NAMESPACE = 0xEFFFFFFAL;
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
            boolean isKnown = stat.isZombie() && stat.start() == start && (stat.exitCode() != 0 || !isHidden());
            return isKnown ? OptionalInt.of(stat.exitCode()) : OptionalInt.empty();
        } catch (PosixException e) {
            return OptionalInt.empty();
        }
    }

    /** Of a process that this user may not trace, a setuid program, proc(5) shows 0 for the status, whatever it is. */
    private boolean isHidden() {
        try {
            FileSystem.status("/proc/" + pid.value() + "/exe");
            return false;
        } catch (PosixException e) {
            return e.errno().equals(Errno.EACCES);
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
        Optional<FileStatus> time = FileSystem.status(TIME_NAMESPACE);
        boolean isFirst = time.isEmpty() || time.get().inode() == FIRST_TIME_NAMESPACE;
        return text(BOOT_ID).strip() + "/" + namespace.inode() + (isFirst ? "" : "/" + time.get().inode());
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
        String[] words = text.split(" ", -1);
        try {
            return words.length != 3 || Integer.parseInt(words[0]) < 1 ? Optional.empty()
                    : Optional.of(new ProcessIdentity(new Pid(Integer.parseInt(words[0])), Long.parseLong(words[1]),
                            words[2]));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /**
     * Looks for this very process. Its descriptor is opened before the look, so it cannot come to mean a successor that
     * was given the number in between.
     */
    public Presence look() {
        try {
            boolean isSame = machine.equals(thisMachine());
            if (!isSame) {
                String[] own = thisMachine().split("/", -1);
                String[] its = machine.split("/", -1);
                if (!own[0].equals(its[0])) {
                    return new Presence.Gone();
                }
                if (its.length < 2 || !own[1].equals(its[1])) {
                    return new Presence.Unknown("was started in another pid namespace (another container)");
                }
            }
            Fd pidfd = Processes.pidfd(pid);
            Presence presence = look(pidfd, isSame);
            if (!(presence instanceof Presence.Here)) {
                pidfd.close();
            }
            return presence;
        } catch (PosixException e) {
            return e.errno().equals(Errno.ESRCH) ? new Presence.Gone() : new Presence.Unknown(
                    "can't be looked at (" + e.getMessage() + ")");
        }
    }

    private Presence look(Fd pidfd, boolean isSameTime) throws PosixException {
        boolean mayBeSignalled = isThere(pidfd);
        ProcessStat stat;
        try {
            stat = ProcessStat.of(pid);
        } catch (PosixException e) {
            isThere(pidfd);
            return new Presence.Unknown("is there, but not shown in /proc");
        }
        if (stat.isZombie()) {
            return new Presence.Gone();
        }
        if (!isSameTime) {
            return new Presence.Unknown("was started in another time namespace");
        }
        return stat.start() == start ? new Presence.Here(pidfd, mayBeSignalled) : new Presence.Gone();
    }

    /** Whether we may signal it; ESRCH when it has ended. */
    private static boolean isThere(Fd pidfd) throws PosixException {
        try {
            Processes.kill(pidfd, NONE);
            return true;
        } catch (PosixException e) {
            if (e.errno().equals(Errno.EPERM)) {
                return false;
            }
            throw e;
        }
    }

    /**
     * Looks for this very process, to signal it or to wait for its end.
     *
     * @return its descriptor, as {@link Processes#pidfd}; empty when it has ended, or this process may not signal it
     */
    public Optional<Fd> find() {
        if (!(look() instanceof Presence.Here here)) {
            return Optional.empty();
        }
        if (!here.mayBeSignalled()) {
            here.pidfd().close();
            return Optional.empty();
        }
        return Optional.of(here.pidfd());
    }

    /**
     * Waits for the end of this very process. One that is being killed closes its descriptors well before it has ended.
     *
     * @param patienceNanos how long to wait, in nanoseconds
     * @return whether it is there no more; false when that could not be found out
     */
    public boolean ends(long patienceNanos) {
        Presence presence = look();
        if (!(presence instanceof Presence.Here here)) {
            return presence instanceof Presence.Gone;
        }
        try (Fd pidfd = here.pidfd(); Poller poller = Poller.create()) {
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
