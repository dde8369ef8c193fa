package zdaemon.control;

/** What a client waits for ({@code await}, docs/protocol.md). */
public interface Wait {
    boolean isOver();

    /** What the client is told then. */
    ReplyText reply();
}
