package zdaemon.control;

import java.util.Iterator;
import java.util.List;
import zdaemon.posix.Buffer;
import zdaemon.posix.Clock;
import zdaemon.posix.Poller;
import zdaemon.posix.PosixException;

/** At the manager's end: replies that are under way arrive, if their clients take them soon. */
final class LastReplies {
    private static final long PATIENCE_NANOS = 1_000_000_000L;

    private final List<Connection> connections;
    private final Buffer scratch;

    /**
     * @param connections of which none is left afterwards
     * @param scratch     any buffer; its content is lost
     */
    LastReplies(List<Connection> connections, Buffer scratch) {
        this.connections = connections;
        this.scratch = scratch;
    }

    /** Lets them arrive, for a second at most, then ends all connections. */
    void send() {
        long deadline = Clock.monotonicNanos() + PATIENCE_NANOS;
        try (Poller unsent = Poller.create()) {
            for (Connection connection : connections) {
                if (connection.wantsToWrite()) {
                    unsent.set(connection.socket(), false, true);
                } else {
                    connection.close();
                }
            }
            connections.removeIf(Connection::isClosed);
            for (long left = PATIENCE_NANOS; left > 0 && !connections.isEmpty();
                    left = deadline - Clock.monotonicNanos()) {
                unsent.poll(left);
                sendReady(unsent);
            }
        } catch (PosixException e) {
            // Nobody is left to tell; the connections are closed below like any other.
        }
        for (Connection connection : connections) {
            connection.close();
        }
        connections.clear();
    }

    private void sendReady(Poller unsent) {
        for (Iterator<Connection> all = connections.iterator(); all.hasNext();) {
            Connection connection = all.next();
            if (unsent.writable(connection.socket()) || unsent.readable(connection.socket())) {
                connection.send(scratch);
            }
            if (connection.isClosed()) {
                unsent.remove(connection.socket());
                all.remove();
            }
        }
    }
}
