package zdaemon.program;

/**
 * The manager cannot start or go on: a message for the person who started it, and the exit status that says so.
 */
public final class ManagerFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final int exitStatus;

    /**
     * @param exitStatus the status to exit with (behaviour §4)
     * @param message what is wrong, with object, cause and remedy
     */
    public ManagerFailure(int exitStatus, String message) {
        super(message, null, false, false);
        this.exitStatus = exitStatus;
    }

    public int exitStatus() {
        return exitStatus;
    }
}
