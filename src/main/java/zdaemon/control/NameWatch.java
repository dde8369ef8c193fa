package zdaemon.control;

import java.util.Optional;
import java.util.OptionalLong;
import zdaemon.loop.Loop;
import zdaemon.loop.Priority;
import zdaemon.loop.Source;
import zdaemon.posix.FileWatch;
import zdaemon.posix.PosixException;

/**
 * Puts the socket's name back when it has been removed, if it is free (behaviour §4). The kernel tells of the loss;
 * as long as nothing happens to the name, nothing wakes.
 */
final class NameWatch extends Source {
    /** A folder that is being removed shall not be filled again meanwhile. */
    private static final long DELAY_NANOS = 300_000_000L;
    private static final long RETRY_NANOS = 1_000_000_000L;

    private final ControlSocket socket;
    private final Door door;
    private final Requests requests;
    private Optional<FileWatch> watch = Optional.empty();
    private OptionalLong restoreAt = OptionalLong.empty();
    private String told = "";

    NameWatch(Loop loop, ControlSocket socket, Door door, Requests requests) {
        super(loop, Priority.DEADLINE);
        this.socket = socket;
        this.door = door;
        this.requests = requests;
        try {
            FileWatch opened = FileWatch.onName(socket.path());
            watch = Optional.of(opened);
            watch(opened.fd(), true, false);
            wake();
        } catch (PosixException e) {
            // Without it we look ourselves.
            dueAt(loop.now() + RETRY_NANOS);
        }
    }

    @Override
    protected boolean step(long now) {
        try {
            if (watch.isPresent()) {
                watch.get().drain();
            }
            if (socket.isInPlace()) {
                restoreAt = OptionalLong.empty();
            } else if (restoreAt.isEmpty()) {
                restoreAt = OptionalLong.of(now + DELAY_NANOS);
            } else if (restoreAt.getAsLong() - now <= 0) {
                restore(now);
            }
        } catch (SocketTaken | PosixException e) {
            tell(e.getMessage());
            restoreAt = OptionalLong.of(now + RETRY_NANOS);
        }
        due(restoreAt.isEmpty() && watch.isEmpty() ? OptionalLong.of(now + RETRY_NANOS) : restoreAt);
        return false;
    }

    private void restore(long now) throws SocketTaken, PosixException {
        door.follow(socket.restore(), now);
        restoreAt = OptionalLong.empty();
        told = "";
        requests.trouble("the name of the control socket was removed; it is back");
        if (watch.isPresent()) {
            watch.get().drain();
        }
    }

    /** Once, though it is tried again each second. */
    private void tell(String reason) {
        if (!told.equals(reason)) {
            told = reason;
            requests.trouble("the name of the control socket was removed, and can't be put back: " + reason);
        }
    }

    @Override
    public void close() {
        unwatch();
        super.close();
        if (watch.isPresent()) {
            watch.get().close();
        }
    }
}
