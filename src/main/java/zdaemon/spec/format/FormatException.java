package zdaemon.spec.format;

/** A log format that cannot be used; the message names the part that is wrong and why. */
public final class FormatException extends Exception {
    private static final long serialVersionUID = 1L;

    FormatException(String message) {
        super(message);
    }
}
