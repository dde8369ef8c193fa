package zdaemon.posix;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import zdaemon.bindings.libc;

/**
 * Files by their paths. A path is text as {@link NativeString} has it; nothing is resolved or normalised on the way.
 */
public final class FileSystem {
    private FileSystem() {}

    /**
     * Asks about a file, following symbolic links, statx(2).
     *
     * @return empty when there is none (ENOENT, ENOTDIR)
     * @throws PosixException EACCES, ELOOP, …
     */
    public static Optional<FileStatus> status(String path) throws PosixException {
        return statx(path, 0);
    }

    /**
     * Asks about a file, or about a symbolic link itself, statx(2).
     *
     * @return empty when there is none (ENOENT, ENOTDIR)
     * @throws PosixException EACCES, …
     */
    public static Optional<FileStatus> linkStatus(String path) throws PosixException {
        return statx(path, libc.AT_SYMLINK_NOFOLLOW());
    }

    private static Optional<FileStatus> statx(String path, int flags) throws PosixException {
        Buffer statx = Buffer.scratch();
        try (Buffer name = Buffer.text(path)) {
            if (LibcFiles.statx(libc.AT_FDCWD(), name.address(), flags, libc.STATX_BASIC_STATS(),
                    statx.address()) < 0) {
                int errno = Function.errnoNumber();
                if (errno == libc.ENOENT() || errno == libc.ENOTDIR()) {
                    return Optional.empty();
                }
                throw PosixException.onPath("stat", path);
            }
            return Optional.of(FileStatus.read(statx, 0));
        }
    }

    /**
     * Asks about an open file, statx(2).
     *
     * @throws PosixException EBADF
     */
    public static FileStatus status(Fd fd) throws PosixException {
        Buffer statx = Buffer.scratch();
        status(fd, statx, 0);
        return FileStatus.read(statx, 0);
    }

    /**
     * Asks about an open file, statx(2), and leaves the answer where the kernel puts it.
     *
     * @throws PosixException EBADF; EFAULT when the buffer is of a file that has no room for it
     */
    public static void status(Fd fd, Buffer into, int at) throws PosixException {
        Objects.checkFromIndexSize(at, FileStatus.BYTES, into.capacity());
        if (LibcFiles.statx(fd.number(), NoName.TEXT.address(), libc.AT_EMPTY_PATH(), libc.STATX_BASIC_STATS(),
                into.addressOf(at)) < 0) {
            throw PosixException.on("stat", fd.toString());
        }
    }

    /** An empty C string, which lives as long as the process. */
    private static final class NoName {
        static final Buffer TEXT = Buffer.allocate(1);
    }

    /**
     * Makes a directory, mkdir(2).
     *
     * @param mode its permissions, less the umask
     * @throws PosixException EEXIST, ENOENT, EACCES, …
     */
    public static void makeDirectory(String path, int mode) throws PosixException {
        try (Buffer name = Buffer.text(path)) {
            orThrow("mkdir", LibcFiles.mkdir(name.address(), mode), path);
        }
    }

    /**
     * Removes an empty directory, rmdir(2).
     *
     * @throws PosixException ENOTEMPTY, ENOENT, EACCES, …
     */
    public static void removeDirectory(String path) throws PosixException {
        try (Buffer name = Buffer.text(path)) {
            orThrow("rmdir", LibcFiles.rmdir(name.address()), path);
        }
    }

    /**
     * Removes a file's name, unlink(2).
     *
     * @throws PosixException ENOENT, EISDIR, EACCES, …
     */
    public static void unlink(String path) throws PosixException {
        try (Buffer name = Buffer.text(path)) {
            orThrow("unlink", LibcFiles.unlink(name.address()), path);
        }
    }

    /**
     * Removes a file's name, unlink(2), if it is there.
     *
     * @throws PosixException EISDIR, EACCES, …
     */
    public static void unlinkIfPresent(String path) throws PosixException {
        try (Buffer name = Buffer.text(path)) {
            // An exception would cost more than all the rest.
            if (LibcFiles.unlink(name.address()) < 0 && Function.errnoNumber() != libc.ENOENT()) {
                throw PosixException.onPath("unlink", path);
            }
        }
    }

