package zdaemon.cli.fleet;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import zdaemon.cli.console.HelpPage;
import zdaemon.cli.console.Output;
import zdaemon.client.ClientException;
import zdaemon.client.FleetClient.Table;
import zdaemon.client.Patience;
import zdaemon.posix.Fd;
import zdaemon.posix.PlainText;
import zdaemon.posix.Terminal;
import zdaemon.protocol.FleetLine.Row;

/** On a terminal, a line that says which programs are still waited for, and for what; it goes as soon as there is news. */
final class FleetProgress implements Patience.Ticker {
    private static final int STDERR = 2;
    private static final String CLEAR = "\r\033[K";
    private static final List<String> ON_THE_WAY = List.of("starting", "testing", "stopping", "delayed", "waiting");

    private final FleetSession fleet;
    private final Set<String> told;
    private final boolean isShown;
    private boolean isThere;

    /** @param told the programs that are not waited for any more; grows meanwhile */
    FleetProgress(FleetSession fleet, Set<String> told) {
        this.fleet = fleet;
        this.told = told;
        this.isShown = fleet.session().host().ownsProcess() && Terminal.isTerminal(Fd.standard(STDERR));
    }

    @Override
    public void second() {
        if (!isShown) {
            return;
        }
        try {
            Optional<Table> table = fleet.client().table(List.of());
            show(table.isPresent() ? text(table.get(), told, HelpPage.width() - 1) : "");
        } catch (ClientException e) {
            // What is waited for will say so itself.
            show("");
        }
    }

    private void show(String text) {
        Output out = fleet.session().streams().err();
        fleet.out().flush();
        out.print(CLEAR + text);
        out.flush();
        isThere = !text.isEmpty();
    }

    /** Makes room for a line. */
    void clear() {
        if (isThere) {
            show("");
        }
    }

    /** The line, no longer than that; empty if nothing is on its way. */
    static String text(Table table, Set<String> told, int width) {
        StringBuilder text = new StringBuilder();
        int more = 0;
        for (Row row : table.rows()) {
            if (ON_THE_WAY.contains(row.state()) && !told.contains(row.name())) {
                String each = PlainText.line(row.name() + " (" + why(row, table.now()) + ")");
                String head = text.isEmpty() ? "waiting for " : ", ";
                if (more > 0 || text.length() + head.length() + each.length() > width - (text.isEmpty() ? 0 : " and 1000 more".length())) {
                    more++;
                } else {
                    text.append(head).append(each);
                }
            }
        }
        if (more > 0) {
            text.append(text.isEmpty() ? "waiting for " + more + (more == 1 ? " program" : " programs") : " and " + more + " more");
        }
        return text.length() <= width ? text.toString() : text.substring(0, Math.max(0, width));
    }

    private static String why(Row row, long now) {
        return switch (row.kind()) {
            case "waits" -> "for " + row.text();
            case "next" -> "next start " + Age.in(row.at() - now);
            default -> row.state().equals("testing") ? "start test" : row.state();
        };
    }
}
