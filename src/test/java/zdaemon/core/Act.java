package zdaemon.core;

/** Something that happens in a {@link World}. What makes no sense there at the time does not happen. */
sealed interface Act {

    record Ask(Event.Request request) implements Act {}

    record ShutDown() implements Act {}

    /** The manager is killed, and another one adopts the program if there is one. */
    record KillManager() implements Act {}

    /** The child becomes the program, or says that it cannot. */
    record Exec(boolean succeeds) implements Act {}

    /** The child says that it cannot become the program, nor ever will. */
    record FailForGood() implements Act {}

    /** The process ends, and others in its stop-scope may not. */
    record End(Ending ending, World.Others left) implements Act {}

    /** Those others end. */
    record EndOthers() implements Act {}

    record EndTest(boolean succeeds) implements Act {}

    /** The next fork of the program is refused. */
    record RefuseFork() implements Act {}

    /** The next fork of a start test is refused. */
    record RefuseTest() implements Act {}

    /** Time passes, and the manager wakes at every deadline. */
    record Pass(long nanos) implements Act {}

    /** Time passes, and the manager does not get to look. */
    record Stall(long nanos) implements Act {}
}
