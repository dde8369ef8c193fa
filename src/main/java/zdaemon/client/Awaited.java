package zdaemon.client;

/** How a wait for the program ended. */
public sealed interface Awaited {

    /**
     * The answer is known.
     *
     * @param state the manager and its program: in the state waited for, or in one from which it never comes by itself
     */
    record Known(ManagerState state) implements Awaited {
    }

    /** The limit passed. */
    record TimeUp() implements Awaited {
    }

    /** The user interrupted. */
    record Interrupted() implements Awaited {
    }
}
