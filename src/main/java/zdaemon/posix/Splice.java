package zdaemon.posix;

import zdaemon.bindings.libc;

/**
 * Moves bytes from a pipe to a file within the kernel, splice(2). At no moment are they nowhere: even if this process
 * is killed in the midst of it, each byte is either still in the pipe or already in the file.
 */
public final class Splice implements AutoCloseable {
    private final Buffer offset = Buffer.allocate(Long.BYTES);

    /**
     * Moves what is there.
     *
     * @param pipe where from
     * @param file where to, not open for appending
     * @param at where in the file, in bytes from its start
     * @param max how many bytes at most
     * @return how many bytes; {@link Fd#WOULD_BLOCK} when the pipe is empty
     * @throws PosixException EINVAL when the file system cannot do it, ENOSPC, …; then nothing was moved
     */
    public int move(Fd pipe, Fd file, long at, int max) throws PosixException {
        offset.putLong(0, at);
        long moved = LibcFiles.splice(pipe.number(), file.number(), offset.address(), max, libc.SPLICE_F_NONBLOCK());
        if (moved < 0) {
            int errno = Function.errnoNumber();
            if (errno == libc.EAGAIN() || errno == libc.EINTR()) {
                return Fd.WOULD_BLOCK;
            }
            throw PosixException.on("splice", pipe.toString());
        }
        return (int) moved;
    }

    @Override
    public void close() {
        offset.close();
    }
}
