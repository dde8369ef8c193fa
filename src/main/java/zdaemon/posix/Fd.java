package zdaemon.posix;

import java.io.ByteArrayOutputStream;
import java.util.Objects;
import zdaemon.bindings.libc;

/**
 * The one owner of a descriptor. Every descriptor is close-on-exec from birth; only {@link #redirect} and the spawner
 * make ones that a program inherits.
 */
public final class Fd implements AutoCloseable {
    /** What {@link #read} and {@link #write} answer when a non-blocking descriptor has nothing to give or to take. */
    public static final int WOULD_BLOCK = -1;

    private static final int CHUNK = 8192;

    private final boolean owned;
    private int number;

    private Fd(int number, boolean owned) {
        this.number = number;
        this.owned = owned;
    }

    /** Owns a descriptor that a call has just made, close-on-exec. */
    static Fd of(int number) {
        return new Fd(number, true);
    }

    /**
     * Opens a file, open(2). Opening a pipe or a terminal may wait.
     *
     * @param flags a sum of {@link Open}'s; close-on-exec is added
     * @param mode permissions of a file that is created, less the umask
     * @throws PosixException ENOENT, EACCES, EISDIR, …
     */
    public static Fd open(String path, int flags, int mode) throws PosixException {
        try (Buffer name = Buffer.text(path)) {
            int fd = LibcFiles.open(name.address(), flags | libc.O_CLOEXEC(), mode);
            if (fd < 0) {
                throw PosixException.onPath("open", path);
            }
            return of(fd);
        }
    }

    /**
     * Standard input, output or error of this process.
     *
     * @param number 0, 1 or 2
     */
    public static Fd standard(int number) {
        return new Fd(number, false);
    }

    /**
     * Whether this process was started with that descriptor: it is open, and not close-on-exec. All that the Java runtime
     * and we open is.
     */
    public static boolean isInherited(int number) {
        int flags = LibcFiles.fcntl(number, libc.F_GETFD(), 0);
        return flags >= 0 && (flags & libc.FD_CLOEXEC()) == 0;
    }

    /**
     * Takes over an inherited descriptor and makes it close-on-exec.
     *
     * @throws PosixException EBADF when it is not open
     */
    public static Fd adopt(int number) throws PosixException {
        if (LibcFiles.fcntl(number, libc.F_SETFD(), libc.FD_CLOEXEC()) < 0) {
            throw PosixException.on("fcntl", "descriptor " + number);
        }
        return of(number);
    }

    /** {@return the descriptor's number; -1 once closed, which every call refuses with EBADF} */
    public int number() {
        return number;
    }

    /**
     * Reads what is there, read(2), at most the buffer's capacity.
     *
     * @return how many bytes; 0 at the end of the file; {@link #WOULD_BLOCK}
     * @throws PosixException EIO, EISDIR, ECONNRESET, …
     */
    public int read(Buffer into) throws PosixException {
        return read(into, into.capacity());
    }

    /**
     * Reads what is there, read(2).
     *
     * @param max how many bytes at most
     * @return how many bytes; 0 at the end of the file; {@link #WOULD_BLOCK}
     * @throws PosixException EIO, EISDIR, ECONNRESET, …
     */
    public int read(Buffer into, int max) throws PosixException {
        Objects.checkFromIndexSize(0, max, into.capacity());
        return orWouldBlock("read", LibcFiles.read(number, into.address(), max));
    }

    /**
     * Writes, write(2).
     *
     * @param from holds the bytes
     * @return how many were written, perhaps fewer; {@link #WOULD_BLOCK}
     * @throws PosixException ENOSPC, EIO, EPIPE, …
     */
    public int write(Buffer from, int offset, int count) throws PosixException {
        Objects.checkFromIndexSize(offset, count, from.capacity());
        return orWouldBlock("write", LibcFiles.write(number, from.addressOf(offset), count));
    }

    /**
     * Writes at a place in a file, pwrite(2).
     *
     * @param from holds the bytes, from its start on
     * @param offset where, in bytes from the file's start
     * @throws PosixException ENOSPC, EIO, …; also when not all of them could be written
     */
    public void writeAt(Buffer from, int count, long offset) throws PosixException {
        Objects.checkFromIndexSize(0, count, from.capacity());
        long written = LibcFiles.pwrite(number, from.address(), count, offset);
        if (written < 0) {
            throw PosixException.on("pwrite", "descriptor " + number);
        }
        if (written < count) {
            throw new PosixException("pwrite", Errno.ENOSPC, "descriptor " + number);
        }
    }

