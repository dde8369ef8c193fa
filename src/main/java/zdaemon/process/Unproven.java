package zdaemon.process;

/** Whether a program runs cannot be proved, so nothing may be started in its place. The message is fit for users. */
public final class Unproven extends Exception {
    private static final long serialVersionUID = 1;

    Unproven(String message) {
        super(message, null, false, false);
    }
}
