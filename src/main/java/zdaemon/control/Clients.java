package zdaemon.control;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import zdaemon.core.Level;
import zdaemon.core.ProgramState;
import zdaemon.eventlog.EventLog;
import zdaemon.posix.Buffer;
import zdaemon.posix.Fd;
import zdaemon.posix.Poller;
import zdaemon.posix.PosixException;
import zdaemon.protocol.Request;

/** All clients that are connected at the moment. Each has its own pace; none can hold up another. */
public final class Clients {
    /** A client that has not sent its line, or not taken its reply, after this time is let go. */
    private static final long PATIENCE_NANOS = 60_000_000_000L;
    private static final int SCRATCH_BYTES = 16_384;
    /** More are not kept: the program's next start needs descriptors too. */
    private static final int MOST = 512;
    /** How many are let go at a time when there is no room: a fork and a reopened log want to profit as well. */
    private static final int ROOM = 8;

    private final Poller poller;
    private final Door door;
    private final Requests handler;
    private final EventLog log;
    private final List<Connection> connections = new ArrayList<>();
    private final Buffer scratch = Buffer.allocate(SCRATCH_BYTES);
    private final ArrayDeque<Demand> demands = new ArrayDeque<>();

    /**
     * What a client has asked to be done with the manager itself.
     *
     * @param client  who is to be told
     * @param command the other release
     */
    public record Demand(Connection client, List<String> command) {}

    /** Watches the listener and all who come through it; the listener stays its owner's to close. */
    public Clients(Poller poller, Fd listener, Requests handler, EventLog log) {
        this.poller = poller;
        this.door = new Door(poller, listener);
        this.handler = handler;
        this.log = log;
    }

    /** Takes in who has knocked, and moves each client on that the last poll found ready. */
    public void serve(long now) {
        serveConnected(now);
        if (door.hasVisitors(now)) {
            accept(now);
        }
    }

    private void accept(long now) {
        try {
            if (connections.size() >= MOST) {
                makeRoom(now);
            }
            Optional<Fd> client = door.admit();
            while (client.isPresent()) {
                Connection connection = new Connection(client.get(), now);
                connections.add(connection);
                watch(connection);
                // Once it is full, one in a turn: who has been let in is heard before he may have to make room.
                client = connections.size() < MOST ? door.admit() : Optional.empty();
            }
        } catch (PosixException e) {
            if (!makeRoom(now)) {
                log.log(Level.ERROR.number(), e.getMessage());
                door.pause(now);
            }
        }
    }

    /**
     * Lets go of those who have been at it for longest, neither asking their question nor taking their answer.
     *
     * @return whether there will be room by the next turn
     */
    public boolean makeRoom(long now) {
        boolean found = false;
        int left = ROOM;
        for (Iterator<Connection> all = connections.iterator(); all.hasNext() && left > 0;) {
            Connection connection = all.next();
            found |= connection.isUnfinished();
            if (connection.isUnfinished() && connection.since() != now) {
                connection.close();
                settle(connection, all);
                left--;
            }
        }
        return found;
    }

    /** Ends all connections, answered or not: the last resort. */
    public boolean leave() {
        boolean some = !connections.isEmpty();
        for (Connection connection : connections) {
            connection.close();
            poller.remove(connection.socket());
        }
        connections.clear();
        return some;
    }

    private void serveConnected(long now) {
        for (Iterator<Connection> all = connections.iterator(); all.hasNext();) {
            Connection connection = all.next();
            if (poller.writable(connection.socket()) && connection.wantsToWrite()) {
                connection.send(scratch);
            } else if (poller.readable(connection.socket())) {
                Optional<String> line = connection.receive(scratch);
                if (line.isPresent()) {
                    answer(connection, Request.parse(line.get()));
                }
            }
            if (connection.isUnfinished() && now - connection.since() > PATIENCE_NANOS) {
                connection.close();
            }
            settle(connection, all);
        }
    }

    private void answer(Connection connection, Request request) {
        switch (handler.answer(request)) {
            case Outcome.Answered(String text) -> connection.reply(text, scratch);
            case Outcome.OnHold(Awaited awaited) -> connection.await(awaited);
            case Outcome.Upgrading(List<String> command) -> {
                connection.hold();
                demands.add(new Demand(connection, command));
            }
        }
    }

    /** The next demand, once. */
    public Optional<Demand> takeDemand() {
        return Optional.ofNullable(demands.poll());
    }

    /** Whether nobody is in the middle of asking or being answered. */
    public boolean areQuiet() {
        for (Connection connection : connections) {
            if (connection.isUnfinished()) {
                return false;
            }
        }
        return true;
    }

    /** Has those who knock wait: whoever opens the door again will answer them. */
    public void admitNobody(boolean isClosed) {
        door.close(isClosed);
    }

    /** Answers a client that is on hold, if it is still there. */
    public void tell(Connection client, String text) {
        if (!client.isClosed()) {
            client.reply(text, scratch);
            if (client.isClosed()) {
                poller.remove(client.socket());
                connections.remove(client);
            } else {
                watch(client);
            }
        }
    }

    /** Answers a client whose request another release of the manager has taken. */
    public void tell(Fd client, String text, long now) {
        Connection connection = new Connection(client, now);
        connections.add(connection);
        tell(connection, text);
    }

    /** Answers those whose wait is over. */
    public void answerWaiting(ProgramState state) {
        for (Iterator<Connection> all = connections.iterator(); all.hasNext();) {
            Connection connection = all.next();
            if (connection.awaited().isPresent() && connection.awaited().get().isReached(state)) {
                connection.reply(handler.status(), scratch);
                settle(connection, all);
            }
        }
    }

    /** Answers all who wait: their wait is over, whatever they wait for. */
    public void tellWaiting(String text) {
        for (Connection connection : connections) {
            if (connection.awaited().isPresent()) {
                connection.reply(text, scratch);
            }
        }
    }

    private void settle(Connection connection, Iterator<Connection> all) {
        if (connection.isClosed()) {
            poller.remove(connection.socket());
            all.remove();
        } else {
            watch(connection);
        }
    }

    private void watch(Connection connection) {
        poller.set(connection.socket(), connection.wantsToRead(), connection.wantsToWrite());
    }

    /** When {@link #serve} has something to do even if nobody says anything, monotonic nanoseconds. */
    public OptionalLong nextDeadline() {
        OptionalLong soonest = door.deadline();
        for (Connection connection : connections) {
            long deadline = connection.since() + PATIENCE_NANOS + 1;
            boolean isSooner = soonest.isEmpty() || deadline - soonest.getAsLong() < 0;
            if (connection.isUnfinished() && isSooner) {
                soonest = OptionalLong.of(deadline);
            }
        }
        return soonest;
    }

    /** Lets replies that are under way arrive, for a second at most, then ends all connections. */
    public void close() {
        new LastReplies(connections, scratch).send();
    }
}
