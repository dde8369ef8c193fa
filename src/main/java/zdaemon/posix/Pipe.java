package zdaemon.posix;

import java.util.Objects;
import zdaemon.bindings.libc;

/**
 * A pipe, pipe(7).
 *
 * @param reader the end to read from
 * @param writer the end to write to
 */
public record Pipe(Fd reader, Fd writer) {
    /**
     * Makes a pipe.
     *
     * @return both ends blocking and close-on-exec
     * @throws PosixException EMFILE, ENFILE
     */
    public static Pipe open() throws PosixException {
        Buffer pair = Buffer.scratch();
        if (LibcFiles.pipe2(pair.address(), libc.O_CLOEXEC()) < 0) {
            throw PosixException.on("pipe2", "");
        }
        return new Pipe(Fd.of(pair.getInt(0)), Fd.of(pair.getInt(Integer.BYTES)));
    }

    /**
     * How much has been written and not yet been read, FIONREAD.
     *
     * @return bytes
     * @throws PosixException EBADF, ENOTTY
     */
    public static int bytes(Fd reader) throws PosixException {
        Buffer count = Buffer.scratch();
        if (LibcFiles.ioctl(reader.number(), libc.FIONREAD(), count.address()) < 0) {
            throw PosixException.on("ioctl", reader.toString());
        }
        return count.getInt(0);
    }

    /**
     * Lets more wait than the kernel's 64 KiB, F_SETPIPE_SZ. A user may have so many large pipes and no more; then it
     * stays as it is.
     *
     * @param bytes how much
     */
    public static void widen(Fd pipe, int bytes) {
        LibcFiles.fcntl(pipe.number(), libc.F_SETPIPE_SZ(), bytes);
    }

    /**
     * Moves what is there to a file, within the kernel, splice(2). At no moment are bytes nowhere: even if this process is
     * killed in the midst of it, each is either still in the pipe or already in the file.
     *
     * @param place holds where in the file, in bytes from its start: a long that the call itself moves on by the bytes
     *     that it has moved. So if this is a {@link Buffer#map}, the number is right even if this process is killed
     * @param max how many bytes at most
     * @return how many bytes; {@link Fd#WOULD_BLOCK} when the pipe is empty
     * @throws PosixException EINVAL when the file system cannot do it, ENOSPC, …; then nothing was moved
     */
    public static int splice(Fd pipe, Fd file, Buffer place, int at, int max) throws PosixException {
        Objects.checkFromIndexSize(at, Long.BYTES, place.capacity());
        long moved = LibcFiles.splice(pipe.number(), file.number(), place.addressOf(at), max, libc.SPLICE_F_NONBLOCK());
        if (moved < 0) {
            int errno = Function.errnoNumber();
            if (errno == libc.EAGAIN() || errno == libc.EINTR()) {
                return Fd.WOULD_BLOCK;
            }
            throw PosixException.on("splice", pipe.toString());
        }
        return (int) moved;
    }
}
