package zdaemon.client;

import zdaemon.protocol.StatusReply;

/** What is known of a manager at a moment. */
public sealed interface ManagerState {

    /** There is no manager. */
    record Absent() implements ManagerState {
    }

    /**
     * There is one.
     *
     * @param status what it said
     * @param text   its reply to the letter, line ends included
     */
    record Present(StatusReply status, String text) implements ManagerState {
    }

    /** {@return the process of the program, 0 when there is none} */
    default int application() {
        return this instanceof Present present ? present.status().application() : 0;
    }

    /** {@return whether the program runs or is about to be started again by itself} */
    default boolean isAlive() {
        return this instanceof Present present
                && (present.status().application() != 0 || present.status().shouldBeUp());
    }
}
