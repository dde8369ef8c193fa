package zdaemon.eventlog;

import java.nio.charset.StandardCharsets;
import zdaemon.posix.Buffer;
import zdaemon.posix.Errno;
import zdaemon.posix.Fd;
import zdaemon.posix.FileStatus;
import zdaemon.posix.FileSystem;
import zdaemon.posix.FileType;
import zdaemon.posix.NativeString;
import zdaemon.posix.OutputFile;
import zdaemon.posix.PosixException;
import zdaemon.spec.Handler.TextEncoding;

/** An open log file and what is known of its size. */
final class LogFile implements AutoCloseable {
    private final Fd fd;
    private final boolean regular;
    private long size;
    private boolean torn;

    private LogFile(Fd fd, FileStatus status) {
        this.fd = fd;
        this.regular = status.type() == FileType.REGULAR;
        this.size = status.size();
    }

    /** Opens a file for appending, as {@link OutputFile#open}. */
    static LogFile open(String path) throws PosixException {
        Fd fd = OutputFile.open(path);
        try {
            return new LogFile(fd, FileSystem.status(fd));
        } catch (PosixException e) {
            fd.close();
            throw e;
        }
    }

    /** Whether it is a file that can be put aside for a new one, and no pipe or terminal. */
    boolean regular() {
        return regular;
    }

    /** Bytes in the file; others that write to it are not counted. */
    long size() {
        return size;
    }

    /**
     * Appends a line, in one write if the system lets us: others may append to the same file. One that a full disk cut
     * short is ended before the next, so that each line that can be written stands by itself.
     *
     * @param line with its end
     * @param end  a line's end in the file's encoding
     */
    void append(byte[] line, byte[] end) throws PosixException {
        byte[] bytes = torn ? joined(end, line) : line;
        try (Buffer buffer = Buffer.allocate(bytes.length)) {
            buffer.put(bytes, 0, bytes.length);
            int at = 0;
            while (at < bytes.length) {
                int written = fd.write(buffer, at, bytes.length - at);
                if (written <= 0) {
                    throw new PosixException("write", Errno.EAGAIN, fd.toString());
                }
                at += written;
                size += written;
                torn = at < bytes.length;
            }
        }
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] all = new byte[first.length + second.length];
        System.arraycopy(first, 0, all, 0, first.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    @Override
    public void close() {
        fd.close();
    }

    /**
     * Writes in a log file's encoding. UTF-8 keeps bytes that are no UTF-8, see {@link NativeString}; others put a
     * question mark where they have no character.
     */
    static final class Encoding {
        private final TextEncoding encoding;

        Encoding(TextEncoding encoding) {
            this.encoding = encoding;
        }

        /** What an empty file starts with, as Python has it: a byte order mark or nothing. */
        byte[] mark() {
            return encode(encoding.marked() ? "\ufeff" : "");
        }

        byte[] encode(String text) {
            return encoding.charset().equals(StandardCharsets.UTF_8)
                    ? NativeString.encode(text) : text.getBytes(encoding.charset());
        }
    }
}
