package zdaemon.client;

/** The client could not find out, or could not do, what was asked. The message is fit for users. */
public class ClientException extends Exception {
    private static final long serialVersionUID = 1;

    /** @param message the object, the cause and, where there is one, the remedy */
    public ClientException(String message) {
        super(message, null, false, false);
    }
}
