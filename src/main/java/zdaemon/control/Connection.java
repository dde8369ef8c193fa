package zdaemon.control;

import java.util.Arrays;
import java.util.Optional;
import zdaemon.posix.Buffer;
import zdaemon.posix.Fd;
import zdaemon.posix.NativeString;
import zdaemon.posix.PosixException;
import zdaemon.posix.UnixSocket;
import zdaemon.protocol.Replies;

/**
 * One client on the control socket, from its first byte to the close: it sends one line, perhaps waits, gets one
 * reply (behaviour §5). Nothing here blocks; a client that is slow, silent or gone costs the others nothing.
 */
public final class Connection implements AutoCloseable {
    /** The longest line a client may send, in bytes, newline not counted (behaviour §5). */
    private static final int LONGEST_LINE = 10_000;
    private static final int FIRST_SIZE = 64;

    /** What the connection is in the middle of. */
    private sealed interface Stage {
    }

    /** Collecting the request. */
    private record Reading() implements Stage {
    }

    /** The request is in, and whoever has it will answer. */
    private record Held() implements Stage {
    }

    /** The request is in, its answer depends on the program. */
    private record Waiting(Awaited awaited) implements Stage {
    }

    /** Sending the reply. */
    private record Writing(byte[] reply, int sent) implements Stage {
    }

    /** Done with, one way or another. */
    private record Closed() implements Stage {
    }

    private final Fd socket;
    private final long since;
    private Stage stage = new Reading();
    private byte[] received = new byte[FIRST_SIZE];
    private int length;

    /**
     * @param socket non-blocking; owned by this object from now on
     * @param now monotonic nanoseconds
     */
    Connection(Fd socket, long now) {
        this.socket = socket;
        this.since = now;
    }

    public Fd socket() {
        return socket;
    }

    /** When the client was accepted, monotonic nanoseconds. */
    long since() {
        return since;
    }

    boolean wantsToRead() {
        return stage instanceof Reading;
    }

    boolean wantsToWrite() {
        return stage instanceof Writing;
    }

    public boolean isClosed() {
        return stage instanceof Closed;
    }

    /** What the client waits for, if it does. */
    Optional<Awaited> awaited() {
        return stage instanceof Waiting(Awaited awaited) ? Optional.of(awaited) : Optional.empty();
    }

    /** Whether a client is still to be answered: the loop closes one that stays in this state for too long. */
    boolean isUnfinished() {
        return stage instanceof Reading || stage instanceof Writing;
    }

    /**
     * Takes what has arrived.
     *
     * @param scratch any buffer; its content is lost
     * @return the request, without its newline, once it is complete
     */
    Optional<String> receive(Buffer scratch) {
        if (!(stage instanceof Reading)) {
            close();
            return Optional.empty();
        }
        try {
            int count = socket.read(scratch);
            if (count == Fd.WOULD_BLOCK) {
                return Optional.empty();
            }
            if (count == 0) {
                reply(Replies.NOT_TERMINATED, scratch);
                return Optional.empty();
            }
            append(scratch.get(0, count), count);
            return line(scratch);
        } catch (PosixException e) {
            close();
            return Optional.empty();
        }
    }

    private void append(byte[] bytes, int count) {
        int kept = Math.min(count, LONGEST_LINE + 1 - length);
        if (length + kept > received.length) {
            received = Arrays.copyOf(received, Math.max(length + kept, 2 * received.length));
        }
        System.arraycopy(bytes, 0, received, length, kept);
        length += kept;
    }

    private Optional<String> line(Buffer scratch) {
        for (int i = 0; i < length; i++) {
            if (received[i] == '\n') {
                return Optional.of(NativeString.decode(received, 0, i));
            }
        }
        if (length > LONGEST_LINE) {
            reply(Replies.TOO_LONG, scratch);
        }
        return Optional.empty();
    }

    /** Puts the client on hold until the program has reached the state. */
    void await(Awaited awaited) {
        stage = new Waiting(awaited);
    }

    /** Puts the client on hold until it is told something. */
    void hold() {
        stage = new Held();
    }

    /** Begins to send the reply: text of behaviour §5, whose lines this method ends with a newline. */
    void reply(String text, Buffer scratch) {
        String lines = text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
        stage = new Writing(NativeString.encode(lines), 0);
        send(scratch);
    }

    /** Sends as much of the reply as the client's buffer takes, and closes after its last byte. */
    void send(Buffer scratch) {
        try {
            while (stage instanceof Writing(byte[] reply, int sent)) {
                int count = Math.min(reply.length - sent, scratch.capacity());
                if (count == 0) {
                    close();
                    return;
                }
                scratch.put(reply, sent, count);
                int taken = UnixSocket.send(socket, scratch, 0, count);
                if (taken == Fd.WOULD_BLOCK) {
                    return;
                }
                stage = new Writing(reply, sent + taken);
            }
        } catch (PosixException e) {
            close();
        }
    }

    @Override
    public void close() {
        stage = new Closed();
        socket.close();
    }
}
