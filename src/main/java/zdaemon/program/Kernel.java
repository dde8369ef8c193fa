package zdaemon.program;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import zdaemon.posix.Fd;
import zdaemon.posix.Pid;
import zdaemon.posix.PosixException;
import zdaemon.posix.Signal;
import zdaemon.posix.WaitStatus;
import zdaemon.process.ProcessIdentity;
import zdaemon.process.ProcessTable;
import zdaemon.process.SpawnPlan;
import zdaemon.process.SpawnReport;

/** The kernel and its clocks, as far as the hands of a program reach them. Tests have one on paper. */
public interface Kernel {

    /** Monotonic nanoseconds. */
    long now();

    /** The date, in microseconds since 1970. */
    long wallMicros();

    /** Nanoseconds since the machine was started, from which the moments in a {@link ProcessIdentity} count. */
    long sinceBoot();

    /** This process. */
    Pid self();

    /**
     * Forks a process that executes nothing before {@link Child#release}.
     *
     * @throws PosixException EAGAIN, ENOMEM, EMFILE, ENFILE
     */
    Child fork(SpawnPlan plan) throws PosixException;

    /**
     * Starts a process of which nothing is to be heard but its end.
     *
     * @throws PosixException as {@link #fork}
     */
    Pid start(SpawnPlan plan) throws PosixException;

    /** Says for users why a child has not become its program: step, object, cause. */
    String explain(SpawnReport.Failed failed, SpawnPlan plan);

    /**
     * Sends a signal to a child that has not been reaped.
     *
     * @throws PosixException ESRCH, EPERM, EINVAL when there is no such signal
     */
    void kill(Pid child, Signal signal) throws PosixException;

    /** A child on its way that another release in this process has forked, and the descriptor of its report. */
    Child child(Pid pid, Fd report);

    /**
     * Sends a signal to all in the process group of a child that has not been reaped.
     *
     * @throws PosixException ESRCH, EPERM
     */
    void killGroup(Pid child, Signal signal) throws PosixException;

    /** What a process was given as its environment, {@code NAME=value} each; nothing where that may not be read. */
    List<String> environment(Pid pid);

    /** What tells a process from all others; empty when there is none, or it has ended. */
    Optional<ProcessIdentity> identity(Pid pid);

    /** Whether this very process is there, be it a stranger's. */
    default boolean isThere(ProcessIdentity identity) {
        return identity(identity.pid()).equals(Optional.of(identity));
    }

    /** Whether there is a process in the process group of this number. */
    boolean hasGroup(Pid leader);

    /** Finds a process, child or not, that may be signalled; empty when it has ended. */
    Optional<Handle> find(ProcessIdentity identity);

    /** As {@link #find}, without a look whether the number is still that process's, and whether it may be signalled. */
    Optional<Handle> open(ProcessIdentity identity);

    /**
     * Looks who is there.
     *
     * @throws PosixException when there is no proc file system
     */
    ProcessTable processes() throws PosixException;

    /**
     * As {@link #processes}, without those of certain numbers.
     *
     * @throws PosixException when there is no proc file system
     */
    ProcessTable processesBut(IntPredicate known) throws PosixException;

    /** The number that was given to a new process last, anywhere; empty when there is no proc file system. */
    OptionalInt births();

    /** A child on its way to its program. */
    interface Child {
        Pid pid();

        /** What tells it from all others; empty where there is no proc file system. */
        Optional<ProcessIdentity> identity();

        /** Lets it go on, once. */
        void release();

        /**
         * Asks how its exec has gone, without waiting.
         *
         * @throws PosixException never in practice
         */
        SpawnReport report() throws PosixException;

        /** Readable when there is a report. */
        Optional<Fd> descriptor();

        /** Nothing more is to be heard of it. One that is still held ends. */
        void close();
    }

    /** A process whose end is waited for, and which no other of the same number can be mistaken for. */
    interface Handle {
        /**
         * Sends it a signal.
         *
         * @throws PosixException ESRCH when it has ended, EPERM, EINVAL
         */
        void signal(Signal signal) throws PosixException;

        /** How it ended, as far as the system says. */
        Optional<WaitStatus> ending();

        /** Readable once it has ended. */
        Optional<Fd> descriptor();

        void close();
    }
}
