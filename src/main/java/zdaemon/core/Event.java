package zdaemon.core;

import java.util.Optional;

/** Something that happened to a program or is asked for it. */
public sealed interface Event {

    /** A request of a client, which gets exactly one {@link Effect.Answer} (behaviour §5). */
    sealed interface Request extends Event {}

    /** {@code start}. */
    record StartRequested() implements Request {}

    /** {@code stop}. */
    record StopRequested() implements Request {}

    /** {@code restart}. */
    record RestartRequested() implements Request {}

    /** {@code exit}: stop, and end the manager even if it hangs around. */
    record ExitRequested() implements Request {}

    /** The manager received a signal that ends it, such as {@code SIGTERM}. */
    record ShutdownRequested(String signalName) implements Event {}

    /**
     * The program that a manager left behind when it died is taken over. Only the first event of a life can be this.
     *
     * @param identity   {@link Birth#identity}
     * @param wallMicros {@link Birth#wallMicros}
     * @param age        how long it has lived, nanoseconds
     * @param crashes    the crashes in a row before it
     * @param ready      whether it had passed its start test
     * @param wish       what was to follow its end, if it was being ended
     */
    record Adopted(int pid, String identity, long wallMicros, long age, int crashes, boolean ready,
            Optional<Next> wish) implements Event {}

    /**
     * The fork ordered by {@link Effect.Spawn} has been done, and the child is held.
     *
     * @param identity   {@link Birth#identity}
     * @param wallMicros {@link Birth#wallMicros}
     */
    record Forked(int pid, String identity, long wallMicros) implements Event {}

    /** The fork ordered by {@link Effect.Spawn} has been refused; why, as a sentence for the log. */
    record ForkFailed(String reason) implements Event {}

    /** The child has become the program. */
    record ExecConfirmed(int pid) implements Event {}

    /**
     * The child could not become the program and is ending.
     *
     * @param reason    why, as a sentence for the log
     * @param permanent whether trying again cannot help as long as nobody changes something
     */
    record ExecFailed(int pid, String reason, boolean permanent) implements Event {}

    /**
     * The program, or the child that should have become it, has ended and has been reaped. Whatever the child reported
     * before ({@link ExecConfirmed}, {@link ExecFailed}) must have been told before this.
     *
     * @param othersLeft whether another process in its stop-scope has not ended
     */
    record ProgramEnded(int pid, Ending ending, boolean othersLeft) implements Event {}

    /** Nobody is left in the stop-scope of a process that ended before ({@link Effect.AwaitDescendants}). */
    record DescendantsEnded(int pid) implements Event {}

    /** The fork ordered by {@link Effect.SpawnTest} has been done. */
    record TestForked(int pid) implements Event {}

    /** The fork ordered by {@link Effect.SpawnTest} has been refused; why, as a sentence for the log. */
    record TestForkFailed(String reason) implements Event {}

    /** A start test has ended and has been reaped; it succeeded if it exited with status 0. */
    record TestEnded(int pid, boolean succeeded) implements Event {}

    /** Time has passed; look at it. */
    record DeadlineReached() implements Event {}
}
