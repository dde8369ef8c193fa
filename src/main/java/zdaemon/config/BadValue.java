package zdaemon.config;

/**
 * A value cannot be converted. In a file that reads {@code not a valid boolean value: 'perhaps'}; on the command line,
 * where the message has quoted the value already, {@code invalid value for -b 'ten': not a valid time}.
 */
final class BadValue extends Exception {

    private static final long serialVersionUID = 1;

    private final String reason;

    private BadValue(String message, String reason) {
        super(message, null, false, false);
        this.reason = reason;
    }

    /** A reason that says nothing of the value itself. */
    static BadValue of(String reason, String value) {
        return new BadValue(reason + ": " + Quoted.of(value), reason);
    }

    /** A sentence that is complete as it stands. */
    static BadValue sentence(String text) {
        return new BadValue(text, text);
    }

    String reason() {
        return reason;
    }
}
