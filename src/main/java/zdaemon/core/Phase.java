package zdaemon.core;

/** Where a program is in its life. All times are monotonic nanoseconds. */
public sealed interface Phase {

    /** Nothing runs and nothing is wanted: before the first start, or stopped in a manager that hangs around. */
    record Down() implements Phase {}

    /**
     * Nothing runs; the program has crashed and is started again later.
     *
     * @param until when it is
     */
    record Delayed(long until) implements Phase {}

    /** A start has been ordered ({@link Effect.Spawn}), and its fork has not been reported yet. */
    record Starting() implements Phase {}

    /**
     * A start has been ordered and its fork not been reported, but the wish has changed: the child is to be stopped
     * as soon as it is known.
     *
     * @param next what follows its end
     */
    record Recalled(Next next) implements Phase {}

    /**
     * A child has been forked and has not yet become the program.
     *
     * @param pid      the child
     * @param deadline when its silence counts as a failure
     */
    record Spawning(int pid, long deadline) implements Phase {}

    /**
     * The program runs, and is wanted to.
     *
     * @param pid       its process
     * @param since     when its exec was confirmed; of an adopted one, when it was forked
     * @param readiness what the start test says
     */
    record Running(int pid, long since, Readiness readiness) implements Phase {}

    /**
     * The process has been asked by SIGTERM to end.
     *
     * @param pid    the process
     * @param killAt when it is made to by SIGKILL
     * @param next   what follows its end
     */
    record Stopping(int pid, long killAt, Next next) implements Phase {}

    /**
     * The process has been sent SIGKILL and is about to end.
     *
     * @param pid  the process
     * @param next what follows its end
     */
    record Killing(int pid, Next next) implements Phase {}

    /**
     * Supervision is over and the manager is to end.
     *
     * @param exitStatus the manager's exit status
     */
    record Finished(int exitStatus) implements Phase {}
}
