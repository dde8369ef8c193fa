package zdaemon.core;

/** Something that is to be done, in the order in which {@link Step} lists it. */
public sealed interface Effect {

    /** Fork the program's child; {@link Event.Forked} or {@link Event.ForkFailed} must follow. */
    record Spawn() implements Effect {}

    /**
     * Send a signal to the program's process. Its process may have ended in the meantime; that is no error.
     *
     * @param pid    the process
     * @param signal what to send
     */
    record Signal(int pid, StopSignal signal) implements Effect {}

    /** Fork the start test; {@link Event.TestForked} or {@link Event.TestForkFailed} must follow. */
    record SpawnTest() implements Effect {}

    /**
     * Kill a start test whose result is no longer of interest.
     *
     * @param pid its process
     */
    record KillTest(int pid) implements Effect {}

    /**
     * Write to the event log.
     *
     * @param level   how grave it is
     * @param message the text (behaviour §4, end)
     */
    record Log(Level level, String message) implements Effect {}

    /**
     * Answer the request that is being handled.
     *
     * @param reply the text
     */
    record Answer(Reply reply) implements Effect {}

    /**
     * Tell whoever waits for the start that the program runs.
     *
     * @param pid the program's process
     */
    record AnnounceStarted(int pid) implements Effect {}

    /**
     * Tell whoever waits for the start that the program is ready: its start test succeeded, or there is none.
     *
     * @param pid the program's process
     */
    record AnnounceReady(int pid) implements Effect {}

    /**
     * Tell whoever waits for the start that the manager gives the program up.
     *
     * @param reason why, as a sentence
     */
    record AnnounceFailed(String reason) implements Effect {}

    /**
     * End the manager. Always the last effect of a step.
     *
     * @param status the exit status
     */
    record Exit(int status) implements Effect {}
}
