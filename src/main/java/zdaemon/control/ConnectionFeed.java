package zdaemon.control;

import java.io.ByteArrayOutputStream;
import zdaemon.posix.Buffer;
import zdaemon.posix.Fd;
import zdaemon.posix.PosixException;
import zdaemon.posix.UnixSocket;

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
    /** What is on its way, and how much of it is out. */
    private byte[] piece = {};
    private int sent;

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

    /** Whether something has been said that the client has not taken. */
    boolean isFlowing() {
        return sent < piece.length || waiting.size() > 0;
    }

    /** Whether nothing is on its way; what has been said since may wait. */
    boolean isIdle() {
        return sent == piece.length;
    }

    /** How much memory is kept beside what has just been said. */
    int bytes() {
        return piece.length;
    }

    /** Gives the memory back of what is out. */
    void release() {
        if (isIdle()) {
            piece = new byte[0];
            sent = 0;
        }
    }

    /** Gets what has been said since on its way. */
    void load() {
        if (isIdle()) {
            piece = waiting.toByteArray();
            waiting = new ByteArrayOutputStream();
            sent = 0;
        }
    }

    /**
     * Sends what is on its way.
     *
     * @return whether more may be sent at once
     * @throws PosixException when the client has gone
     */
    boolean send(Fd socket, Buffer scratch) throws PosixException {
        while (sent < piece.length) {
            int count = Math.min(piece.length - sent, scratch.capacity());
            scratch.put(piece, sent, count);
            int taken = UnixSocket.send(socket, scratch, 0, count);
            if (taken == Fd.WOULD_BLOCK) {
                return false;
            }
            sent += taken;
        }
        return true;
    }
}
