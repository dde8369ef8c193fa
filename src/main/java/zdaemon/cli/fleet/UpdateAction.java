package zdaemon.cli.fleet;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zdaemon.cli.console.Exit;
import zdaemon.cli.words.Invocation.UsageException;
import zdaemon.cli.words.NamedWords;
import zdaemon.client.ClientException;
import zdaemon.client.FleetClient;
import zdaemon.client.FleetClient.Ending;
import zdaemon.client.FleetClient.Table;
import zdaemon.posix.PlainText;
import zdaemon.posix.PosixException;
import zdaemon.protocol.FleetLine;
import zdaemon.protocol.Request;

/** {@code update [--dry-run] [--no-rollback]}: the running manager does what the file says now. */
final class UpdateAction implements FleetClient.Listener {
    private final OrderRun run;
    private Optional<FleetLine> result = Optional.empty();

    private UpdateAction(OrderRun run) {
        this.run = run;
    }

    static int run(FleetSession fleet, NamedWords words) throws UsageException, ClientException, PosixException {
        boolean isDry = words.has("--dry-run");
        Optional<Table> table = fleet.client().table(List.of());
        if (table.isEmpty()) {
            fleet.out().line("daemon manager not running");
            return Exit.NO_MANAGER;
        }
        SiteChecks.requireUsers(fleet);
        if (!isDry) {
            SiteFolders.make(fleet);
        }
        byte[] record = fleet.mandateOfOneStartedIn(table.get().directory()).record();
        List<String> request = new ArrayList<>(List.of(Integer.toString(record.length)));
        if (isDry) {
            request.add("dry-run");
        }
        if (words.has("--no-rollback")) {
            request.add("no-rollback");
        }
        try (OrderRun run = new OrderRun(fleet, Wording.UPDATE, 0)) {
            UpdateAction update = new UpdateAction(run);
            Ending ending = run.send(new Request("update", request), record, update);
            return update.finish(fleet, ending, isDry);
        }
    }

    @Override
    public void line(FleetLine line) {
        if (line instanceof FleetLine.Planned(String text)) {
            run.say(PlainText.line(text));
        } else if (line instanceof FleetLine.Applied || line instanceof FleetLine.Undone || line instanceof FleetLine.Failed
                || line instanceof FleetLine.Refused) {
            result = Optional.of(line);
        } else {
            run.line(line);
        }
    }

    private int finish(FleetSession fleet, Ending ending, boolean isDry) {
        if (result.isPresent() && result.get() instanceof FleetLine.Applied) {
            return Exit.DONE;
        }
        if (result.isEmpty() && isDry && ending == Ending.WHOLE) {
            return Exit.DONE;
        }
        String why = result.isPresent() ? why(result.get()) : switch (ending) {
            case NOBODY_THERE, CUT -> "the daemon manager has ended during the update; see what status says";
            case WHOLE, TIME_UP -> "the daemon manager did not say how the update went; see what status says";
            case INTERRUPTED -> "interrupted; the update goes on";
        };
        fleet.complain("Error: " + PlainText.line(why));
        return ending == Ending.NOBODY_THERE ? Exit.NO_MANAGER : Exit.FAILED;
    }

    private static String why(FleetLine result) {
        return switch (result) {
            case FleetLine.Undone(String name, String cause) ->
                    name + " did not come up" + because(cause) + "; the update was undone, and all is as before";
            case FleetLine.Failed(String name, String cause) ->
                    name + " did not come up" + because(cause) + "; the update was not undone";
            case FleetLine.Refused(String text) -> "the update was refused: " + text;
            default -> "";
        };
    }

    private static String because(String cause) {
        return cause.isEmpty() ? "" : ": " + cause;
    }
}
