package zdaemon.control;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import zdaemon.loop.Loop;
import zdaemon.loop.Priority;
import zdaemon.loop.Source;
import zdaemon.posix.Buffer;
import zdaemon.posix.Fd;
import zdaemon.posix.NativeString;
import zdaemon.posix.PosixException;
import zdaemon.posix.UnixSocket;
import zdaemon.protocol.Replies;
import zdaemon.protocol.Request;
import zdaemon.protocol.Verb;

/**
 * One client on the control socket, from its first byte to the close: it sends one line, perhaps more, perhaps waits, gets
 * one reply (behaviour §5). Nothing here blocks; a client that is slow, silent or gone costs the others nothing.
 */
public final class Connection extends Source {
    /** A client that has not sent its request, or not taken its reply, after this time is let go. */
    static final long PATIENCE_NANOS = 60_000_000_000L;
    /** How long, and how much, what a client still sends after its reply is read: to close before that would be a reset. */
    static final long DRAIN_NANOS = 1_000_000_000L;
    private static final int DRAIN_BYTES = 1 << 20;
    private static final int FIRST_SIZE = 64;
    /** Of a long reply, so many pieces are sent in a turn. */
    private static final int BUDGET = 4;

    /** What the connection is in the middle of. */
    private enum Stage { READING_LINE, READING_BODY, HELD, WAITING, WRITING, STREAMING, DRAINING, CLOSED }

    private final Clients clients;
    private final Fd socket;
    private Stage stage = Stage.READING_LINE;
    private long since;

    private byte[] received = new byte[FIRST_SIZE];
    private int length;
    private Optional<Request> request = Optional.empty();
    /** What is to come after the line. */
    private int wanted;

    private Optional<Wait> awaited = Optional.empty();
    private Optional<ReplyText> reply = Optional.empty();
    private int sent;
    /** Whether the client has sent more than was asked for, or is about to. */
    private boolean isCut;
    private int drained;
    private Optional<ConnectionFeed> feed = Optional.empty();

    /** @param socket non-blocking; owned by this object from now on */
    Connection(Loop loop, Clients clients, Fd socket, long now) {
        super(loop, Priority.CLIENT, BUDGET);
        this.clients = clients;
        this.socket = socket;
        begin(Stage.READING_LINE, now);
    }

    private void begin(Stage next, long now) {
        stage = next;
        since = now;
        watch(socket, stage == Stage.READING_LINE || stage == Stage.READING_BODY || stage == Stage.DRAINING,
                stage == Stage.WRITING);
        if (isUnfinished()) {
            dueAt(now + patience());
        }
    }

    private long patience() {
        return stage == Stage.DRAINING ? DRAIN_NANOS : PATIENCE_NANOS;
    }

    public Fd socket() {
        return socket;
    }

    public boolean isClosed() {
        return stage == Stage.CLOSED;
    }

    /** When it began what it is in the middle of, monotonic nanoseconds. */
    long since() {
        return since;
    }

    /** Whether a client is to do something; one that does not in time is let go. */
    boolean isUnfinished() {
        return stage == Stage.READING_LINE || stage == Stage.READING_BODY || stage == Stage.WRITING || isFlowing()
                || isAnswered();
    }

    /** Whether the client has its reply, and only what it still sends is read. */
    boolean isAnswered() {
        return stage == Stage.DRAINING;
    }

    boolean isWriting() {
        return stage == Stage.WRITING || isFlowing();
    }

    /** Whether something has been said that the client has not taken. */
    private boolean isFlowing() {
        return stage == Stage.STREAMING && feed.orElseThrow().isFlowing();
    }

    /** What the client waits for, if it does. */
    Optional<Wait> awaited() {
        return stage == Stage.WAITING ? awaited : Optional.empty();
    }

    /** How much memory is kept for this client alone. */
    int bytes() {
        return received.length + (reply.isPresent() ? reply.get().own() : 0)
                + (feed.isPresent() ? feed.get().bytes() : 0);
    }

    @Override
    protected boolean step(long now) {
        if (isUnfinished() && now - since >= patience()) {
            close();
            return false;
        }
        return switch (stage) {
            case READING_LINE, READING_BODY -> isReadable() && receive(now);
            case WRITING -> isWritable() && send();
            case STREAMING -> stream();
            case DRAINING -> isReadable() && drain();
            case HELD, WAITING -> {
                // Only a client that has gone wakes us.
                if (isReadable()) {
                    close();
                }
                yield false;
            }
            case CLOSED -> false;
        };
    }

    private boolean receive(long now) {
        Buffer scratch = clients.scratch();
        try {
            int count = socket.read(scratch);
            if (count == Fd.WOULD_BLOCK) {
                return false;
            }
            if (count == 0) {
                answer(new Outcome.Answered(Replies.NOT_TERMINATED), now);
            } else {
                append(scratch.get(0, count), count);
                look(now);
            }
        } catch (PosixException e) {
            close();
        }
        return false;
    }

    private void append(byte[] bytes, int count) {
        int limit = stage == Stage.READING_BODY ? wanted : Math.max(Replies.MAX_REQUEST + 1, Clients.SCRATCH_BYTES);
        int kept = Math.min(count, limit - length);
        isCut |= kept < count;
        if (length + kept > received.length) {
            int before = bytes();
            received = Arrays.copyOf(received, Math.min(limit, Math.max(length + kept, 2 * received.length)));
            clients.hold(bytes() - before);
        }
        System.arraycopy(bytes, 0, received, length, kept);
        length += kept;
    }

