package zdaemon.posix;

import zdaemon.bindings.libc;

/** Files that live in memory and have no name, memfd_create(2). */
public final class MemoryFile {
    private MemoryFile() {}

    /**
     * Hands a text to a child without a pipe that would have to be filled.
     *
     * @return the file, close-on-exec, to be read from its start
     * @throws PosixException EMFILE, ENOMEM
     */
    public static Fd of(byte[] content) throws PosixException {
        Fd file;
        try (Buffer name = Buffer.text("zdaemon")) {
            int fd = LibcFiles.memfd_create(name.address(), libc.MFD_CLOEXEC());
            if (fd < 0) {
                throw PosixException.on("memfd_create", "");
            }
            file = Fd.of(fd);
        }
        try {
            file.writeFully(content);
            if (LibcFiles.lseek(file.number(), 0, libc.SEEK_SET()) < 0) {
                throw PosixException.on("lseek", file.toString());
            }
        } catch (PosixException e) {
            file.close();
            throw e;
        }
        return file;
    }
}
