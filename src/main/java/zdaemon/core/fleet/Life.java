package zdaemon.core.fleet;

/** Where a member of the fleet is, as far as the others must know. */
public enum Life {
    /** Nothing runs. */
    IDLE,
    /** Its start has been ordered, and it is not ready yet. */
    STARTING,
    /** It crashed, and its machine starts it again, now or after a delay. */
    RETRYING,
    /** It passed its start test, or lived {@code start-seconds}. */
    READY,
    /** Its stop has been ordered, and it is not down yet. */
    STOPPING,
    /** A oneshot has ended with 0, or a program with a status of its list. */
    DONE,
    /** It was given up, or ended before it was ready. */
    FAILED;

    /** Whether a process of it may be there, now or without a further order. */
    public boolean active() {
        return switch (this) {
            case STARTING, RETRYING, READY, STOPPING -> true;
            case IDLE, DONE, FAILED -> false;
        };
    }
}
