package zdaemon.core;

/** The answers to {@code start}, {@code stop}, {@code restart} and {@code exit} (behaviour §5). */
public enum Reply {
    /** The program is being started because of the request. */
    STARTED("Application started"),
    /** There is a process already. */
    ALREADY_STARTED("Application already started"),
    /** The process has been asked to end. */
    SENT_SIGTERM("Sent SIGTERM"),
    /** There is no process. */
    ALREADY_STOPPED("Application already stopped"),
    /** The process has been asked to end, and another one follows it. */
    WILL_RESTART("Sent SIGTERM; will restart later"),
    /** The process has been asked to end, and the manager follows it. */
    WILL_EXIT("Sent SIGTERM; will exit later"),
    /** There is no process and the manager ends. */
    EXITING_NOW("Exiting now");

    private final String text;

    Reply(String text) {
        this.text = text;
    }

    /** The literal text on the wire, without a line end. */
    public String text() {
        return text;
    }
}
