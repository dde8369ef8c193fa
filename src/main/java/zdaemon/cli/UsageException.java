package zdaemon.cli;

/** The command line is wrong. The message is fit for users (behaviour §1). */
final class UsageException extends Exception {
    private static final long serialVersionUID = 1;

    UsageException(String message) {
        super(message, null, false, false);
    }
}
