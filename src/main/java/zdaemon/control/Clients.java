package zdaemon.control;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import zdaemon.loop.Loop;
import zdaemon.loop.Priority;
import zdaemon.loop.Source;
import zdaemon.posix.Buffer;
import zdaemon.posix.Fd;
import zdaemon.posix.OpenFiles;
import zdaemon.posix.PosixException;
import zdaemon.protocol.Replies;
import zdaemon.protocol.Request;
import zdaemon.protocol.Verb;

/**
 * All clients that are connected at the moment. Each has its own pace; none can hold up another, and all together they
 * have limits: on their number, on their memory, and on the descriptors with which they only wait.
 */
public final class Clients implements AutoCloseable {
    static final int SCRATCH_BYTES = 16_384;
    /** More are not kept. */
    private static final int MOST = 512;
    /** Of these so many may wait; the others are those whose question is about to be answered. */
    private static final int MOST_WAITING = 384;
    /** Descriptors that nobody waits with: for the program's next start, reopened logs and other clients' questions. */
    private static final int RESERVE = 16;
    /** How many are let go at a time when there is no room: a fork and a reopened log want to profit as well. */
    private static final int ROOM = 8;
    /** What is kept for all of them together, in bytes. */
    private static final int MEMORY = 8 << 20;
    /** How long the last replies may take. */
    private static final long LAST_PATIENCE_NANOS = 1_000_000_000L;

    private final Loop loop;
    private final Requests requests;
    private final Door door;
    private final NameWatch name;
    private final Buffer scratch = Buffer.allocate(SCRATCH_BYTES);
    /** In the order in which they came. */
    private final Set<Connection> connections = new LinkedHashSet<>();
    private final Set<Connection> waiting = new LinkedHashSet<>();
    private int memory;
    private boolean isSomebodyNew;

    /** Watches the socket, which stays its owner's to close, and all who come through it. */
    public Clients(Loop loop, ControlSocket socket, Requests requests) {
        this.loop = loop;
        this.requests = requests;
        this.door = new Door(loop, this, socket);
        this.name = new NameWatch(loop, socket, door, requests);
    }

    Requests requests() {
        return requests;
    }

    /** Monotonic nanoseconds. */
    long now() {
        return loop.now();
    }

    /** A buffer for use within one call. */
    Buffer scratch() {
        return scratch;
    }

    boolean isFull() {
        return connections.size() >= MOST;
    }

    Connection enter(Fd client, long now) {
        Connection connection = new Connection(loop, this, client, now);
        connections.add(connection);
        hold(connection.bytes());
        return connection;
    }

    void left(Connection connection) {
        connections.remove(connection);
        waiting.remove(connection);
        memory -= connection.bytes();
    }

    /** So much more memory is in use; if that is too much, those give theirs back who have had it for longest. */
    void hold(int bytes) {
        memory += bytes;
        if (memory > MEMORY) {
            for (Connection connection : new ArrayList<>(connections)) {
                if (memory > MEMORY / 2 && connection.isUnfinished()) {
                    connection.close();
                }
            }
        }
    }

    Outcome answer(Connection client, Request request) {
        Optional<Verb> verb = Verb.of(request.verb());
        boolean isPatient = verb.isPresent() && verb.get().isAnsweredLate();
        return isPatient && !hasRoomToWait(client)
                ? new Outcome.Answered(Replies.ASK_AGAIN) : requests.answer(request);
    }

    /** The number of a descriptor is the lowest that was free, so it tells how few are left. */
    private boolean hasRoomToWait(Connection client) {
        return waiting.size() < MOST_WAITING && client.socket().number() + RESERVE < OpenFiles.limit();
    }

    /** One that is told things as they happen counts among those who wait. */
    void streams(Connection connection) {
        waiting.add(connection);
    }

    void waits(Connection connection) {
        waiting.add(connection);
        isSomebodyNew = true;
    }

    /**
     * Answers those whose wait is over. To be called at the end of each turn, when all that happened in it is known.
     *
     * @param isChanged whether a program's state is not what it was the last time
     */
    public void settle(boolean isChanged) {
        if ((isChanged || isSomebodyNew) && !waiting.isEmpty()) {
            long now = loop.now();
            for (Connection connection : new ArrayList<>(waiting)) {
                if (connection.awaited().isPresent() && connection.awaited().get().isOver()) {
                    end(connection, connection.awaited().get().reply(), now);
                }
            }
        }
        isSomebodyNew = false;
    }

    /** Answers all who wait for one answer, whatever they wait for. */
    public void tellWaiting(ReplyText reply) {
        for (Connection connection : new ArrayList<>(waiting)) {
            if (connection.awaited().isPresent()) {
                end(connection, reply, loop.now());
            }
        }
    }

    private void end(Connection connection, ReplyText reply, long now) {
        waiting.remove(connection);
        connection.reply(reply, now);
    }

    /** Answers a client whose request has been {@link Outcome.Taken taken}, if it is still there. */
    public void tell(Connection client, String text) {
        client.reply(ReplyText.of(text), loop.now());
    }

    /** Answers a client whose request another release of the manager has taken. */
    public void tell(Fd client, String text) {
        enter(client, loop.now()).reply(ReplyText.of(text), loop.now());
    }

    /** Lets new clients wait: they are answered once the door is open again. */
    public void admitNobody(boolean isShut) {
        door.shut(isShut);
    }

    /** Whether nobody is in the middle of asking or being answered. */
    public boolean areQuiet() {
        for (Connection connection : connections) {
            if (connection.isUnfinished() && !connection.isAnswered()) {
                return false;
            }
        }
        return true;
    }

    /**
     * Lets go of those who have been at it for longest: first who neither asks his question nor takes his answer, then who
     * waits. They may come again.
     *
     * @param now the time of the turn; who has come in this turn is heard first
     * @return whether there will be room by the next turn
     */
    public boolean makeRoom(long now) {
        List<Connection> leaving = new ArrayList<>();
        boolean isSomebodyHeard = false;
        for (Connection connection : connections) {
            boolean isNew = connection.since() == now;
            isSomebodyHeard |= connection.isUnfinished() && isNew;
            if (connection.isUnfinished() && !isNew && leaving.size() < ROOM) {
                leaving.add(connection);
            }
        }
        for (Connection connection : waiting) {
            if (leaving.size() < ROOM) {
                leaving.add(connection);
            }
        }
        for (Connection connection : leaving) {
            connection.close();
        }
        return isSomebodyHeard || !leaving.isEmpty();
    }

    /**
     * Lets replies that are under way arrive, for a second at most, then ends all connections. By now the loop has no other
     * sources that could be woken.
     */
    @Override
    public void close() {
        name.close();
        door.close();
        for (Connection connection : new ArrayList<>(connections)) {
            if (!connection.isWriting()) {
                connection.close();
            }
        }
        try (Alarm alarm = new Alarm(loop, loop.now() + LAST_PATIENCE_NANOS)) {
            while (!connections.isEmpty() && !alarm.hasRung) {
                loop.turn();
            }
        } catch (PosixException e) {
            // Nobody is left to tell; the connections are closed below like any other.
        }
        for (Connection connection : new ArrayList<>(connections)) {
            connection.close();
        }
        scratch.close();
    }

    private static final class Alarm extends Source {
        private boolean hasRung;

        Alarm(Loop loop, long moment) {
            super(loop, Priority.CLIENT);
            dueAt(moment);
        }

        @Override
        protected boolean step(long now) {
            hasRung = true;
            return false;
        }
    }
}
