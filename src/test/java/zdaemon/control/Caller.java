package zdaemon.control;

import java.nio.charset.StandardCharsets;
import zdaemon.posix.Buffer;
import zdaemon.posix.Fd;
import zdaemon.posix.PosixException;
import zdaemon.posix.UnixSocket;

/** A client that does what a test says, and never waits. */
final class Caller implements AutoCloseable {
    private final Fd socket;
    private final StringBuilder heard = new StringBuilder();
    private boolean isOver;

    Caller(String path) throws PosixException {
        socket = UnixSocket.connect(path);
        socket.setNonBlocking(true);
    }

    Caller say(String text) throws PosixException {
        socket.writeFully(text.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    /** Takes what there is, but no more than that. */
    Caller listen(int most) throws PosixException {
        try (Buffer buffer = Buffer.allocate(Math.max(1, most))) {
            int count = socket.read(buffer);
            isOver = count == 0;
            if (count > 0) {
                heard.append(new String(buffer.get(0, count), StandardCharsets.ISO_8859_1));
            }
        }
        return this;
    }

    /** All that has been heard so far, and now. */
    String heard() throws PosixException {
        int before = -1;
        while (!isOver && heard.length() != before) {
            before = heard.length();
            listen(1 << 16);
        }
        return heard.toString();
    }

    /** Whether the other side has ended the connection, after what has been heard. */
    boolean isOver() throws PosixException {
        heard();
        return isOver;
    }

    @Override
    public void close() {
        socket.close();
    }
}
