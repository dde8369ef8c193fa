package zdaemon.cli.fleet;

import java.util.Optional;
import zdaemon.cli.console.Exit;
import zdaemon.cli.words.Invocation.UsageException;
import zdaemon.cli.words.NamedWords;
import zdaemon.client.ClientException;
import zdaemon.client.ClientException.SocketGone;
import zdaemon.client.FleetClient.Table;
import zdaemon.client.ManagerClient.Answer;
import zdaemon.posix.PlainText;
import zdaemon.protocol.FleetLine;
import zdaemon.protocol.FleetLine.Row;
import zdaemon.protocol.Request;

/** {@code status [-l] [NAME...]}. */
final class StatusOfMany {
    private StatusOfMany() {
    }

    static int run(FleetSession fleet, NamedWords words) throws UsageException, ClientException {
        Optional<Table> table;
        try {
            table = fleet.table(words.names());
        } catch (SocketGone e) {
            fleet.complain("Error: " + e.getMessage());
            return Exit.NO_MANAGER;
        }
        if (table.isEmpty()) {
            fleet.out().line("daemon manager not running");
            return Exit.NO_MANAGER;
        }
        for (String line : StatusTable.lines(table.get())) {
            fleet.out().line(line);
        }
        for (FleetLine.Trouble trouble : table.get().troubles()) {
            fleet.complain("warning: " + PlainText.line(
                    trouble.name().isEmpty() ? trouble.text() : trouble.name() + ": " + trouble.text()));
        }
        boolean isWhole = true;
        for (Row row : table.get().rows()) {
            isWhole &= row.isWhole();
            if (words.has("-l")) {
                tellAll(fleet, row, table.get().rows().size() > 1);
            }
        }
        return isWhole ? Exit.DONE : Exit.FAILED;
    }

    /** What {@code status -l} says of one program. */
    private static void tellAll(FleetSession fleet, Row row, boolean isOneOfSeveral) throws ClientException {
        if (fleet.client().member(row.name()).acknowledged(Request.of("status")) instanceof Answer.Replied(String reply)) {
            if (isOneOfSeveral) {
                fleet.out().line("");
                fleet.out().line(row.name() + ":");
            }
            fleet.out().print(PlainText.lines(reply));
        }
    }
}
