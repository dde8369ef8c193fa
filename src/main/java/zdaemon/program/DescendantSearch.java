package zdaemon.program;

import java.util.List;
import zdaemon.posix.Pid;
import zdaemon.posix.PosixException;
import zdaemon.process.ProcessTable;
import zdaemon.spec.ProgramSpec.StopScope;

/**
 * Tells which processes stem from a program, and not from its start test. A manager with one program takes each child for
 * its that it has not forked for itself; among many it has to be known whose an orphan is.
 */
public abstract sealed class DescendantSearch permits SoleSearch, CensusSearch {

    /** From now on the program's process is this one. */
    abstract void begins(Pid program);

    /** That process has ended. */
    abstract void ends(Pid program);

    /** A start test runs, which leads a process group. */
    abstract void testBegins(Pid test);

    /** It has ended; what it has begotten may still be there. */
    abstract void testEnds(Pid test);

    /**
     * A moment from which on births count, not later than the look that {@link #find} tells of.
     *
     * @param anew whether a look of this turn will not do
     */
    abstract Births births(boolean anew);

    /** Whether that look had been taken before: processes may have been started since that it does not show. */
    abstract boolean isOld();

    /**
     * Those who stem from the program.
     *
     * @param isThere whether the process itself is there; it is never among them
     * @param seen    those who were found before
     * @throws PosixException when there is no proc file system
     */
    abstract List<ProcessTable.Entry> find(Pid program, boolean isThere, List<ProcessTable.Entry> seen)
            throws PosixException;

    /** Whether some in the scope of the process, which has ended, may be left; without a look. */
    abstract boolean mayBeLeft(Pid program, StopScope scope);

    /** Whether there may be a look for each process that has ended. */
    abstract boolean isForEachEnd();

    /** Whether nobody will notice a look. */
    abstract boolean isCheap();

    /** Those who stem from a start test that runs, but not itself. */
    abstract List<ProcessTable.Entry> stemmingFromTest(Pid test) throws PosixException;

    /**
     * Those who stem from the program's process, which has ended, if there was a look since.
     *
     * @param since   when it ended, monotonic nanoseconds
     * @param isAsked whether a client asks
     */
    abstract Remains remains(Pid program, long since, boolean isAsked) throws PosixException;

    /** What is known of those who are left. */
    sealed interface Remains {
        /** Who they are, and perhaps others that were started later. */
        record Known(List<ProcessTable.Entry> processes) implements Remains {}

        /** Nothing before this moment, monotonic nanoseconds. */
        record NotBefore(long nanos) implements Remains {}

        /** Nothing, unless a client asks: it is not worth a look. */
        record Unknown() implements Remains {}
    }
}