    /**
     * Gives a file a second name, link(2): unlike {@link #rename} it fails when that is taken, so one of several wins.
     *
     * @throws PosixException EEXIST, ENOENT, EXDEV, …
     */
    public static void link(String from, String to) throws PosixException {
        try (Buffer old = Buffer.text(from); Buffer name = Buffer.text(to)) {
            orThrow("link", LibcFiles.link(old.address(), name.address()), to);
        }
    }

    /**
     * Gives a file another name in place of its own, rename(2); what had that name is gone at the same moment.
     *
     * @throws PosixException ENOENT, EXDEV, EACCES, …
     */
    public static void rename(String from, String to) throws PosixException {
        try (Buffer old = Buffer.text(from); Buffer name = Buffer.text(to)) {
            orThrow("rename", LibcFiles.rename(old.address(), name.address()), from);
        }
    }

    /**
     * Sets permissions, chmod(2).
     *
     * @throws PosixException EPERM, ENOENT, …
     */
    public static void changeMode(String path, int mode) throws PosixException {
        try (Buffer name = Buffer.text(path)) {
            orThrow("chmod", LibcFiles.chmod(name.address(), mode), path);
        }
    }

    /**
     * Gives a file away, chown(2).
     *
     * @param uid its new owner; -1 leaves it
     * @param gid its new group; -1 leaves it
     * @throws PosixException EPERM, ENOENT, …
     */
    public static void changeOwner(String path, int uid, int gid) throws PosixException {
        try (Buffer name = Buffer.text(path)) {
            orThrow("chown", LibcFiles.chown(name.address(), uid, gid), path);
        }
    }

    /**
     * Asks whether this process, with its effective user and groups, may execute a file (or search a directory),
     * access(2).
     *
     * @return false also when there is no such file
     * @throws PosixException when the path holds a NUL
     */
    public static boolean isExecutable(String path) throws PosixException {
        try (Buffer name = Buffer.text(path)) {
            return LibcFiles.faccessat(libc.AT_FDCWD(), name.address(), libc.X_OK(), libc.AT_EACCESS()) == 0;
        }
    }

    /**
     * Reads a whole file.
     *
     * @return its bytes
     * @throws PosixException ENOENT, EACCES, EISDIR, …; the subject is the path
     */
    public static byte[] read(String path) throws PosixException {
        try (Fd file = Fd.open(path, Open.READ, 0)) {
            return file.readAll();
        } catch (PosixException e) {
            throw new PosixException(e.call(), e.errno(), PosixException.quote(path));
        }
    }

    /**
     * Makes a directory the current one, chdir(2).
     *
     * @throws PosixException ENOENT, ENOTDIR, EACCES, …
     */
    public static void changeDirectory(String path) throws PosixException {
        try (Buffer name = Buffer.text(path)) {
            orThrow("chdir", LibcFiles.chdir(name.address()), path);
        }
    }

    /** Sets the umask, umask(2). */
    public static int umask(int mask) {
        return LibcFiles.umask(mask);
    }

    /**
     * The current directory, getcwd(3).
     *
     * @return an absolute path
     * @throws PosixException ENOENT when it has been removed
     */
    public static String currentDirectory() throws PosixException {
        return Paths.currentDirectory();
    }

    /**
     * Makes a path absolute: as seen from the current directory, without {@code .} and doubled slashes. {@code ..}
     * stays, for only the file system knows what it means behind a symbolic link.
     *
     * @throws PosixException ENOENT when the path is relative and the current directory has been removed
     */
    public static String absolute(String path) throws PosixException {
        return Paths.absolute(path);
    }

    private static void orThrow(String call, int result, String path) throws PosixException {
        if (result < 0) {
            throw PosixException.onPath(call, path);
        }
    }

    /**
     * When a file's content was last changed, following symbolic links.
     *
     * @return seconds since 1970; empty when there is no such file or it cannot be looked at
     * @throws PosixException when the path holds a NUL
     */
    public static OptionalLong modified(String path) throws PosixException {
        try (Buffer name = Buffer.text(path); Buffer statx = Buffer.allocate(Layout.STATX_SIZE)) {
            int result = LibcFiles.statx(libc.AT_FDCWD(), name.address(), 0, libc.STATX_BASIC_STATS(), statx.address());
            return result < 0 ? OptionalLong.empty() : OptionalLong.of(statx.getLong(Layout.STATX_MTIME_SEC));
        }
    }
}
