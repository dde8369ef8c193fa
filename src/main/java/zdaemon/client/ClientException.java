package zdaemon.client;

/** The client could not find out, or could not do, what was asked. The message is fit for users. */
public class ClientException extends Exception {
    private static final long serialVersionUID = 1;

    /** @param message the object, the cause and, where there is one, the remedy */
    public ClientException(String message) {
        super(message, null, false, false);
    }

    /** The manager is alive, and nobody can ask it: the name of its socket is gone, or leads elsewhere. */
    public static final class SocketGone extends ClientException {
        private static final long serialVersionUID = 1;

        SocketGone(int manager) {
            super("the daemon manager (process " + manager + ") is alive, but its socket is gone");
        }
    }
}
