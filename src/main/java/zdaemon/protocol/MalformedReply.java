package zdaemon.protocol;

/** A manager's reply is not what behaviour §5 promises; the message says in which respect. */
public final class MalformedReply extends Exception {

    private static final long serialVersionUID = 1;

    MalformedReply(String reason) {
        super(reason);
    }

    MalformedReply(String reason, Throwable cause) {
        super(reason, cause);
    }
}
