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
    private static final int HINT = 4096;

    private PrivateFile() {}

    /**
     * Opens a file for reading and writing, and creates it when it is missing.
     *
     * @throws PosixException EACCES also when it is another user's, ELOOP when it is a link, …
     */
    public static Fd open(String path) throws PosixException {
        int flags = Open.READ_WRITE | Open.CREATE | Open.NO_FOLLOW | Open.NON_BLOCKING | Open.NO_CONTROLLING_TERMINAL;
        return checked(Fd.open(path, flags, OWNER_ONLY), path, FileType.REGULAR, Credentials.effectiveUid());
    }

    /** What is found under a path. */
    public sealed interface Found {
        /** Nothing. */
        record None() implements Found {}

        /** A file in which nobody else has a say. */
        record Own(byte[] content) implements Found {}

        /**
         * Something else.
         *
         * @param why       words for {@code it …}
         * @param beginning what can be read of it; no more than a hint
         */
        record Foreign(String why, byte[] beginning) implements Found {}
    }

    /**
     * Reads a file, if nobody else has a say in it. Whether others could have put it there is for its folder to say.
     *
     * @throws PosixException EIO and the like
     */
    public static Found find(String path) throws PosixException {
        Fd opened;
        try {
            opened = Fd.open(path, Open.READ | Open.NO_FOLLOW | Open.NON_BLOCKING | Open.NO_CONTROLLING_TERMINAL, 0);
        } catch (PosixException e) {
            if (e.errno().equals(Errno.ENOENT) || e.errno().equals(Errno.ENOTDIR)) {
                return new Found.None();
            }
            return new Found.Foreign(e.errno().equals(Errno.ELOOP)
                    ? "is a symbolic link" : "can't be read (" + e.errno().message() + ")", new byte[0]);
        }
        try (Fd file = opened) {
            Buffer statx = Buffer.scratch();
            FileSystem.status(file, statx, 0);
            String doubt = doubt(FileStatus.read(statx, 0), statx.getInt(Layout.STATX_NLINK), FileType.REGULAR,
                    Credentials.effectiveUid());
            if (doubt.isEmpty()) {
                return new Found.Own(file.readAll());
            }
            boolean isFile = FileStatus.read(statx, 0).type() == FileType.REGULAR;
            try (Buffer beginning = Buffer.allocate(HINT)) {
                return new Found.Foreign(doubt, isFile ? beginning.get(0, file.read(beginning)) : new byte[0]);
            }
        }
    }

    /** Whether another process has the file open that has written it whole, {@link PrivateRecord}. */
    public static boolean isLocked(String path) throws PosixException {
        try (Fd file = Fd.open(path, Open.READ | Open.NO_FOLLOW | Open.NON_BLOCKING, 0)) {
            return LibcFiles.flock(file.number(), libc.LOCK_SH() | libc.LOCK_NB()) < 0;
        }
    }

    /**
     * Writes a file whole, by way of a temporary one that takes its place, so that a reader finds the old content or
     * the new one whatever happens to the writer. Not forced to the disk: a machine that crashes needs it no more.
     *
     * @throws PosixException ENOSPC, EACCES, EPERM when the name is another user's, …
     */
    public static void replace(String path, byte[] content) throws PosixException {
        create(path, content).close();
    }

    /** As {@link #replace}; answers the new file, open for writing, and locked for as long as it is. */
    static Fd create(String path, byte[] content) throws PosixException {
        String temporary = path + "~";
        FileSystem.unlinkIfPresent(temporary);
        Fd file = Fd.open(temporary, Open.WRITE | Open.CREATE | Open.EXCLUSIVE, OWNER_ONLY);
        try {
            LibcFiles.flock(file.number(), libc.LOCK_EX() | libc.LOCK_NB());
            file.writeFully(content);
            FileSystem.rename(temporary, path);
            return file;
        } catch (PosixException e) {
            file.close();
            FileSystem.unlinkIfPresent(temporary);
            throw e;
        }
    }

    /**
     * Opens a named pipe, and makes it when it is missing. Both of its ends are in the descriptor, mkfifo(3): as long
     * as any process has it, a write finds a reader and is kept.
     *
     * @throws PosixException EACCES also when it is another user's, EPERM where there are no named pipes, …
     */
    public static Fd openPipe(String path) throws PosixException {
        return openPipe(path, Credentials.effectiveUid());
    }

    /**
     * The same, of which another user is the owner: who has it as its standard output may open that again by name,
     * {@code /dev/stdout}. That takes root, and a folder in which the user cannot put another one there.
     */
    public static Fd openPipe(String path, int owner) throws PosixException {
        Optional<FileStatus> there = FileSystem.linkStatus(path);
        if (there.isPresent() && there.get().type() != FileType.FIFO) {
            FileSystem.unlink(path);
        }
        makePipe(path);
        Fd pipe = Fd.open(path, Open.READ_WRITE | Open.NO_FOLLOW | Open.NON_BLOCKING | Open.NO_CONTROLLING_TERMINAL, 0);
        giveTo(owner, checked(pipe, path, FileType.FIFO, owner)).setNonBlocking(false);
        return pipe;
    }

    private static Fd giveTo(int owner, Fd pipe) throws PosixException {
        if (owner != Credentials.effectiveUid() && LibcFiles.fchown(pipe.number(), owner, -1) < 0) {
            try (pipe) {
                throw PosixException.on("chown", pipe.toString());
            }
        }
        return pipe;
    }

    /**
     * Opens a named pipe that has lost its name, as {@link #openPipe}, by way of a process that has it open. The name cannot
     * be given back: link(2) takes no file that has none.
     *
     * @param path   the name that it had
     * @param holder that process
     * @param owner  its owner, if that is not this process's user
     * @return empty when that process does not have it open
     * @throws PosixException EACCES when its descriptors may not be looked at, ENOENT when it has ended, …
     */
    public static Optional<Fd> reopenPipe(String path, Pid holder, int owner) throws PosixException {
        String lost;
        try (Folder folder = Folder.ofParent(path)) {
            // proc_pid_fd(5)
            lost = folder.in(path.substring(path.lastIndexOf('/') + 1)) + " (deleted)";
        }
        String descriptors = "/proc/" + holder.value() + "/fd";
        for (String number : Directory.names(descriptors)) {
            String link = descriptors + "/" + number;
            if (leadsTo(link, lost)) {
                Fd pipe = Fd.open(link, Open.READ_WRITE | Open.NON_BLOCKING | Open.NO_CONTROLLING_TERMINAL, 0);
                checked(pipe, path, FileType.FIFO, owner).setNonBlocking(false);
                return Optional.of(pipe);
            }
        }
        return Optional.empty();
    }

    /**
     * Whether a process's descriptor is a pipe that has a name, or had one; pipe(2) makes them without.
     *
     * @throws PosixException EACCES when its descriptors may not be looked at
     */
    public static boolean isNamedPipe(Pid holder, int descriptor) throws PosixException {
        Optional<String> pipe = pipe("/proc/" + holder.value() + "/fd/" + descriptor);
        return pipe.isPresent() && !pipe.get().startsWith("pipe:[");
    }

    private static boolean leadsTo(String link, String target) {
        try {
            return pipe(link).equals(Optional.of(target));
        } catch (PosixException e) {
            // Closed since.
            return false;
        }
    }

    /** The pipe to which the link of a descriptor leads, by its name or number; empty when it is none. */
    private static Optional<String> pipe(String link) throws PosixException {
        Optional<FileStatus> status = FileSystem.status(link);
        return status.isPresent() && status.get().type() == FileType.FIFO
                ? Optional.of(Paths.linkTarget(link)) : Optional.empty();
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

    private static Fd checked(Fd file, String path, FileType type, int owner) throws PosixException {
        try {
            Buffer statx = Buffer.scratch();
            FileSystem.status(file, statx, 0);
            String doubt = doubt(FileStatus.read(statx, 0), statx.getInt(Layout.STATX_NLINK), type, owner);
            if (!doubt.isEmpty()) {
                throw new PosixException("use", Errno.EACCES, PosixException.quote(path) + ", which " + doubt
                        + "; remove it, or choose another folder");
            }
            return file;
        } catch (PosixException e) {
            file.close();
            throw e;
        }
    }

    /** Why others may have a say in a file; empty when they have none. */
    private static String doubt(FileStatus status, int names, FileType type, int owner) {
        if (status.uid() != owner && status.uid() != Credentials.effectiveUid()) {
            return "belongs to " + Accounts.describe(status.uid());
        }
        if (status.type() != type) {
            return type == FileType.REGULAR ? "is no regular file" : "is no named pipe";
        }
        if ((status.mode() & OTHERS) != 0) {
            return "is open to others";
        }
        return names > 1 ? "has another name elsewhere (a hard link)" : "";
    }
}
