package zdaemon.control;

import java.io.ByteArrayOutputStream;

/**
 * A reply that grows while things happen. What a client has not taken yet is kept for it, up to a limit: one that does not
 * read is let go, and costs the others nothing.
 */
public final class Feed {
    /** What is kept for one client, in bytes. */
    static final int MOST = 1 << 20;

    private final Connection connection;
    private ByteArrayOutputStream waiting = new ByteArrayOutputStream();
    private boolean isEnded;

    Feed(Connection connection) {
        this.connection = connection;
    }

    /** Adds a line; its end is added here. */
    public void line(String text) {
        if (!isEnded && !connection.isClosed()) {
            waiting.writeBytes(ReplyText.encode(text));
            connection.flow();
        }
    }

    /** Nothing more will be said. */
    public void end() {
        if (!isEnded) {
            isEnded = true;
            connection.flow();
        }
    }

    /** Whether nobody is there any more to be told. */
    public boolean isOver() {
        return isEnded || connection.isClosed();
    }

    boolean isEnded() {
        return isEnded;
    }

    boolean isTooLong() {
        return waiting.size() > MOST;
    }

    boolean hasMore() {
        return waiting.size() > 0;
    }

    /** What has been said since this was last asked. */
    byte[] take() {
        byte[] bytes = waiting.toByteArray();
        waiting = new ByteArrayOutputStream();
        return bytes;
    }
}
