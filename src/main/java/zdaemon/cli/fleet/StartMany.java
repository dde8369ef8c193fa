package zdaemon.cli.fleet;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zdaemon.cli.action.LastWords;
import zdaemon.cli.console.Exit;
import zdaemon.cli.words.Invocation.UsageException;
import zdaemon.cli.words.NamedWords;
import zdaemon.client.ClientException;
import zdaemon.client.FleetClient.Ending;
import zdaemon.client.FleetClient.Table;
import zdaemon.client.Patience;
import zdaemon.client.StartOutcome;
import zdaemon.posix.PosixException;
import zdaemon.protocol.FleetLine.Row;
import zdaemon.protocol.FleetLine.Told;
import zdaemon.spec.Option;

/** {@code start [NAME...] [-- ARGS]} and {@code restart [--rolling] [NAME...]}, with a manager if there is none. */
final class StartMany {
    /** What a manager may take until it listens. */
    private static final int SECONDS_TO_LISTEN = 60;
    /** Of more programs nobody reads the last words, and looking at their transcripts takes its time. */
    private static final int MOST_LAST_WORDS = 50;

    private StartMany() {
    }

    static int start(FleetSession fleet, NamedWords words) throws UsageException, ClientException, PosixException {
        return run(fleet, Wording.START, "start", words, seconds(fleet, words.names(), false));
    }

    static int restart(FleetSession fleet, NamedWords words) throws UsageException, ClientException, PosixException {
        return run(fleet, Wording.RESTART, words.has("--rolling") ? "rolling" : "restart", words, seconds(fleet, words.names(), true));
    }

    private static int run(FleetSession fleet, Wording wording, String verb, NamedWords words, long seconds)
            throws UsageException, ClientException, PosixException {
        Map<String, LastWords> lastWords = lastWords(fleet, words.names());
        try (OrderRun run = new OrderRun(fleet, wording, seconds)) {
            Ending ending = run.order(verb, words.names(), words.arguments());
            if (ending != Ending.NOBODY_THERE || !run.told().isEmpty()) {
                return finish(fleet, run, ending, words.names(), lastWords);
            }
        }
        fleet.select(words.names());
        if (!fleet.session().settings().manager().flag(Option.DAEMON)) {
            if (!words.names().isEmpty() || !words.arguments().isEmpty()) {
                throw new UsageException("with 'daemon off' all programs are started: leave names and arguments out");
            }
            return ForegroundOfMany.all(fleet, "start with daemon off");
        }
        if (!startManager(fleet)) {
            return Exit.FAILED;
        }
        try (OrderRun run = new OrderRun(fleet, Wording.START, seconds)) {
            return finish(fleet, run, run.order("start", words.names(), words.arguments()), words.names(), lastWords);
        }
    }

    /** How long nothing new may come, in seconds; 0 is without limit, or nobody knows. */
    private static long seconds(FleetSession fleet, List<String> names, boolean stopsBefore) {
        if (fleet.session().isFaulty()) {
            return 0;
        }
        try {
            Concerned concerned = new Concerned(fleet, names);
            int stop = stopsBefore ? concerned.stopSeconds() : 0;
            return stopsBefore && stop == 0 ? 0 : Math.max(1, (long) concerned.startSeconds() + stop);
        } catch (UsageException e) {
            // The manager may know them, whatever the file says by now.
            return 0;
        }
    }

    private static Map<String, LastWords> lastWords(FleetSession fleet, List<String> names) {
        Map<String, LastWords> all = new HashMap<>();
        try {
            List<String> members = fleet.session().isFaulty() ? List.of() : fleet.select(names).members();
            for (String member : members.size() > MOST_LAST_WORDS ? List.<String>of() : members) {
                all.put(member, LastWords.from(fleet.settings(member)));
            }
        } catch (UsageException e) {
            // The manager may know them, whatever the file says by now.
            return all;
        }
        return all;
    }

    private static boolean startManager(FleetSession fleet) throws UsageException, ClientException, PosixException {
        fleet.session().becomeUser();
        SiteChecks.requireUsers(fleet);
        SiteFolders.make(fleet);
        try (Patience patience = Patience.silent(SECONDS_TO_LISTEN)) {
            StartOutcome outcome = fleet.session().starter().start(fleet.mandate(), patience);
            if (outcome instanceof StartOutcome.GaveUp(String reason, List<String> noise)) {
                if (!reason.isEmpty()) {
                    fleet.complain("Error: " + reason);
                }
                for (String line : noise) {
                    fleet.complain(line);
                }
                fleet.out().line("daemon manager not running");
                return false;
            }
            if (outcome instanceof StartOutcome.TookTooLong) {
                fleet.complain("Error: the daemon manager does not listen after " + SECONDS_TO_LISTEN + " seconds");
            }
            return outcome instanceof StartOutcome.Ready || outcome instanceof StartOutcome.Adopted
                    || outcome instanceof StartOutcome.SomebodyElse;
        }
    }

    private static int finish(FleetSession fleet, OrderRun run, Ending ending, List<String> names,
            Map<String, LastWords> lastWords) throws ClientException, PosixException {
        for (Told failure : run.failures()) {
            if (lastWords.containsKey(failure.name())) {
                lastWords.get(failure.name()).tell(fleet.session().streams());
            }
        }
        return switch (ending) {
            case WHOLE -> run.failures().isEmpty() ? Exit.DONE : Exit.FAILED;
            case TIME_UP -> late(fleet, run, names);
            case INTERRUPTED -> Exit.FAILED;
            case CUT, NOBODY_THERE -> {
                fleet.out().line("daemon manager not running");
                yield Exit.FAILED;
            }
        };
    }

    /** What was to be up and is not, is left to go on. */
    private static int late(FleetSession fleet, OrderRun run, List<String> names) throws ClientException {
        Optional<Table> table = fleet.client().table(names);
        for (Row row : table.isPresent() ? table.get().rows() : List.<Row>of()) {
            if (!row.isWhole() && !run.told().contains(row.name())) {
                run.say(row.name() + ": failed: Program took too long to start");
            }
        }
        return Exit.FAILED;
    }
}
