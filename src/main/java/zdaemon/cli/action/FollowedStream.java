package zdaemon.cli.action;

import zdaemon.cli.console.Output;
import zdaemon.posix.Buffer;
import zdaemon.posix.Fd;
import zdaemon.posix.FileSystem;
import zdaemon.posix.FileType;
import zdaemon.posix.Open;
import zdaemon.posix.PosixException;

/** A FIFO or a device that is shown as it speaks. Nothing here waits: signals are to be heard meanwhile. */
final class FollowedStream implements AutoCloseable {
    private static final int CHUNK = 8192;

    private final String path;
    private final Output out;
    private final Buffer buffer = Buffer.allocate(CHUNK);
    private Fd stream;

    FollowedStream(String path, Output out) throws PosixException {
        this.path = path;
        this.out = out;
        this.stream = open(path);
    }

    private static Fd open(String path) throws PosixException {
        return Fd.open(path, Open.READ | Open.NON_BLOCKING | Open.NO_CONTROLLING_TERMINAL, 0);
    }

    /** {@return what to wait for} */
    Fd fd() {
        return stream;
    }

    /**
     * Shows what has come.
     *
     * @return whether more may come
     */
    boolean goOn() throws PosixException {
        int count = stream.read(buffer);
        if (count > 0) {
            out.bytes(buffer.get(0, count));
            out.flush();
            return true;
        }
        if (count == 0 && FileSystem.status(stream).type() == FileType.FIFO) {
            // The last writer has gone. Opened anew, the FIFO is silent until the next one comes.
            Fd next = open(path);
            stream.close();
            stream = next;
            return true;
        }
        return count == Fd.WOULD_BLOCK;
    }

    @Override
    public void close() {
        stream.close();
        buffer.close();
    }
}
