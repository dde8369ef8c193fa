package zdaemon.cli.console;

import java.io.IOException;
import zdaemon.posix.Buffer;
import zdaemon.posix.Errno;
import zdaemon.posix.Fd;
import zdaemon.posix.NativeString;
import zdaemon.posix.Poller;
import zdaemon.posix.PosixException;

/**
 * Text on its way to one of the standard streams, gathered until flushed. Bytes that came in undecodable go out as they
 * were ({@link NativeString}).
 */
public final class Output {

    /** Where bytes end up. */
    public interface Sink {
        /**
         * Takes all the bytes.
         *
         * @throws IOException when they cannot be written
         */
        void write(byte[] bytes) throws IOException;
    }

    /** Nobody reads any more, or nothing can be written any more: the command ends. */
    public static final class Closed extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final boolean brokenPipe;

        public Closed(IOException cause) {
            super(cause.getMessage(), cause, false, false);
            this.brokenPipe = cause instanceof PosixException e && e.errno().number() == Errno.EPIPE.number();
        }

        public boolean isBrokenPipe() {
            return brokenPipe;
        }
    }

    private static final class Descriptor implements Sink {
        private final Fd fd;

        Descriptor(Fd fd) {
            this.fd = fd;
        }

        @Override
        public void write(byte[] bytes) throws IOException {
            writeFully(fd, bytes);
        }
    }

    private final Sink sink;
    private final StringBuilder pending = new StringBuilder();

    public Output(Sink sink) {
        this.sink = sink;
    }

    /** Output to an open descriptor; it may be non-blocking, as a shared terminal sometimes is. */
    public static Output to(Fd fd) {
        return new Output(new Descriptor(fd));
    }

    /** Adds text. */
    public void print(String text) {
        pending.append(text);
    }

    /** Adds a line. */
    public void line(String text) {
        pending.append(text).append('\n');
    }

    /** Sends bytes as they are, after what was printed before. */
    public void bytes(byte[] bytes) {
        flush();
        write(bytes);
    }

    /** Sends what has been gathered. */
    public void flush() {
        if (pending.length() > 0) {
        byte[] bytes = NativeString.encode(pending.toString());
            pending.setLength(0);
            write(bytes);
        }
    }

    private void write(byte[] bytes) {
        try {
            sink.write(bytes);
        } catch (IOException e) {
            throw new Closed(e);
        }
    }

    /**
     * Writes everything. A terminal or pipe that some other program has made non-blocking is waited for: the setting is
     * shared between processes, so it is not ours to change.
     */
    static void writeFully(Fd fd, byte[] bytes) throws PosixException {
        try (Buffer buffer = Buffer.allocate(bytes.length)) {
            buffer.put(bytes, 0, bytes.length);
            int written = 0;
            while (written < bytes.length) {
                int count = fd.write(buffer, written, bytes.length - written);
                if (count == Fd.WOULD_BLOCK) {
                    untilWritable(fd);
                } else {
                    written += count;
                }
            }
        }
    }

    private static void untilWritable(Fd fd) throws PosixException {
        try (Poller poller = Poller.create()) {
            poller.set(fd, false, true);
            poller.poll(-1);
        }
    }
}
