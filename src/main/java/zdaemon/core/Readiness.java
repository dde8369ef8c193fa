package zdaemon.core;

/** What the start test has said so far about a running program. */
public sealed interface Readiness {

    /** The start test has succeeded, or there is none. */
    record Ready() implements Readiness {}

    /**
     * A start test has been ordered ({@link Effect.SpawnTest}), and its fork has not been reported yet.
     *
     * @param since when it was ordered, monotonic nanoseconds
     */
    record Launching(long since) implements Readiness {}

    /**
     * A start test runs.
     *
     * @param pid   its process
     * @param since when it was ordered, monotonic nanoseconds
     */
    record Testing(int pid, long since) implements Readiness {}

    /**
     * The last start test failed and the next one is to come.
     *
     * @param until when it is due, monotonic nanoseconds
     */
    record Resting(long until) implements Readiness {}
}
