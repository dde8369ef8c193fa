package zdaemon.posix;

import zdaemon.bindings.libc;

/** What waits in a pipe, pipe(7). */
public final class PipeContent {
    private PipeContent() {}

    /**
     * How much has been written and not yet been read, FIONREAD.
     *
     * @param reader the pipe's reading end
     * @return bytes
     * @throws PosixException EBADF, ENOTTY
     */
    public static int bytes(Fd reader) throws PosixException {
        try (Buffer count = Buffer.allocate(Integer.BYTES)) {
            if (LibcFiles.ioctl(reader.number(), libc.FIONREAD(), count.address()) < 0) {
                throw PosixException.on("ioctl", reader.toString());
            }
            return count.getInt(0);
        }
    }
}
