package zdaemon.core;

/** What follows the end of a process. */
public enum Next {
    /** The program stays down, and the manager ends with status 0 unless it hangs around. */
    STOP,
    /** The program is started again at once. */
    RESTART,
    /** The program could not be started, or has not lived long enough: a crash, and the back-off decides. */
    RETRY,
    /** The program ended by itself with a status on the list, and the manager ends with it. */
    LISTED,
    /** The first start has failed in a way that no other can mend: the manager ends with status 2. */
    HOPELESS,
    /** The manager ends with status 0. */
    EXIT,
    /** The manager was told by a signal to end; no later wish changes that. */
    SHUTDOWN;

    /** Whether the program is to be up again afterwards. */
    boolean up() {
        return this == RESTART || this == RETRY;
    }

    /** Which of this and a later wish holds: the later one, but for a shutdown. */
    Next or(Next later) {
        return this == SHUTDOWN ? SHUTDOWN : later;
    }
}