    /** Sees whether the request is complete, and has it answered. */
    private void look(long now) {
        if (stage == Stage.READING_BODY) {
            if (length >= wanted) {
                answer(clients.requests().answer(request.orElseThrow(), Arrays.copyOf(received, wanted)), now);
            }
            return;
        }
        int end = 0;
        while (end < length && received[end] != '\n') {
            end++;
        }
        if (end > Replies.MAX_REQUEST) {
            isCut = true;
            answer(new Outcome.Answered(Replies.TOO_LONG), now);
        } else if (end < length) {
            request = Optional.of(Request.parse(NativeString.decode(received, 0, end)));
            byte[] more = Arrays.copyOfRange(received, end + 1, length);
            length = 0;
            // What follows the line is read only if it is wanted.
            isCut = more.length > 0 || request.get().verb().equals(Verb.APPLY.word());
            answer(clients.answer(this, request.get()), now);
            if (stage == Stage.READING_BODY) {
                isCut = false;
                append(more, more.length);
                look(now);
            }
        }
    }

    private void answer(Outcome outcome, long now) {
        switch (outcome) {
            case Outcome.Answered(ReplyText text) -> reply(text, now);
            case Outcome.Waits(Wait wait) -> {
                awaited = Optional.of(wait);
                begin(Stage.WAITING, now);
                clients.waits(this);
            }
            case Outcome.Wants(int bytes) -> {
                wanted = bytes;
                begin(Stage.READING_BODY, now);
            }
            case Outcome.Taken(Outcome.Taker taker) -> {
                begin(Stage.HELD, now);
                taker.take(this);
            }
            case Outcome.Streams(Outcome.Streamer streamer) -> {
                ConnectionFeed begun = new ConnectionFeed(this);
                feed = Optional.of(begun);
                int before = bytes();
                received = new byte[0];
                clients.hold(bytes() - before);
                begin(Stage.STREAMING, now);
                clients.streams(this);
                streamer.begin(begun);
            }
        }
    }

    /** Begins to send the reply. */
    void reply(ReplyText text, long now) {
        if (stage == Stage.CLOSED) {
            return;
        }
        int before = bytes();
        received = new byte[0];
        reply = Optional.of(text);
        begin(Stage.WRITING, now);
        clients.hold(bytes() - before);
        if (send()) {
            wake();
        }
    }

    /** Sends a piece of the reply, and closes after its last byte; answers whether there is more that may be sent at once. */
    private boolean send() {
        Buffer scratch = clients.scratch();
        try {
            int count = reply.orElseThrow().copy(sent, scratch);
            int taken = count == 0 ? 0 : UnixSocket.send(socket, scratch, 0, count);
            if (taken == Fd.WOULD_BLOCK) {
                return false;
            }
            sent += taken;
            if (count < scratch.capacity() && taken == count) {
                finish();
                return false;
            }
            return taken == count;
        } catch (PosixException e) {
            close();
            return false;
        }
    }

    /** After the last byte of the reply. */
    private void finish() throws PosixException {
        if (isCut) {
            UnixSocket.shutdownWrite(socket);
            begin(Stage.DRAINING, clients.now());
        } else {
            close();
        }
    }

    private boolean drain() {
        try {
            int count = socket.read(clients.scratch());
            drained += Math.max(0, count);
            if (count == 0 || drained > DRAIN_BYTES) {
                close();
            }
            return count > 0 && stage == Stage.DRAINING;
        } catch (PosixException e) {
            close();
            return false;
        }
    }

    /** Something has been said, or the end has come: it is sent with the other answers of this turn. */
    void flow() {
        if (stage == Stage.STREAMING) {
            if (feed.orElseThrow().isTooLong()) {
                close();
                return;
            }
            if (feed.get().isIdle()) {
                since = clients.now();
            }
            wake();
        }
    }

    /** Sends what has been said; a client that has gone, or takes nothing for too long, is let go. */
    private boolean stream() {
        ConnectionFeed said = feed.orElseThrow();
        if (!said.isFlowing() && !said.isEnded()) {
            // Only a client that has gone wakes us.
            if (isReadable()) {
                close();
            }
            return false;
        }
        int before = bytes();
        said.load();
        clients.hold(bytes() - before);
        try {
            boolean mayGoOn = stage == Stage.STREAMING && said.send(socket, clients.scratch());
            if (!said.isFlowing() && said.isEnded()) {
                close();
            }
            if (stage == Stage.STREAMING) {
                int full = bytes();
                said.release();
                clients.hold(bytes() - full);
                watch(socket, false, said.isFlowing());
                due(said.isFlowing() ? OptionalLong.of(since + PATIENCE_NANOS) : OptionalLong.empty());
            }
            return mayGoOn && isFlowing();
        } catch (PosixException e) {
            close();
            return false;
        }
    }

    /** Ends the connection; again does nothing. */
    @Override
    public void close() {
        if (stage != Stage.CLOSED) {
            stage = Stage.CLOSED;
            clients.left(this);
            super.close();
        }
    }
}
