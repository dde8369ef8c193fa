package zdaemon.core;

/** Whether a running program counts as started. All times are monotonic nanoseconds. */
public sealed interface Readiness {

    /** It does: it has passed its start test, or, without one, has lived long enough. */
    record Ready() implements Readiness {}

    /** There is no start test, and it has to live {@code until} then (start-seconds). */
    record Proving(long until) implements Readiness {}

    /** A start test was ordered ({@link Effect.SpawnTest}) at {@code since}, and its fork has not been reported yet. */
    record Launching(long since) implements Readiness {}

    /** A start test runs, which was ordered at {@code since}. */
    record Testing(int pid, long since) implements Readiness {}

    /** The last start test failed and the next one is due at {@code until}. */
    record Resting(long until) implements Readiness {}
}
