package zdaemon.cli.words;

/** The command line is wrong. The message is fit for users (behaviour §1). */
public final class UsageException extends Exception {
    private static final long serialVersionUID = 1;

    public UsageException(String message) {
        super(message, null, false, false);
    }
}
