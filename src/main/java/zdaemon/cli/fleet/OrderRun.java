package zdaemon.cli.fleet;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import zdaemon.cli.words.Invocation.UsageException;
import zdaemon.client.ClientException;
import zdaemon.client.FleetClient;
import zdaemon.client.FleetClient.Ending;
import zdaemon.client.FleetClient.Table;
import zdaemon.client.Patience;
import zdaemon.posix.NativeString;
import zdaemon.posix.PlainText;
import zdaemon.posix.PosixException;
import zdaemon.protocol.FleetLine;
import zdaemon.protocol.FleetLine.Row;
import zdaemon.protocol.FleetLine.Told;
import zdaemon.protocol.Replies;
import zdaemon.protocol.Request;

/**
 * An order to a manager, and what it says about it, told line by line. If the connection ends before all has been said,
 * another manager has taken over, or none is left: then the rest is ordered again, and nothing is done twice.
 */
final class OrderRun implements FleetClient.Listener, AutoCloseable {
    private static final byte[] NOTHING = {};
    private static final int TRIES = 3;
    /** So many names fit into a request. */
    private static final int AT_ONCE = 100;

    private final FleetSession fleet;
    private final Wording wording;
    private final Set<String> told = new HashSet<>();
    private final List<Told> failures = new ArrayList<>();
    private final List<FleetLine.Unknown> unknown = new ArrayList<>();
    private final FleetProgress progress;
    private final Patience patience;
    private final Map<String, Integer> before = new HashMap<>();
    private boolean isRepeated;

    /** @param seconds how long nothing new may come; 0 is without limit */
    OrderRun(FleetSession fleet, Wording wording, long seconds) throws PosixException {
        this.fleet = fleet;
        this.wording = wording;
        this.progress = new FleetProgress(fleet, told);
        this.patience = seconds == 0 ? Patience.endless(progress, fleet.session().interrupts())
                : Patience.upTo(seconds, progress, fleet.session().interrupts());
    }

    /** An order; what programs get besides is hexadecimal. */
    static Request request(String verb, List<String> names, List<String> arguments) throws UsageException {
        List<String> words = new ArrayList<>();
        words.add(verb);
        words.addAll(names);
        if (!arguments.isEmpty()) {
            words.add("--");
            for (String argument : arguments) {
                words.add(argument.isEmpty() ? Replies.EMPTY_ARGUMENT
                        : HexFormat.of().formatHex(NativeString.encode(argument)));
            }
        }
        Request request;
        try {
            request = new Request("order", words);
        } catch (IllegalArgumentException e) {
            throw new UsageException("a program's name has no white space");
        }
        if (NativeString.encode(request.encode()).length > Replies.MAX_REQUEST) {
            throw new UsageException("so many names and arguments do not fit into one request; use 'all', or a pattern such as 'w*'");
        }
        return request;
    }

    /** Gives the order. */
    Ending order(String verb, List<String> names, List<String> arguments) throws UsageException, ClientException {
        Request request = request(verb, names, arguments);
        if (wording == Wording.RESTART) {
            Optional<Table> table = fleet.table(names);
            if (table.isEmpty()) {
                return Ending.NOBODY_THERE;
            }
            table.get().rows().forEach(row -> before.put(row.name(), row.pid()));
        }
        Ending ending = send(request);
        for (int tries = 0; tries < TRIES && ending == Ending.CUT; tries++) {
            isRepeated = true;
            Optional<Table> table = fleet.client().table(List.of());
            if (table.isEmpty()) {
                // After the last stop the manager ends.
                return wording == Wording.STOP ? Ending.WHOLE : Ending.NOBODY_THERE;
            }
            ending = wording == Wording.RESTART ? restartRest(verb, table.get())
                    : told.isEmpty() || (wording == Wording.STOP && names.isEmpty()) ? send(request)
                    : orderRest(verb, names, arguments);
        }
        return ending;
    }

    /**
     * Once something has been told, all of the order has been written down: it is only waited for. What has been told may have
     * been ordered otherwise by somebody else since.
     */
    private Ending orderRest(String verb, List<String> names, List<String> arguments) throws UsageException, ClientException {
        List<String> open = new ArrayList<>();
        Optional<Table> table = fleet.client().table(names);
        for (Row row : table.isPresent() ? table.get().rows() : List.<Row>of()) {
            boolean isMeant = wording == Wording.STOP || !row.state().equals("down");
            if (isMeant && !told.contains(row.name())) {
                open.add(row.name());
            }
        }
        Ending ending = Ending.WHOLE;
        for (int from = 0; from < open.size() && ending == Ending.WHOLE; from += AT_ONCE) {
            ending = send(request(verb, open.subList(from, Math.min(from + AT_ONCE, open.size())), arguments));
        }
        return ending;
    }

    /** What has another process has been restarted, and is only waited for. */
    private Ending restartRest(String verb, Table table) throws UsageException, ClientException {
        List<String> done = new ArrayList<>();
        List<String> open = new ArrayList<>();
        for (Row row : table.rows()) {
            if (before.containsKey(row.name()) && !told.contains(row.name())) {
                (before.get(row.name()) != 0 && row.pid() != before.get(row.name()) ? done : open).add(row.name());
            }
        }
        Ending ending = done.isEmpty() ? Ending.WHOLE : send(request("start", done, List.of()));
        return open.isEmpty() || ending != Ending.WHOLE ? ending : send(request(verb, open, List.of()));
    }

    /** Sends a request, and tells what comes. */
    private Ending send(Request request) throws UsageException, ClientException {
        return send(request, NOTHING, this);
    }

    /** The same with what follows the request's line, and another one who listens. */
    Ending send(Request request, byte[] content, FleetClient.Listener listener) throws UsageException, ClientException {
        Ending ending = fleet.client().stream(request, content, patience, listener);
        progress.clear();
        fleet.refuse(unknown);
        return ending;
    }

    @Override
    public void line(FleetLine line) {
        patience.renew();
        switch (line) {
            case Told each -> tell(each);
            case FleetLine.Unknown word -> unknown.add(word);
            case FleetLine.Survivors(String name, String text) -> {
                progress.clear();
                fleet.complain("warning: " + PlainText.line(name + " left processes behind, which go on: " + text)
                        + " (stop-scope says whom a stop ends)");
            }
            case FleetLine.Now _, FleetLine.Row _, FleetLine.Planned _, FleetLine.Applied _, FleetLine.Undone _,
                    FleetLine.Failed _, FleetLine.Refused _, FleetLine.Trouble _, FleetLine.End _ -> {
                // Of other requests.
            }
        }
    }

    private void tell(Told each) {
        if (!told.add(each.name())) {
            return;
        }
        boolean wasRestarted = isRepeated && wording == Wording.RESTART && each.outcome().equals("already");
        Told real = wasRestarted ? new Told(each.name(), "restarted", each.pid(), each.text()) : each;
        if (wording.isFailure(real)) {
            failures.add(real);
        }
        say(wording.line(real));
    }

    /** A line on standard output, at once. */
    void say(String text) {
        progress.clear();
        fleet.out().line(text);
        fleet.out().flush();
    }

    /** {@return the programs of which it is known what came of the order} */
    Set<String> told() {
        return told;
    }

    /** {@return what was not done} */
    List<Told> failures() {
        return failures;
    }

    @Override
    public void close() {
        progress.clear();
        patience.close();
    }
}
