package zdaemon.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zdaemon.client.ManagerClient.Answer;
import zdaemon.posix.Account;
import zdaemon.posix.Fd;
import zdaemon.posix.Pid;
import zdaemon.posix.PosixException;
import zdaemon.posix.Processes;
import zdaemon.protocol.FleetLine;
import zdaemon.protocol.Replies;
import zdaemon.protocol.Repr;
import zdaemon.protocol.Request;
import zdaemon.protocol.StatusReply;
import zdaemon.protocol.StatusReply.MalformedReply;

/** Talks to a manager of many programs (docs/protocol.md, "Many programs"). */
public final class FleetClient {
    private static final byte[] NOTHING = {};
    private static final int TRIES = 3;
    private static final int SECONDS_TO_END = 5;

    private final String socket;
    private final ManagerClient manager;

    /** @param rescue tried, once a request, when nobody answers */
    public FleetClient(String socket, Optional<FleetRescue> rescue) {
        this(socket, new ManagerClient(socket, rescue));
    }

    private FleetClient(String socket, ManagerClient manager) {
        this.socket = socket;
        this.manager = manager;
    }

    /** For all but starts, see {@link ManagerClient#believingOwner}. */
    public FleetClient believingOwner(Optional<Account> user) {
        return new FleetClient(socket, manager.believingOwner(user));
    }

    /** Takes what a manager says while it says it. */
    public interface Listener {
        /** Another line has come. */
        void line(FleetLine line);
    }

    /** How a stream of lines ended. */
    public enum Ending {
        /** All has been said. */
        WHOLE,
        /** The connection ended before: the manager is gone, or another one has taken over. */
        CUT,
        /** Nobody listens at the socket. */
        NOBODY_THERE,
        /** The limit passed. */
        TIME_UP,
        /** The user interrupted. */
        INTERRUPTED
    }

    /**
     * What a manager has.
     *
     * @param now     its time, in microseconds since 1970
     * @param rows    the programs, in the order of the file; none if a word is unknown
     * @param unknown the words that mean no program
     */
    public record Table(long now, String directory, List<FleetLine.Row> rows, List<FleetLine.Unknown> unknown, List<FleetLine.Trouble> troubles) {
        /** Takes copies. */
        public Table {
            rows = List.copyOf(rows);
            unknown = List.copyOf(unknown);
            troubles = List.copyOf(troubles);
        }
    }

    /**
     * Asks for the table.
     *
     * @param words which programs; all if there is none
     * @return empty when there is no manager
     * @throws ClientException when there is one that cannot be asked, or is none of many programs
     */
    public Optional<Table> table(List<String> words) throws ClientException {
        for (int tries = 0; tries < TRIES; tries++) {
            TableReader reader = new TableReader();
            try (Patience patience = Patience.silent(ManagerClient.SECONDS)) {
                switch (stream(new Request("table", words), NOTHING, patience, reader)) {
                    case WHOLE -> {
                        return Optional.of(reader.table());
                    }
                    case NOBODY_THERE -> {
                        return Optional.empty();
                    }
                    case TIME_UP, INTERRUPTED -> throw new ClientException("the daemon manager at socket '" + socket
                            + "' did not answer within " + ManagerClient.SECONDS + " seconds; it may be stopped or overloaded");
                    case CUT -> {
                        // It ended, or another one took over: asking again tells.
                    }
                }
            } catch (PosixException e) {
                throw new ClientException(e.getMessage());
            }
        }
        return Optional.empty();
    }

    /**
     * Sends a request that is answered line by line.
     *
     * @param content  bytes that follow the request's line
     * @throws ClientException when there is a manager that cannot be asked, or is none of many programs
     */
    public Ending stream(Request request, byte[] content, Patience patience, Listener listener) throws ClientException {
        LineReader reader = new LineReader(request.verb(), listener);
        Answer answer = manager.stream(request, content, patience, reader);
        if (answer instanceof Answer.Replied(String rest) && !rest.isEmpty()) {
            reader.line(rest);
        }
        return switch (answer) {
            case Answer.Replied _ -> reader.isWhole ? Ending.WHOLE : Ending.CUT;
            case Answer.NobodyThere _ -> Ending.NOBODY_THERE;
            case Answer.TimeUp _ -> Ending.TIME_UP;
            case Answer.Interrupted _ -> Ending.INTERRUPTED;
        };
    }

    /** Waits until the manager that was asked last has ended, which it is about to: who starts again at once shall not meet it. */
    public void awaitEnd() {
        int pid = manager.peer();
        if (pid == 0 || pid == Processes.self().value()) {
            return;
        }
        try (Fd end = Processes.pidfd(new Pid(pid)); Patience patience = Patience.silent(SECONDS_TO_END)) {
            patience.untilReadable(end);
        } catch (PosixException e) {
            // ESRCH: it has. If it cannot be looked at, nobody knows better.
            return;
        }
    }

    /** A client of one of the programs, for whatever can be asked about one program. */
    public ManagerClient member(String name) {
        return manager.of(name);
    }

    /** The client for what concerns the manager as a whole. */
    public ManagerClient manager() {
        return manager;
    }

    /** What does not know the request is a manager of one program, or no manager at all. */
    private ClientException stranger() throws ClientException {
        String whose = "one program";
        if (manager.acknowledged(Request.of("status")) instanceof Answer.Replied(String reply)) {
            try {
                Optional<List<String>> args = StatusReply.parse(reply).args();
                whose = args.isPresent() ? "one program, " + Repr.list(args.get()) + "," : whose;
            } catch (MalformedReply e) {
                return new ClientException("the answer from socket '" + socket + "' is not a daemon manager's: " + e.getMessage());
            }
        }
        return new ClientException("the daemon manager at socket '" + socket + "' runs " + whose
                + " of another configuration; stop it with its own file first");
    }

    private final class LineReader implements ManagerClient.LineTaker {
        private final String verb;
        private final Listener listener;
        private boolean isWhole;

        LineReader(String verb, Listener listener) {
            this.verb = verb;
            this.listener = listener;
        }

        @Override
        public void line(String text) throws ClientException {
            Optional<FleetLine> line = FleetLine.parse(text);
            if (line.isPresent() && line.get() instanceof FleetLine.End) {
                isWhole = true;
            } else if (line.isPresent()) {
                listener.line(line.get());
            } else if (Replies.isUnknownCommand(text)) {
                throw stranger();
            } else if (!text.contains("\t")) {
                throw new ClientException("the daemon manager at socket '" + socket + "' did not do '" + verb + "': " + text);
            }
        }
    }

    private static final class TableReader implements Listener {
        private final List<FleetLine.Row> rows = new ArrayList<>();
        private final List<FleetLine.Unknown> unknown = new ArrayList<>();
        private final List<FleetLine.Trouble> troubles = new ArrayList<>();
        private long now;
        private String directory = "";

        @Override
        public void line(FleetLine line) {
            if (line instanceof FleetLine.Row row) {
                rows.add(row);
            } else if (line instanceof FleetLine.Unknown word) {
                unknown.add(word);
            } else if (line instanceof FleetLine.Trouble trouble) {
                troubles.add(trouble);
            } else if (line instanceof FleetLine.Now(long micros, String where)) {
                now = micros;
                directory = where;
            }
        }

        Table table() {
            return new Table(now, directory, rows, unknown, troubles);
        }
    }
}