    private int orWouldBlock(String call, long result) throws PosixException {
        if (result < 0) {
            if (Function.errnoNumber() == libc.EAGAIN()) {
                return WOULD_BLOCK;
            }
            throw PosixException.on(call, "descriptor " + number);
        }
        return (int) result;
    }

    /**
     * Writes everything, however long that takes; for blocking descriptors.
     *
     * @param bytes what
     * @throws PosixException ENOSPC, EIO, EPIPE, …; EAGAIN when the descriptor does not block
     */
    public void writeFully(byte[] bytes) throws PosixException {
        try (Buffer buffer = Buffer.allocate(bytes.length)) {
            buffer.put(bytes, 0, bytes.length);
            int written = 0;
            while (written < bytes.length) {
                int n = write(buffer, written, bytes.length - written);
                if (n == WOULD_BLOCK) {
                    throw new PosixException("write", Errno.EAGAIN, "descriptor " + number);
                }
                written += n;
            }
        }
    }

    /**
     * Reads to the end of the file, however long that takes; for blocking descriptors.
     *
     * @return all bytes from here on
     * @throws PosixException EIO, EISDIR, …; EAGAIN when the descriptor does not block
     */
    public byte[] readAll() throws PosixException {
        var all = new ByteArrayOutputStream(CHUNK);
        try (Buffer buffer = Buffer.allocate(CHUNK)) {
            int n = read(buffer);
            while (n > 0) {
                all.write(buffer.get(0, n), 0, n);
                n = read(buffer);
            }
            if (n == WOULD_BLOCK) {
                throw new PosixException("read", Errno.EAGAIN, "descriptor " + number);
            }
        }
        return all.toByteArray();
    }

    /**
     * Goes to a place in a file, lseek(2).
     *
     * @param offset where the next read or write begins, in bytes from the start
     * @throws PosixException ESPIPE for what has no places, such as a pipe or a terminal
     */
    public void seek(long offset) throws PosixException {
        if (LibcFiles.lseek(number, offset, libc.SEEK_SET()) < 0) {
            throw PosixException.on("lseek", "descriptor " + number);
        }
    }

    /**
     * Cuts a file, or lengthens it with zeros, ftruncate(2).
     *
     * @param size its new size in bytes
     * @throws PosixException EINVAL for what is no regular file, EFBIG, …
     */
    public void truncate(long size) throws PosixException {
        if (LibcFiles.ftruncate(number, size) < 0) {
            throw PosixException.on("ftruncate", "descriptor " + number);
        }
    }

    /**
     * Chooses whether calls wait, O_NONBLOCK of fcntl(2). It is a property of the open file, shared with its
     * duplicates.
     *
     * @param nonBlocking whether they answer {@link #WOULD_BLOCK} instead of waiting
     * @throws PosixException EBADF
     */
    public void setNonBlocking(boolean nonBlocking) throws PosixException {
        int flags = control(libc.F_GETFL(), 0);
        control(libc.F_SETFL(), nonBlocking ? flags | libc.O_NONBLOCK() : flags & ~libc.O_NONBLOCK());
    }

    /**
     * Makes another descriptor mean this open file, without close-on-exec, dup2(2). For descriptors 0, 1 and 2.
     *
     * @throws PosixException EBADF
     */
    public void redirect(int target) throws PosixException {
        if (number == target) {
            control(libc.F_SETFD(), 0);
        } else if (LibcFiles.dup2(number, target) < 0) {
            throw PosixException.on("dup2", "descriptor " + number);
        }
    }

    /**
     * A second descriptor of the same open file, F_DUPFD_CLOEXEC of fcntl(2).
     *
     * @return close-on-exec, with a number of at least 3
     * @throws PosixException EBADF, EMFILE
     */
    public Fd duplicate() throws PosixException {
        return of(control(libc.F_DUPFD_CLOEXEC(), libc.STDERR_FILENO() + 1));
    }

    private int control(int command, int argument) throws PosixException {
        int result = LibcFiles.fcntl(number, command, argument);
        if (result < 0) {
            throw PosixException.on("fcntl", "descriptor " + number);
        }
        return result;
    }

    /** Closes the descriptor; again does nothing. An error is of no use by then, so there is none. */
    @Override
    public void close() {
        if (owned && number >= 0) {
            LibcFiles.close(number);
            number = -1;
        }
    }

    @Override
    public String toString() {
        return "descriptor " + number;
    }
}
