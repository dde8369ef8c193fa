package zdaemon.eventlog.delivery;

import zdaemon.posix.Buffer;
import zdaemon.posix.Fd;
import zdaemon.posix.Poller;
import zdaemon.posix.PosixException;

/**
 * The manager's standard output or error. It may be a pipe or a terminal that nobody reads, and its open file is shared
 * with others, so that it cannot be made non-blocking: it is asked before each piece whether it takes one.
 */
public final class StandardStream {
    /** PIPE_BUF of pipe(7): a pipe that is ready takes as much at once. */
    private static final int PIECE = 4096;

    private final Fd fd;

    public StandardStream(Fd fd) {
        this.fd = fd;
    }

    /**
     * Writes.
     *
     * @return false when the stream did not take everything; the rest is lost
     */
    public boolean write(byte[] bytes) {
        try (Poller poller = Poller.create(); Buffer buffer = Buffer.allocate(Math.min(PIECE, bytes.length))) {
            poller.set(fd, false, true);
            int at = 0;
            while (at < bytes.length) {
                int count = Math.min(buffer.capacity(), bytes.length - at);
                buffer.put(bytes, at, count);
                if (poller.poll(0) <= 0 || !poller.writable(fd)) {
                    return false;
                }
                int written = fd.write(buffer, 0, count);
                if (written <= 0) {
                    return false;
                }
                at += written;
            }
            return true;
        } catch (PosixException e) {
            return false;
        }
    }
}
