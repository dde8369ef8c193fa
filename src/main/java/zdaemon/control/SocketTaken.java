package zdaemon.control;

/** The control socket's name cannot be had; the message says why, and what to do. */
public final class SocketTaken extends Exception {
    private static final long serialVersionUID = 1L;

    SocketTaken(String message) {
        super(message, null, false, false);
    }
}
