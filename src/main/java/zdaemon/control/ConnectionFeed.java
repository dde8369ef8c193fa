package zdaemon.control;

import java.io.ByteArrayOutputStream;

/**
 * A reply that grows, on its way to a client. What has not been taken yet is kept, up to a limit: one that does not read is let
 * go, and costs the others nothing.
 */
final class ConnectionFeed implements Feed {
    /** What is kept for one client, in bytes. */
    static final int MOST = 1 << 20;

    private final Connection connection;
    private ByteArrayOutputStream waiting = new ByteArrayOutputStream();
    private boolean isEnded;

    ConnectionFeed(Connection connection) {
        this.connection = connection;
    }

    @Override
    public void line(String text) {
        if (!isEnded && !connection.isClosed()) {
            waiting.writeBytes(ReplyText.encode(text));
            connection.flow();
        }
    }

    @Override
    public void end() {
        if (!isEnded) {
            isEnded = true;
            connection.flow();
        }
    }

    @Override
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
