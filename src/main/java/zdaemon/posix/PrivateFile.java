package zdaemon.posix;

import java.util.Optional;
import zdaemon.bindings.libc;

/**
 * Files and pipes in which nobody but this process's user has a say, even in a folder that everybody may write to:
 * they belong to that very user, others may neither read nor write them, and they are no links.
 */
public final class PrivateFile {
    private static final int OWNER_ONLY = 0600;
    private static final int OTHERS = 0077;

    private PrivateFile() {}

    /**
     * Opens a file for reading and writing, and creates it when it is missing.
     *
     * @throws PosixException EACCES also when it is somebody else's, ELOOP when it is a link, …
     */
    public static Fd open(String path) throws PosixException {
        int flags = Open.READ_WRITE | Open.CREATE | Open.NO_FOLLOW | Open.NON_BLOCKING | Open.NO_CONTROLLING_TERMINAL;
        return checked(Fd.open(path, flags, OWNER_ONLY), path, FileType.REGULAR);
    }

    /**
     * Reads a file.
     *
     * @return its bytes; empty when there is none, or it is not private
     * @throws PosixException EIO and the like
     */
    public static Optional<byte[]> read(String path) throws PosixException {
        Fd opened;
        try {
            opened = checked(Fd.open(path, Open.READ | Open.NO_FOLLOW | Open.NON_BLOCKING
                    | Open.NO_CONTROLLING_TERMINAL, 0), path, FileType.REGULAR);
        } catch (PosixException e) {
            return Optional.empty();
        }
        try (Fd file = opened) {
            return Optional.of(file.readAll());
        }
    }

    /**
     * Writes a file whole, by way of a temporary one that takes its place, so that a reader finds the old content or
     * the new one whatever happens to the writer. Not forced to the disk: a machine that crashes needs it no more.
     *
     * @throws PosixException ENOSPC, EACCES, EPERM when the name is somebody else's, …
     */
    public static void replace(String path, byte[] content) throws PosixException {
        String temporary = path + "~";
        FileSystem.unlinkIfPresent(temporary);
        try (Fd file = Fd.open(temporary, Open.WRITE | Open.CREATE | Open.EXCLUSIVE, OWNER_ONLY)) {
            file.writeFully(content);
            FileSystem.rename(temporary, path);
        } catch (PosixException e) {
            FileSystem.unlinkIfPresent(temporary);
            throw e;
        }
    }

    /**
     * Opens a named pipe, and makes it when it is missing. Both of its ends are in the descriptor, mkfifo(3): as long
     * as anybody has it, a write finds a reader and is kept.
     *
     * @throws PosixException EACCES also when it is somebody else's, EPERM where there are no named pipes, …
     */
    public static Fd openPipe(String path) throws PosixException {
        Optional<FileStatus> there = FileSystem.linkStatus(path);
        if (there.isPresent() && there.get().type() != FileType.FIFO) {
            FileSystem.unlink(path);
        }
        makePipe(path);
        Fd pipe = Fd.open(path, Open.READ_WRITE | Open.NO_FOLLOW | Open.NON_BLOCKING | Open.NO_CONTROLLING_TERMINAL, 0);
        checked(pipe, path, FileType.FIFO).setNonBlocking(false);
        return pipe;
    }

    private static void makePipe(String path) throws PosixException {
        int before = FileSystem.umask(OTHERS);
        try (Buffer name = Buffer.text(path)) {
            if (LibcFiles.mkfifo(name.address(), OWNER_ONLY) < 0 && Function.errnoNumber() != libc.EEXIST()) {
                throw PosixException.onPath("mkfifo", path);
            }
        } finally {
            FileSystem.umask(before);
        }
    }

    private static Fd checked(Fd file, String path, FileType type) throws PosixException {
        try {
            Buffer statx = Buffer.scratch();
            FileSystem.status(file, statx, 0);
            FileStatus status = FileStatus.read(statx, 0);
            if (status.uid() != Credentials.effectiveUid()) {
                throw new PosixException("use", Errno.EACCES, PosixException.quote(path) + ", which belongs to "
                        + Accounts.describe(status.uid()) + "; remove it, or choose another folder");
            }
            if (status.type() != type || (status.mode() & OTHERS) != 0
                    || type == FileType.REGULAR && statx.getInt(Layout.STATX_NLINK) > 1) {
                throw new PosixException("use", Errno.EACCES, PosixException.quote(path)
                        + ", in which others may have a say; remove it");
            }
            return file;
        } catch (PosixException e) {
            file.close();
            throw e;
        }
    }
}
