package zdaemon.cli.fleet;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zdaemon.cli.action.Session;
import zdaemon.cli.action.StopAction;
import zdaemon.cli.console.Exit;
import zdaemon.cli.words.Invocation.UsageException;
import zdaemon.cli.words.NamedWords;
import zdaemon.client.Awaiter;
import zdaemon.client.ClientException;
import zdaemon.client.FleetClient.Ending;
import zdaemon.client.FleetClient.Table;
import zdaemon.client.Patience;
import zdaemon.posix.PosixException;
import zdaemon.protocol.FleetLine.Row;
import zdaemon.spec.Option;

/** {@code stop [NAME...]}: those that need them first; and {@code wait NAME...}: until they are down. */
final class StopMany {
    /** What a manager has beyond stop-timeout: SIGKILL has been sent by then, and only the kernel can be in the way. */
    private static final int GRACE_SECONDS = 10;

    private StopMany() {
    }

    static int stop(FleetSession fleet, NamedWords words) throws UsageException, ClientException, PosixException {
        long seconds = seconds(fleet, words.names());
        try (OrderRun run = new OrderRun(fleet, Wording.STOP, seconds)) {
            Ending ending = run.order("stop", words.names(), List.of());
            return switch (ending) {
                case WHOLE -> {
                    if (words.names().isEmpty() && !fleet.session().settings().manager().flag(Option.HANG_AROUND)) {
                        fleet.client().awaitEnd();
                    }
                    yield run.failures().isEmpty() ? Exit.DONE : Exit.FAILED;
                }
                case NOBODY_THERE -> {
                    if (!fleet.session().isFaulty()) {
                        fleet.select(words.names());
                    }
                    fleet.out().line("daemon manager not running");
                    yield Exit.DONE;
                }
                case TIME_UP -> late(fleet, run, words.names(), seconds);
                case CUT, INTERRUPTED -> Exit.FAILED;
            };
        }
    }

    /** A program that is never killed, or whose time nobody knows, is waited for as long as it takes. */
    private static long seconds(FleetSession fleet, List<String> names) {
        try {
            int longest = fleet.session().isFaulty() ? 0 : new Concerned(fleet, names).stopSeconds();
            return longest == 0 ? 0 : longest + GRACE_SECONDS;
        } catch (UsageException e) {
            return 0;
        }
    }

    private static int late(FleetSession fleet, OrderRun run, List<String> names, long seconds) throws ClientException {
        Optional<Table> table = fleet.client().table(names);
        List<String> there = new ArrayList<>();
        for (Row row : table.isPresent() ? table.get().rows() : List.<Row>of()) {
            if (row.pid() != 0 && !run.told().contains(row.name())) {
                there.add(row.name());
            }
        }
        fleet.complain("Error: still there " + seconds + " seconds after they were told to stop: " + String.join(", ", there));
        return Exit.FAILED;
    }

    /** Asks nobody to stop. */
    static int await(FleetSession fleet, NamedWords words) throws UsageException, ClientException, PosixException {
        Session session = fleet.session();
        Optional<Table> table = fleet.table(words.names());
        List<String> names = new ArrayList<>();
        if (table.isPresent()) {
            table.get().rows().forEach(row -> names.add(row.name()));
        } else {
            names.addAll(fleet.select(words.names()).members());
        }
        for (int i = 0; i < names.size(); i++) {
            if (table.isPresent() && table.get().rows().get(i).pid() != 0) {
                try (Patience patience = Patience.untilInterrupted(session.interrupts())) {
                    if (!(new Awaiter(fleet.client().member(names.get(i))).down(patience) instanceof Awaiter.Known known)) {
                        return session.endedBySignal(Exit.FAILED);
                    }
                    StopAction.warnOfSurvivors(session.streams(), known.survivors());
                }
            }
            fleet.out().line(names.get(i) + ": daemon process stopped");
            fleet.out().flush();
        }
        tellStates(fleet, words.names());
        return Exit.DONE;
    }

    private static void tellStates(FleetSession fleet, List<String> names) throws ClientException {
        Optional<Table> after = fleet.client().table(names);
        if (after.isEmpty()) {
            fleet.out().line("daemon manager not running");
        }
        for (Row row : after.isPresent() ? after.get().rows() : List.<Row>of()) {
            fleet.out().line(row.name() + ": " + (row.pid() == 0
                    ? "daemon manager running; daemon process not running" : "program running; pid=" + row.pid()));
        }
    }
}
