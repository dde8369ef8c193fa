package zdaemon.posix;

import zdaemon.bindings.libc;

/**
 * An advisory lock, flock(2), on a file of its own that only this process's user can open: every process that may open a file may lock
 * it. Held until closed, which removes the file; dropped by the kernel when its holder dies, whose file the next one takes.
 */
public final class FileLock implements AutoCloseable {
    /** How long to wait for a holder who does not let go: our own sections under a lock take microseconds. */
    private static final long PATIENCE_NANOS = 5_000_000_000L;
    private static final long RETRY_NANOS = 5_000_000L;

    private final Fd file;
    private final String path;

    private FileLock(Fd file, String path) {
        this.file = file;
        this.path = path;
    }

    /**
     * Takes the lock, waiting up to five seconds for another holder.
     *
     * @throws PosixException EAGAIN when another process kept the lock all that time, EACCES when the file is another user's,
     *     or what open(2) and flock(2) say
     */
    public static FileLock exclusive(String path) throws PosixException {
        long deadline = Clock.monotonicNanos() + PATIENCE_NANOS;
        try (Poller pause = Poller.create()) {
            while (true) {
                Fd file = PrivateFile.open(path);
                try {
                    boolean isTaken = LibcFiles.flock(file.number(), libc.LOCK_EX() | libc.LOCK_NB()) == 0;
                    if (isTaken && isStill(file, path)) {
                        return new FileLock(file, path);
                    }
                    if (!isTaken && (Function.errnoNumber() != libc.EAGAIN() || Clock.monotonicNanos() - deadline > 0)) {
                        throw PosixException.onPath("lock", path);
                    }
                } catch (PosixException e) {
                    file.close();
                    throw e;
                }
                file.close();
                pause.poll(RETRY_NANOS);
            }
        }
    }

    /** Who had the lock before has removed the file, and others may have made another one by now. */
    private static boolean isStill(Fd file, String path) throws PosixException {
        var there = FileSystem.linkStatus(path);
        return there.isPresent() && there.get().isSameFile(FileSystem.status(file));
    }

    @Override
    public void close() {
        try {
            FileSystem.unlinkIfPresent(path);
        } catch (PosixException e) {
            // The folder went away or was closed to us: the file stays, and locks nobody out.
        }
        file.close();
    }
}
