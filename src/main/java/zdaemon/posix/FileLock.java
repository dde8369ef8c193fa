package zdaemon.posix;

import zdaemon.bindings.libc;

/**
 * An advisory lock on a file or folder, flock(2): held until closed, dropped by the kernel when its holder dies.
 */
public final class FileLock implements AutoCloseable {
    /** How long to wait for a holder who does not let go: our own sections under a lock take microseconds. */
    private static final long PATIENCE_NANOS = 5_000_000_000L;
    private static final long RETRY_NANOS = 5_000_000L;

    private final Fd file;

    private FileLock(Fd file) {
        this.file = file;
    }

    /**
     * Takes the lock, waiting up to five seconds for another holder.
     *
     * @param path an existing file or folder that this process may read
     * @throws PosixException EAGAIN when somebody else kept the lock all that time, or what open(2) and flock(2) say
     */
    public static FileLock exclusive(String path) throws PosixException {
        Fd file = Fd.open(path, Open.READ, 0);
        long deadline = Clock.monotonicNanos() + PATIENCE_NANOS;
        try (Poller pause = Poller.create()) {
            while (LibcFiles.flock(file.number(), libc.LOCK_EX() | libc.LOCK_NB()) < 0) {
                boolean isHeld = Function.errnoNumber() == libc.EAGAIN();
                if (!isHeld || Clock.monotonicNanos() - deadline > 0) {
                    throw PosixException.onPath("lock", path);
                }
                pause.poll(RETRY_NANOS);
            }
            return new FileLock(file);
        } catch (PosixException e) {
            file.close();
            throw e;
        }
    }

    @Override
    public void close() {
        file.close();
    }
}
