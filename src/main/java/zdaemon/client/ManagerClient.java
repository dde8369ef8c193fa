package zdaemon.client;

import zdaemon.client.Patience.Wake;
import zdaemon.posix.Buffer;
import zdaemon.posix.Credentials;
import zdaemon.posix.Errno;
import zdaemon.posix.Fd;
import zdaemon.posix.NativeString;
import zdaemon.posix.PosixException;
import zdaemon.posix.UnixSocket;
import zdaemon.protocol.MalformedReply;
import zdaemon.protocol.Replies;
import zdaemon.protocol.Request;
import zdaemon.protocol.StatusReply;

/**
 * Talks to the manager at one control socket: a line goes out, text comes back until the manager closes (behaviour §5).
 * Nothing here waits longer than it is told to, whatever the manager does.
 */
public final class ManagerClient {
    /** How long a manager has for an answer that needs no waiting, in seconds. */
    public static final int SECONDS = 10;

    /**
     * Questions before no answer means no manager. An old manager hangs up on a client as soon as another one comes, and
     * one that ends does so on all: asking again tells the two apart.
     */
    private static final int TRIES = 3;
    /** Whoever sends more is no manager. */
    private static final int LONGEST_REPLY = Replies.MAX_REPLY;
    private static final int CHUNK = 4096;
    private static final int ROOT = 0;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final String socket;
    private final Rescue rescue;

    /**
     * A client of one manager, which need not be there.
     *
     * @param socket the control socket's path
     */
    public ManagerClient(String socket) {
        this(socket, Rescue.NONE);
    }

    /**
     * A client of one manager, which need not be there.
     *
     * @param socket the control socket's path
     * @param rescue tried, once a request, when it is not
     */
    public ManagerClient(String socket, Rescue rescue) {
        this.socket = socket;
        this.rescue = rescue;
    }

    /** {@return the control socket's path} */
    public String socket() {
        return socket;
    }

    /**
     * Asks for the state of the manager and its program.
     *
     * @return the state at this moment
     * @throws ClientException when there is a manager, but it cannot be asked or does not make sense
     */
    public ManagerState status() throws ClientException {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            Answer answer = ask(Request.of("status"));
            if (!(answer instanceof Answer.Replied replied)) {
                return new ManagerState.Absent();
            }
            if (!replied.reply().isEmpty()) {
                return parse(replied.reply());
            }
        }
        return new ManagerState.Absent();
    }

    /**
     * Sends a request that is answered at once.
     *
     * @param request the request
     * @return the reply, or {@link Answer.NobodyThere}
     * @throws ClientException when there is a manager but it cannot be asked, or is silent for {@link #SECONDS}
     */
    public Answer ask(Request request) throws ClientException {
        try (Patience patience = Patience.silent(SECONDS)) {
            Answer answer = ask(request, patience);
            if (answer instanceof Answer.TimeUp) {
                throw new ClientException("the daemon manager at socket '" + socket + "' did not answer within "
                        + SECONDS + " seconds; it may be stopped or overloaded");
            }
            return answer;
        } catch (PosixException e) {
            throw new ClientException(e.getMessage());
        }
    }

    /**
     * Sends a request that may be answered late.
     *
     * @param request  the request
     * @param patience how long to wait
     * @return what became of it
     * @throws ClientException when there is a manager but it cannot be asked
     */
    public Answer ask(Request request, Patience patience) throws ClientException {
        Answer answer = askOnce(request, patience);
        return answer instanceof Answer.NobodyThere && rescue.attempt(socket) ? askOnce(request, patience) : answer;
    }

    private Answer askOnce(Request request, Patience patience) throws ClientException {
        try (Fd connection = UnixSocket.connect(socket, SECONDS * NANOS_PER_SECOND)) {
            connection.setNonBlocking(true);
            Answer answer = converse(connection, request, patience);
            if (answer instanceof Answer.Replied replied && replied.reply().isEmpty()) {
                requireWelcome(connection);
            }
            return answer;
        } catch (PosixException e) {
            if (Unreachable.isNobodyThere(e.errno())) {
                return new Answer.NobodyThere();
            }
            throw new ClientException(Unreachable.explain(socket, e.errno()));
        }
    }

    /** A manager hangs up on strangers without a word, as one does that ends: only here can the two be told apart. */
    private void requireWelcome(Fd connection) throws PosixException, ClientException {
        int self = Credentials.effectiveUid();
        if (self != ROOT && self != UnixSocket.peer(connection).uid()) {
            throw new ClientException(Unreachable.explain(socket, Errno.EACCES));
        }
    }

    private Answer converse(Fd connection, Request request, Patience patience)
            throws PosixException, ClientException {
        try (Buffer buffer = Buffer.allocate(CHUNK)) {
            Wake sent = send(connection, NativeString.encode(request.encode()), buffer, patience);
            return sent == Wake.READY ? receive(connection, buffer, patience) : cutShort(sent);
        }
    }

    private static Wake send(Fd connection, byte[] line, Buffer buffer, Patience patience) throws PosixException {
        int sent = 0;
        while (sent < line.length) {
            int count = Math.min(line.length - sent, buffer.capacity());
            buffer.put(line, sent, count);
            int taken;
            try {
                taken = UnixSocket.send(connection, buffer, 0, count);
            } catch (PosixException e) {
                // The manager has had enough of the line, or is gone: what it said before, if anything, is there to
                // read.
                return Wake.READY;
            }
            if (taken == Fd.WOULD_BLOCK) {
                Wake wake = patience.untilWritable(connection);
                if (wake != Wake.READY) {
                    return wake;
                }
            } else {
                sent += taken;
            }
        }
        return Wake.READY;
    }

    private Answer receive(Fd connection, Buffer buffer, Patience patience) throws PosixException, ClientException {
        ReplyBytes reply = new ReplyBytes();
        while (true) {
            int count;
            try {
                count = connection.read(buffer);
            } catch (PosixException e) {
                // Reset: the manager ended before it had read the request.
                count = 0;
            }
            if (count == 0) {
                return new Answer.Replied(reply.text());
            }
            if (count == Fd.WOULD_BLOCK) {
                Wake wake = patience.untilReadable(connection);
                if (wake != Wake.READY) {
                    return cutShort(wake);
                }
            } else if (reply.add(buffer.get(0, count)) > LONGEST_REPLY) {
                throw new ClientException("whatever listens at socket '" + socket + "' is no daemon manager: it talks "
                        + "without end");
            }
        }
    }

    private static Answer cutShort(Wake wake) {
        return wake == Wake.INTERRUPTED ? new Answer.Interrupted() : new Answer.TimeUp();
    }

    /**
     * Reads a reply to {@code status} or {@code await}.
     *
     * @param reply the text
     * @return what it says
     * @throws ClientException when it is no such reply
     */
    ManagerState parse(String reply) throws ClientException {
        try {
            return new ManagerState.Present(StatusReply.parse(reply), reply);
        } catch (MalformedReply e) {
            throw new ClientException("the answer from socket '" + socket + "' is not a daemon manager's: "
                    + e.getMessage());
        }
    }
}
