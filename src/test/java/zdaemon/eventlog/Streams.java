package zdaemon.eventlog;

import zdaemon.posix.Buffer;
import zdaemon.posix.Fd;
import zdaemon.posix.NativeString;
import zdaemon.posix.Pipe;
import zdaemon.posix.PosixException;

/** Stands in for a standard stream: a pipe that a test reads. */
public final class Streams implements AutoCloseable {
    private final Pipe pipe;

    public Streams() throws PosixException {
        pipe = Pipe.open();
        pipe.reader().setNonBlocking(true);
    }

    public Fd writer() {
        return pipe.writer();
    }

    /** What was written since the last call. */
    public String text() throws PosixException {
        try (Buffer buffer = Buffer.allocate(100_000)) {
            int count = pipe.reader().read(buffer);
            return count <= 0 ? "" : NativeString.decode(buffer.get(0, count));
        }
    }

    @Override
    public void close() {
        pipe.reader().close();
        pipe.writer().close();
    }
}
