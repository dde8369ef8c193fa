package zdaemon.control;

import java.util.Optional;
import java.util.OptionalLong;
import zdaemon.loop.Loop;
import zdaemon.loop.Priority;
import zdaemon.loop.Source;
import zdaemon.posix.Credentials;
import zdaemon.posix.Fd;
import zdaemon.posix.PosixException;
import zdaemon.posix.UnixSocket;

/**
 * Where clients come in. Those for whom it is not opened wait in the listener's queue, and are not lost: who cannot be let
 * in now is let in later, or by another release of the manager.
 */
final class Door extends Source {
    private static final int ROOT = 0;
    /** So many come in at a time. */
    private static final int BUDGET = 16;
    /** When no descriptor is left for another client, how long to wait for one to be closed. */
    private static final long PAUSE_NANOS = 1_000_000_000L;

    private final Clients clients;
    private final ControlSocket socket;
    private OptionalLong pausedUntil = OptionalLong.empty();
    private boolean isShut;

    /** Watches the socket, which stays its owner's to close. */
    Door(Loop loop, Clients clients, ControlSocket socket) {
        super(loop, Priority.CLIENT, BUDGET);
        this.clients = clients;
        this.socket = socket;
        look();
    }

    private void look() {
        watch(socket.listener(), !isShut && pausedUntil.isEmpty(), false);
    }

    /** Lets nobody in, or does again. */
    void shut(boolean shut) {
        isShut = shut;
        look();
    }

    @Override
    protected boolean step(long now) {
        if (pausedUntil.isPresent() && pausedUntil.getAsLong() - now <= 0) {
            pausedUntil = OptionalLong.empty();
            look();
        }
        if (isShut || pausedUntil.isPresent() || !isReadable()) {
            return false;
        }
        try {
            if (clients.isFull()) {
                clients.makeRoom(now);
            }
            Optional<Fd> visitor = admit(socket.listener());
            if (visitor.isPresent()) {
                clients.enter(visitor.get(), now);
            }
            // Once it is full, one in a turn: who has been let in is heard before he may have to make room.
            return visitor.isPresent() && !clients.isFull();
        } catch (PosixException e) {
            if (!clients.makeRoom(now)) {
                clients.requests().trouble(e.getMessage());
                pausedUntil = OptionalLong.of(now + PAUSE_NANOS);
                dueAt(now + PAUSE_NANOS);
                look();
            }
            return false;
        }
    }

    /** The socket has another listener, its name having been lost: those who wait at the former one are let in, and it is closed. */
    void follow(Fd former, long now) {
        unwatch();
        try {
            for (Optional<Fd> visitor = admit(former); visitor.isPresent(); visitor = admit(former)) {
                clients.enter(visitor.get(), now);
            }
        } catch (PosixException e) {
            // Clients that wait there see the connection end, and ask again.
            clients.makeRoom(now);
        }
        former.close();
        look();
    }

    /**
     * Lets the next one in. Only the manager's own user and root are welcome, whatever the socket's mode says: modes can
     * be changed.
     *
     * @return empty when nobody has knocked
     * @throws PosixException when there is no descriptor or no memory for him
     */
    private static Optional<Fd> admit(Fd listener) throws PosixException {
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

    @Override
    public void close() {
        unwatch();
        super.close();
    }
}
