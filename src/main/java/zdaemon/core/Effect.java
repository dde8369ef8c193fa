package zdaemon.core;

/** Something that is to be done, in the order in which {@link Step} lists it. */
public sealed interface Effect {

    /** Fork the program's child and hold it; {@link Event.Forked} or {@link Event.ForkFailed} must follow. */
    record Spawn() implements Effect {}

    /** Write down what a successor needs to know: the process, its crashes, whether it is ready, what is to follow its end. */
    record Persist() implements Effect {}

    /** Let the held child become the program; it has been written down. */
    record Release(int pid) implements Effect {}

    /**
     * Send a signal to the program's process, and to the descendants in its stop-scope. Any of them may have ended in the
     * meantime; that is no error.
     */
    record Signal(int pid, StopSignal signal) implements Effect {}

    /** Send a signal to the descendants in the stop-scope of a process that has ended. */
    record SignalDescendants(int pid, StopSignal signal) implements Effect {}

    /** Watch the descendants in the stop-scope of a process that has ended; {@link Event.DescendantsEnded} must follow. */
    record AwaitDescendants(int pid) implements Effect {}

    /**
     * Name the descendants that a process that has ended has left behind, if there are any.
     *
     * @param isLast whether the manager ends with this step, so that it cannot be said later
     */
    record NameSurvivors(int pid, boolean isLast) implements Effect {}

    /** Fork the start test; {@link Event.TestForked} or {@link Event.TestForkFailed} must follow. */
    record SpawnTest() implements Effect {}

    /** Kill a start test whose result is no longer of interest. */
    record KillTest(int pid) implements Effect {}

    /** Write to the event log (behaviour §6, end). */
    record Log(Level level, String message) implements Effect {}

    /** Answer the request that is being handled. */
    record Answer(Reply reply) implements Effect {}

    /** Tell the client that waits for the start that the program runs. */
    record AnnounceStarted(int pid) implements Effect {}

    /** Tell the client that waits for the start that the program counts as started. */
    record AnnounceReady(int pid) implements Effect {}

    /** Tell the client that waits for the start that the manager gives the program up, and why. */
    record AnnounceFailed(String reason) implements Effect {}

    /** End the manager with this status. Always the last effect of a step. */
    record Exit(int status) implements Effect {}
}
