package zdaemon.client;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import zdaemon.client.ClientException.SocketGone;
import zdaemon.client.Patience.Wake;
import zdaemon.posix.Account;
import zdaemon.posix.Accounts;
import zdaemon.posix.Buffer;
import zdaemon.posix.Credentials;
import zdaemon.posix.Errno;
import zdaemon.posix.Fd;
import zdaemon.posix.NativeString;
import zdaemon.posix.Peer;
import zdaemon.posix.PosixException;
import zdaemon.posix.UnixSocket;
import zdaemon.protocol.Replies;
import zdaemon.protocol.Request;
import zdaemon.protocol.StatusReply;
import zdaemon.protocol.StatusReply.MalformedReply;

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
    private static final int CHUNK = 4096;
    private static final int ROOT = 0;
    private static final byte[] NOTHING = {};
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final String socket;
    /** Before each request: which of many programs it is about. */
    private final String target;
    private final Optional<? extends Rescue> rescue;
    private final boolean believesOwner;
    /** Another user who may have put the socket there. */
    private final OptionalInt configured;
    private Optional<Peer> listener = Optional.empty();

    /** A client of one manager, which need not be there. */
    public ManagerClient(String socket) {
        this(socket, Optional.empty());
    }

    /** @param rescue tried, once a request, when nobody answers */
    public ManagerClient(String socket, Optional<? extends Rescue> rescue) {
        this(socket, "", rescue, false, OptionalInt.empty());
    }

    private ManagerClient(String socket, String target, Optional<? extends Rescue> rescue, boolean believesOwner,
            OptionalInt configured) {
        this.socket = socket;
        this.target = target;
        this.rescue = rescue;
        this.believesOwner = believesOwner;
        this.configured = configured;
    }

    /**
     * A client for questions to a program that runs, and orders to it. Where only one user can put a socket, root believes
     * that user's daemon manager, too; where only the user whom the configuration names can, whichever answers there. Not for
     * starts: another's manager shall not keep root from starting what root has configured.
     *
     * @param user the configured one, if root is still to become it
     */
    public ManagerClient believingOwner(Optional<Account> user) {
        return new ManagerClient(socket, target, rescue, true,
                user.isPresent() ? OptionalInt.of(user.get().uid()) : OptionalInt.empty());
    }

    /** The same for one of its programs, if it has many. */
    ManagerClient of(String name) {
        return new ManagerClient(socket, "@" + name + " ", rescue, believesOwner, configured);
    }

    /** Whether it was that user's manager that has been asked last. */
    public boolean isAnsweredBy(int uid) {
        return listener.isPresent() && listener.get().uid() == uid;
    }

    /** Takes the lines of a reply while it grows. */
    interface LineTaker {
        /**
         * Another line has come.
         *
         * @param line without its end
         * @throws ClientException to give up
         */
        void line(String line) throws ClientException;
    }

    /**
     * Asks for the state of the manager and its program.
     *
     * @throws ClientException when there is a manager, but it cannot be asked or does not make sense
     */
    public ManagerState status() throws ClientException {
        Answer answer = acknowledged(Request.of("status"));
        return answer instanceof Answer.Replied(String reply) && !reply.isEmpty() ? parse(reply)
                : new ManagerState.Absent();
    }

    /**
     * Sends a request whose answer has words, again as long as it comes back without: no word is no answer.
     *
     * @return an empty reply when the listener never answers: that is no manager
     * @throws ClientException as {@link #ask(Request)}
     */
    public Answer acknowledged(Request request) throws ClientException {
        Answer answer = ask(request);
        for (int tries = 1; tries < TRIES && answer instanceof Answer.Replied(String reply) && reply.isEmpty(); tries++) {
            answer = ask(request);
        }
        return answer;
    }

    /**
     * Sends a request that is answered at once.
     *
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
     * @throws ClientException when there is a manager but it cannot be asked
     */
    public Answer ask(Request request, Patience patience) throws ClientException {
        return ask(request, NOTHING, patience);
    }

    /** @param content bytes that follow the request's line */
    Answer ask(Request request, byte[] content, Patience patience) throws ClientException {
        return ask(request, content, patience, Optional.empty());
    }

    /**
     * Sends a request whose answer comes line by line.
     *
     * @return {@link Answer.Replied} with what came after the last line end
     */
    Answer stream(Request request, byte[] content, Patience patience, LineTaker taker) throws ClientException {
        return ask(request, content, patience, Optional.of(taker));
    }

    private Answer ask(Request request, byte[] content, Patience patience, Optional<LineTaker> taker) throws ClientException {
        byte[] line = NativeString.encode(target + request.encode());
        byte[] bytes = content.length == 0 ? line : joined(line, content);
        Answer answer = askOnce(bytes, patience, taker);
        try {
            return answer instanceof Answer.NobodyThere && rescue.isPresent() && rescue.get().attempt(socket)
                    ? askOnce(bytes, patience, taker) : answer;
        } catch (SocketGone gone) {
            // A manager that another command has started meanwhile is alive, too; and a name may be put back.
            Answer again = askOnce(bytes, patience, taker);
            if (again instanceof Answer.NobodyThere) {
                throw gone;
            }
            return again;
        }
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    private Answer askOnce(byte[] bytes, Patience patience, Optional<LineTaker> taker) throws ClientException {
        try (Fd connection = UnixSocket.connect(socket, SECONDS * NANOS_PER_SECOND);
                Buffer buffer = Buffer.allocate(CHUNK)) {
            requireKnown(connection);
            connection.setNonBlocking(true);
            Wake sent = send(connection, bytes, buffer, patience);
            Answer answer = sent == Wake.READY ? receive(connection, buffer, patience, taker) : cutShort(sent);
            if (answer instanceof Answer.Replied(String reply) && reply.isEmpty()) {
                requireWelcome(connection);
            }
            return answer;
        } catch (PosixException e) {
            if (isNobodyThere(e.errno())) {
                return new Answer.NobodyThere();
            }
            throw new ClientException(unreachable(e.errno()));
        }
    }

    /**
     * Any user who may write to the socket's folder can listen there. Only replies of root or this user are believed, or
     * where {@link #believingOwner} says so.
     */
    private void requireKnown(Fd connection) throws PosixException, ClientException {
        Peer peer = UnixSocket.peer(connection);
        int self = Credentials.effectiveUid();
        listener = Optional.of(peer);
        if (peer.uid() != self && peer.uid() != ROOT
                && !(believesOwner && self == ROOT && isMeant(peer.uid()))) {
            int pid = peer.pid().value();
            throw new ClientException("the socket '" + socket + "' is answered by "
                    + (pid > 0 ? "process " + pid : "a process") + " of " + Accounts.describe(peer.uid()) + ", not by "
                    + (self == ROOT ? "root's daemon manager" : "a daemon manager of yours or root's")
                    + "; run the command as that user if its daemon manager is meant"
                    + (self == ROOT ? " (-u " + Accounts.name(peer.uid()) + ")" : ""));
        }
    }

    private boolean isMeant(int uid) {
        return SocketOwner.isAlone(uid, socket)
                || (configured.isPresent() && SocketOwner.isAlone(configured.getAsInt(), socket));
    }

    /** Whether there is no manager; then the socket is missing, or was left behind. */
    private static boolean isNobodyThere(Errno errno) {
        int number = errno.number();
        return number == Errno.ENOENT.number() || number == Errno.ECONNREFUSED.number()
                || number == Errno.ENOTDIR.number();
    }

    private String unreachable(Errno errno) {
        int number = errno.number();
        if (number == Errno.EAGAIN.number()) {
            return "the daemon manager at socket '" + socket
                    + "' accepts no connection; it may be stopped or overloaded";
        }
        String failure = "can't connect to the daemon manager at socket '" + socket + "': " + errno.message();
        return number == Errno.EACCES.number() || number == Errno.EPERM.number()
                ? failure + "; run as the user who started it, or as root" + SocketOwner.describe(socket) : failure;
    }

    /** A manager hangs up on strangers without a word, as one does that ends: only here can the two be told apart. */
    private void requireWelcome(Fd connection) throws PosixException, ClientException {
        int self = Credentials.effectiveUid();
        if (self != ROOT && self != UnixSocket.peer(connection).uid()) {
            throw new ClientException(unreachable(Errno.EACCES));
        }
    }

    private static Wake send(Fd connection, byte[] bytes, Buffer buffer, Patience patience) throws PosixException {
        int sent = 0;
        while (sent < bytes.length) {
            int count = Math.min(bytes.length - sent, buffer.capacity());
            buffer.put(bytes, sent, count);
            int taken;
            try {
                taken = UnixSocket.send(connection, buffer, 0, count);
            } catch (PosixException e) {
                // The manager has had enough, or is gone: what it said before, if anything, is there to read.
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

    private Answer receive(Fd connection, Buffer buffer, Patience patience, Optional<LineTaker> taker)
            throws PosixException, ClientException {
        byte[] reply = NOTHING;
        int length = 0;
        while (true) {
            int count;
            try {
                count = connection.read(buffer);
            } catch (PosixException e) {
                // Reset: the manager ended before it had read the request.
                count = 0;
            }
            if (count == 0) {
                // Decoded only now that it is complete: a character may have been cut in two.
                return new Answer.Replied(NativeString.decode(reply, 0, length));
            }
            if (count == Fd.WOULD_BLOCK) {
                Wake wake = patience.untilReadable(connection);
                if (wake != Wake.READY) {
                    return cutShort(wake);
                }
                continue;
            }
            if (length + count > Replies.MAX_REPLY) {
                throw new ClientException("the listener at socket '" + socket + "' is no daemon manager: it talks "
                        + "without end");
            }
            if (length + count > reply.length) {
                reply = Arrays.copyOf(reply, Math.max(CHUNK, 2 * (length + count)));
            }
            System.arraycopy(buffer.get(0, count), 0, reply, length, count);
            length += count;
            if (taker.isPresent()) {
                length = handOut(reply, length, count, taker.get());
            }
        }
    }

    /** Passes whole lines on; answers how many bytes are left, which are moved to the beginning. */
    private static int handOut(byte[] bytes, int length, int fresh, LineTaker taker) throws ClientException {
        int from = 0;
        for (int at = length - fresh; at < length; at++) {
            if (bytes[at] == '\n') {
                taker.line(NativeString.decode(bytes, from, at));
                from = at + 1;
            }
        }
        System.arraycopy(bytes, from, bytes, 0, length - from);
        return length - from;
    }

    /** {@return the process that listened at the last connection; 0 if there was none, or it is in another namespace} */
    public int peer() {
        return listener.isPresent() ? listener.get().pid().value() : 0;
    }

    private static Answer cutShort(Wake wake) {
        return wake == Wake.INTERRUPTED ? new Answer.Interrupted() : new Answer.TimeUp();
    }

    /**
     * Reads a reply to {@code status} or {@code await}.
     *
     * @throws ClientException when it is no such reply
     */
    ManagerState parse(String reply) throws ClientException {
        if (Replies.isOfSeveral(reply)) {
            throw new ClientException("the daemon manager at socket '" + socket + "' runs several programs, and this "
                    + "configuration has one; use the file with a <manager> section that it was started with");
        }
        try {
            return new ManagerState.Present(StatusReply.parse(reply), reply);
        } catch (MalformedReply e) {
            throw new ClientException("the answer from socket '" + socket + "' is not a daemon manager's: "
                    + e.getMessage());
        }
    }

    /** What became of a request to the manager. */
    public sealed interface Answer {

        /**
         * The manager replied and closed.
         *
         * @param reply the whole reply, line ends included; empty for {@code reopen_transcript}
         */
        record Replied(String reply) implements Answer {
        }

        /** Nobody listens at the socket: there is no manager. */
        record NobodyThere() implements Answer {
        }

        /** The limit passed before the reply was complete. */
        record TimeUp() implements Answer {
        }

        /** The user interrupted the wait. */
        record Interrupted() implements Answer {
        }
    }

    /** What is known of a manager at a moment. */
    public sealed interface ManagerState {

        /** There is no manager. */
        record Absent() implements ManagerState {
        }

        /**
         * There is one.
         *
         * @param status what it said
         * @param text   its reply to the letter, line ends included
         */
        record Present(StatusReply status, String text) implements ManagerState {
        }

        /** {@return the process of the program, 0 when there is none} */
        default int application() {
            return this instanceof Present present ? present.status().application() : 0;
        }

        /** {@return whether the program runs or is about to be started again by itself} */
        default boolean isAlive() {
            return this instanceof Present present
                    && (present.status().application() != 0 || present.status().shouldBeUp());
        }
    }
}
