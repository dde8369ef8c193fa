package zdaemon.posix;

import java.util.Objects;
import zdaemon.bindings.libc;

/**
 * Moves bytes from a pipe to a file within the kernel, splice(2). At no moment are they nowhere: even if this process
 * is killed in the midst of it, each byte is either still in the pipe or already in the file.
 */
public final class Splice {
    private Splice() {}

    /**
     * Moves what is there.
     *
     * @param place holds where in the file, in bytes from its start: a long that the call itself moves on by the bytes
     *     that it has moved. So if this is a {@link Buffer#map}, the number is right even if this process is killed
     * @param max how many bytes at most
     * @return how many bytes; {@link Fd#WOULD_BLOCK} when the pipe is empty
     * @throws PosixException EINVAL when the file system cannot do it, ENOSPC, …; then nothing was moved
     */
    public static int move(Fd pipe, Fd file, Buffer place, int at, int max) throws PosixException {
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
