package zdaemon.cli.fleet;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zdaemon.cli.action.OrderActions;
import zdaemon.cli.action.Session;
import zdaemon.cli.console.Exit;
import zdaemon.cli.words.Invocation.UsageException;
import zdaemon.cli.words.NamedWords;
import zdaemon.client.ClientException;
import zdaemon.client.FleetClient.Table;
import zdaemon.client.ManagerClient.Answer;
import zdaemon.posix.PlainText;
import zdaemon.posix.PosixException;
import zdaemon.posix.Signal;
import zdaemon.protocol.FleetLine.Row;
import zdaemon.protocol.Request;

/** {@code kill SIG [NAME...]}, {@code reopen_transcript [NAME...]}, {@code logreopen [NAME...]}, {@code upgrade}. */
final class OrderToMany {
    private static final int TRIES = 3;

    private OrderToMany() {
    }

    /** What is done for each of them. */
    private interface Order {
        int give(Session one) throws ClientException;
    }

    static int kill(FleetSession fleet, NamedWords words) throws UsageException, ClientException {
        if (OrderActions.signal(words.signal()).isEmpty() && isName(fleet, words.signal())) {
            throw new UsageException("the signal comes first: kill TERM " + words.signal());
        }
        if (OrderActions.signal(words.signal()).isEmpty()) {
            return OrderActions.invalidSignal(fleet.session(), words.signal());
        }
        return each(fleet, members(fleet, words.names()), one -> OrderActions.kill(one, words.signal()));
    }

    private static boolean isName(FleetSession fleet, String word) {
        return fleet.names().stream().anyMatch(word::equalsIgnoreCase);
    }

    static int reopenTranscript(FleetSession fleet, NamedWords words) throws UsageException, ClientException {
        return words.names().isEmpty() ? reopenAll(fleet)
                : each(fleet, members(fleet, words.names()), OrderActions::reopenTranscript);
    }

    /** The order counts as carried out only when the same manager is there afterwards: one that ends says nothing, either. */
    private static int reopenAll(FleetSession fleet) throws ClientException {
        for (int tries = 0; tries < TRIES; tries++) {
            if (fleet.client().table(List.of()).isEmpty()) {
                fleet.out().line("daemon manager not running");
                return Exit.DONE;
            }
            Answer answer = fleet.client().manager().ask(Request.of("reopen_transcript"));
            int asked = fleet.client().manager().peer();
            if (answer instanceof Answer.Replied(String reply) && !reply.isBlank()) {
                fleet.complain("Error: " + PlainText.lines(reply.stripTrailing()));
                return Exit.FAILED;
            }
            if (answer instanceof Answer.Replied && fleet.client().table(List.of()).isPresent()
                    && fleet.client().manager().peer() == asked) {
                return Exit.DONE;
            }
        }
        fleet.complain("Error: the daemon manager did not say whether the files were reopened");
        return Exit.FAILED;
    }

    static int logReopen(FleetSession fleet, NamedWords words) throws UsageException, ClientException {
        int reopened = reopenTranscript(fleet, words);
        Optional<Table> table = fleet.table(words.names());
        List<String> running = new ArrayList<>();
        for (Row row : table.isPresent() ? table.get().rows() : List.<Row>of()) {
            if (row.pid() != 0 || !words.names().isEmpty()) {
                running.add(row.name());
            }
        }
        return Math.max(reopened, each(fleet, running, one -> OrderActions.kill(one, Signal.USR2.name())));
    }

    static int upgrade(FleetSession fleet) throws ClientException, PosixException {
        return OrderActions.upgrade(fleet.session(), fleet.client().manager(), () ->
                fleet.client().table(List.of()).isPresent() ? Optional.of(fleet.client().manager().peer()) : Optional.empty());
    }

    /** Those of the running manager; those of the file if there is none. */
    private static List<String> members(FleetSession fleet, List<String> names) throws UsageException, ClientException {
        Optional<Table> table = fleet.table(names);
        if (table.isEmpty()) {
            return fleet.select(names).members();
        }
        List<String> members = new ArrayList<>();
        table.get().rows().forEach(row -> members.add(row.name()));
        return members;
    }

    private static int each(FleetSession fleet, List<String> members, Order order) throws ClientException {
        int status = Exit.DONE;
        for (String member : members) {
            try (Session one = fleet.one(member, true)) {
                status = Math.max(status, order.give(one));
                one.out().flush();
            }
        }
        return status;
    }
}
