package zdaemon.control;

import java.util.Optional;
import java.util.OptionalLong;
import zdaemon.posix.Credentials;
import zdaemon.posix.Fd;
import zdaemon.posix.Poller;
import zdaemon.posix.PosixException;
import zdaemon.posix.UnixSocket;

/**
 * Where clients come in. Those for whom it is not opened wait in the listener's queue, and are not lost: who cannot be let
 * in now is let in later, or by another release of the manager.
 */
final class Door {
    private static final int ROOT = 0;
    /** When no descriptor is left for another client, how long to wait for one to be closed. */
    private static final long PAUSE_NANOS = 1_000_000_000L;

    private final Poller poller;
    private final Fd listener;

    private OptionalLong pausedUntil = OptionalLong.empty();
    private boolean isClosed;

    /** Watches the listener, which stays its owner's to close. */
    Door(Poller poller, Fd listener) {
        this.poller = poller;
        this.listener = listener;
        watch();
    }

    private void watch() {
        poller.set(listener, !isClosed && pausedUntil.isEmpty(), false);
    }

    /** Whether somebody has knocked who may be let in. */
    boolean hasVisitors(long now) {
        if (pausedUntil.isPresent() && pausedUntil.getAsLong() - now <= 0) {
            pausedUntil = OptionalLong.empty();
            watch();
        }
        return !isClosed && poller.readable(listener);
    }

    /**
     * Lets the next one in. Only the manager's own user and root are welcome, whatever the socket's mode says: modes can
     * be changed.
     *
     * @return empty when nobody has knocked
     * @throws PosixException when there is no descriptor or no memory for him
     */
    Optional<Fd> admit() throws PosixException {
        for (Optional<Fd> visitor = UnixSocket.accept(listener); visitor.isPresent();
                visitor = UnixSocket.accept(listener)) {
            if (isWelcome(visitor.get())) {
                return visitor;
            }
            visitor.get().close();
        }
        return Optional.empty();
    }

    private static boolean isWelcome(Fd visitor) throws PosixException {
        try {
            int user = UnixSocket.peer(visitor).uid();
            return user == ROOT || user == Credentials.effectiveUid();
        } catch (PosixException e) {
            visitor.close();
            throw e;
        }
    }

    /** Lets nobody in for a while. */
    void pause(long now) {
        pausedUntil = OptionalLong.of(now + PAUSE_NANOS);
        watch();
    }

    /** Lets nobody in, or does again. */
    void close(boolean shut) {
        isClosed = shut;
        watch();
    }

    /** When a pause is over, monotonic nanoseconds. */
    OptionalLong deadline() {
        return pausedUntil;
    }
}
