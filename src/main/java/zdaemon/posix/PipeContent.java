package zdaemon.posix;

import zdaemon.bindings.libc;

/** What waits in a pipe, and how much may, pipe(7). */
public final class PipeContent {
    private PipeContent() {}

    /**
     * How much has been written and not yet been read, FIONREAD.
     *
     * @return bytes
     * @throws PosixException EBADF, ENOTTY
     */
    public static int bytes(Fd reader) throws PosixException {
        Buffer count = Scratch.ofThread();
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
}
