package zdaemon.client;

import java.util.List;

/** How a wait for the program ended. */
public sealed interface Awaited {

    /**
     * The answer is known.
     *
     * @param state     the manager and its program: in the state waited for, or in one from which it never comes by itself
     * @param survivors processes that the program's last process has left behind, each as a number and a name
     */
    record Known(ManagerState state, List<String> survivors) implements Awaited {
        /** Takes a copy. */
        public Known {
            survivors = List.copyOf(survivors);
        }

    }

    /** The limit passed. */
    record TimeUp() implements Awaited {
    }

    /** The user interrupted. */
    record Interrupted() implements Awaited {
    }
}
