package zdaemon.spec;

/** Bytes that another process wrote are no record that this release understands; the message says why. */
public final class RecordException extends Exception {

    private static final long serialVersionUID = 1;

    /** Says what is wrong. */
    public RecordException(String reason) {
        super(reason, null, false, false);
    }
}
