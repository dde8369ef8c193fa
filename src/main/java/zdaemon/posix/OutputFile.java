package zdaemon.posix;

import java.util.Optional;

/**
 * Opens files that a daemon writes to for as long as it lives: the transcript, event logs. Opening never waits, and
 * cannot be turned elsewhere by another user.
 */
public final class OutputFile {
    private static final int READABLE_AND_WRITABLE = 0666;
    private static final int WORLD_WRITABLE = 0002;

    private OutputFile() {}

    /**
     * Opens a file for appending, and creates it when it is missing: mode 0666 less the umask.
     *
     * <p>A symbolic link in a folder that everybody may write to, such as {@code /tmp}, is followed only when this
     * process's user or the folder's owner made it. That is what the kernel does by itself when
     * {@code fs.protected_symlinks} is on, proc_sys_fs(5); here it holds everywhere. Links behind links are left to the
     * kernel.
     *
     * @param path where
     * @return close-on-exec. Non-blocking, which means something to a terminal or a pipe alone: there a reader that
     *     does not read must not stop the daemon
     * @throws PosixException EACCES also for such a link; ENXIO for a pipe that nobody reads, ENOENT, EISDIR, EROFS, …
     */
    public static Fd open(String path) throws PosixException {
        for (int slash = path.indexOf('/', 1); slash > 0; slash = path.indexOf('/', slash + 1)) {
            refusePlantedLink(path.substring(0, slash), path);
        }
        int flags = Open.WRITE | Open.APPEND | Open.CREATE | Open.NO_CONTROLLING_TERMINAL | Open.NON_BLOCKING;
        try {
            // Refusing links at first leaves no moment in which one could be slipped in between a look and the opening.
            return Fd.open(path, flags | Open.NO_FOLLOW, READABLE_AND_WRITABLE);
        } catch (PosixException e) {
            if (e.errno().equals(Errno.ENXIO)) {
                throw new PosixException("open", e.errno(), PosixException.quote(path) + ", which nobody reads from");
            }
            if (!e.errno().equals(Errno.ELOOP)) {
                throw e;
            }
            refusePlantedLink(path, path);
            return Fd.open(path, flags, READABLE_AND_WRITABLE);
        }
    }

    private static void refusePlantedLink(String link, String path) throws PosixException {
        Optional<FileStatus> status = FileSystem.linkStatus(link);
        if (status.isEmpty() || status.get().type() != FileType.SYMBOLIC_LINK) {
            return;
        }
        Optional<FileStatus> folder = FileSystem.status(folderOf(link));
        if (folder.isEmpty() || (folder.get().mode() & WORLD_WRITABLE) == 0) {
            return;
        }
        int owner = status.get().uid();
        if (owner != Credentials.effectiveUid() && owner != folder.get().uid()) {
            throw new PosixException("open", Errno.EACCES, PosixException.quote(path)
                    + " through another user's symbolic link in a folder that everybody may write to");
        }
    }

    private static String folderOf(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "." : slash == 0 ? "/" : path.substring(0, slash);
    }
}
