package zdaemon.process;

import zdaemon.posix.Errno;

/** What is known of a new process's way to its program. */
public sealed interface SpawnReport permits SpawnReport.Pending, SpawnReport.Succeeded, SpawnReport.Failed {
    /** Nothing yet. */
    record Pending() implements SpawnReport {}

    /** It executes its program. So it seems, too, when a signal has ended it on the way: its wait status tells. */
    record Succeeded() implements SpawnReport, SpawnOutcome {}

    /**
     * It could not, and has ended with status 127 or is about to; it still has to be reaped.
     *
     * @param step what failed
     * @param errno why
     */
    record Failed(SpawnStep step, Errno errno) implements SpawnReport, SpawnOutcome {}
}
