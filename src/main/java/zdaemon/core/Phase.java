package zdaemon.core;

/** Where a program is in its life. All times are monotonic nanoseconds. */
public sealed interface Phase {

    /** A time that never comes. */
    long NEVER = Long.MAX_VALUE;

    /** Nothing runs and nothing is wanted: before the first start, or stopped in a manager that hangs around. */
    record Down() implements Phase {}

    /** Nothing runs; the program has crashed and is started again at {@code until}. */
    record Delayed(long until) implements Phase {}

    /** A start has been ordered ({@link Effect.Spawn}), and its fork has not been reported yet. */
    record Starting() implements Phase {}

    /**
     * A start has been ordered and its fork not been reported, but the wish has changed: the child is to be stopped as
     * soon as it is known, and then comes {@code next}.
     */
    record Recalled(Next next) implements Phase {}

    /**
     * A child has been forked, written down and released, and has not yet become the program. At {@code deadline} its
     * silence counts as a failure.
     */
    record Spawning(int pid, long deadline) implements Phase {}

    /**
     * The program runs, and is wanted to.
     *
     * @param since when its exec was confirmed; of an adopted one, when it was forked
     */
    record Running(int pid, long since, Readiness readiness) implements Phase {}

    /**
     * The process, and each descendant in its stop-scope, has been asked by SIGTERM to end.
     *
     * @param killAt when it is made to by SIGKILL; {@link #NEVER} without a stop-timeout
     * @param next   what follows its end
     */
    record Stopping(int pid, long killAt, Next next) implements Phase {}

    /** The process, and each descendant in its stop-scope, has been sent SIGKILL and is about to end; then comes {@code next}. */
    record Killing(int pid, Next next) implements Phase {}

    /**
     * The process has ended, and descendants in its stop-scope have not. Nobody may be sent a signal by its number any
     * more.
     *
     * @param ending how it ended
     * @param until  when the descendants are sent SIGKILL; if they have been, when they are waited for no longer
     * @param killed whether they have been sent SIGKILL
     * @param next   what follows their end
     */
    record Clearing(int pid, Ending ending, long until, boolean killed, Next next) implements Phase {}

    /** Supervision is over and the manager is to end with this status. */
    record Finished(int exitStatus) implements Phase {}
}
