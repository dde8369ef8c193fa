package zdaemon.posix;

import java.util.Optional;

/**
 * Opens files that a daemon writes to for as long as it lives: the transcript, event logs. Opening never waits, and
 * cannot be turned elsewhere by another user (docs/reliability.md, "Root in other people's folders").
 */
public final class OutputFile {
    private static final int READABLE_AND_WRITABLE = 0666;
    private static final int FLAGS =
            Open.WRITE | Open.APPEND | Open.CREATE | Open.NO_CONTROLLING_TERMINAL | Open.NON_BLOCKING;

    private OutputFile() {}

    /**
     * Opens a file for appending, and creates it when it is missing: mode 0666 less the umask.
     *
     * @throws PosixException ENOENT, EACCES, EISDIR, …; EACCES too for a file that a stranger may have put there; ENXIO for
     *     a pipe without a reader: one that does not read must not stop the daemon
     */
    public static Fd open(String path) throws PosixException {
        return open(path, Credentials.effectiveUid());
    }

    /**
     * The same in a user's name; as ours when there is none.
     *
     * @throws PosixException as above; EACCES for what that user may not do
     */
    public static Fd open(String path, Optional<FileUser> user) throws PosixException {
        if (user.isEmpty()) {
            return open(path);
        }
        try (FileUser.Guise _ = user.get().enter()) {
            return open(path, user.get().uid());
        }
    }

    private static Fd open(String path, int uid) throws PosixException {
        try (Place place = Place.of(path, uid)) {
            Fd file = opened(place, path);
            try {
                refusePlanted(file, place, path);
                return file;
            } catch (PosixException e) {
                file.close();
                throw e;
            }
        }
    }

    private static Fd opened(Place place, String path) throws PosixException {
        try {
            return place.open(FLAGS, READABLE_AND_WRITABLE);
        } catch (PosixException e) {
            throw new PosixException("open", e.errno(), PosixException.quote(path)
                    + (e.errno().equals(Errno.ENXIO) ? ", which nobody reads from" : ""));
        }
    }

    /** In a folder of ours alone everything is as we or root want it, links and devices too. */
    private static void refusePlanted(Fd file, Place place, String path) throws PosixException {
        Folder folder = place.folder();
        if (place.isKernels() || folder.isOursAlone()) {
            return;
        }
        Buffer statx = Buffer.scratch();
        FileSystem.status(file, statx, 0);
        FileStatus status = FileStatus.read(statx, 0);
        boolean isOrdinary = status.type() == FileType.REGULAR || status.type() == FileType.FIFO;
        if (!isOrdinary) {
            throw refused(path, "is no file, and others may write to its folder");
        }
        if (statx.getInt(Layout.STATX_NLINK) > 1) {
            throw refused(path, "has another name elsewhere (a hard link), and others may write to its folder");
        }
        boolean isOurs = folder.trust().isOurs(status.uid()) || status.uid() == folder.status().uid();
        if (Trust.isSticky(folder.status()) && !isOurs) {
            throw refused(path, "belongs to " + Accounts.describe(status.uid())
                    + ", and everybody may put files into its folder");
        }
    }

    private static PosixException refused(String path, String why) {
        return new PosixException("open", Errno.EACCES, PosixException.quote(path) + ", which " + why
                + "; remove it, or choose another folder");
    }
}
