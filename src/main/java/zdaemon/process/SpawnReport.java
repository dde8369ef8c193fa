package zdaemon.process;

import zdaemon.posix.Errno;
import zdaemon.posix.Pid;

/** What is known of a new process's way to its program. */
public sealed interface SpawnReport {
    /** How it ended, for those who waited. */
    sealed interface Outcome {}

    /** Nothing yet. */
    record Pending() implements SpawnReport {}

    /** It executes its program. So it seems, too, when a signal has ended it on the way: its wait status tells. */
    record Succeeded() implements SpawnReport, Outcome {}

    /**
     * It could not, and has ended with status 127 or is about to; it still has to be reaped.
     *
     * @param step what failed
     * @param errno why
     */
    record Failed(SpawnStep step, Errno errno) implements SpawnReport, Outcome {}

    /** It said nothing in time, and has been killed and reaped. */
    record TimedOut() implements Outcome {}

    /**
     * What came of starting a program, perhaps several times.
     *
     * @param pid the last attempt's process
     * @param outcome how that went; after {@code Failed} and {@code TimedOut} the process has been reaped
     * @param silent how many attempts, this one included, said nothing in time and were killed
     */
    record Attempts(Pid pid, Outcome outcome, int silent) {}
}
