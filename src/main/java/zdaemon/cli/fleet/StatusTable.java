package zdaemon.cli.fleet;

import java.util.ArrayList;
import java.util.List;
import zdaemon.client.FleetClient.Table;
import zdaemon.posix.PlainText;
import zdaemon.protocol.FleetLine.Row;

/** The table of {@code status} (programs §2). */
final class StatusTable {
    private static final String[] HEADS = {"NAME", "STATE", "PID", "UP", "RESTARTS", "DETAIL"};
    /** So wide is a column at least, so that a table mostly looks the same from one look to the next. */
    private static final int[] WIDTHS = {10, 10, 7, 9, 10, 0};
    private static final int GAP = 2;

    private StatusTable() {
    }

    /** The lines, the heads first. */
    static List<String> lines(Table table) {
        List<String[]> cells = new ArrayList<>(table.rows().size() + 1);
        cells.add(HEADS);
        for (Row row : table.rows()) {
            cells.add(cells(row, table.now()));
        }
        int[] widths = WIDTHS.clone();
        for (String[] line : cells) {
            for (int column = 0; column < line.length - 1; column++) {
                widths[column] = Math.max(widths[column], line[column].length() + GAP);
            }
        }
        List<String> lines = new ArrayList<>(cells.size());
        for (String[] line : cells) {
            lines.add(line(line, widths));
        }
        return lines;
    }

    private static String line(String[] cells, int[] widths) {
        StringBuilder line = new StringBuilder(80);
        for (int column = 0; column < cells.length; column++) {
            line.append(cells[column]);
            for (int at = cells[column].length(); at < widths[column]; at++) {
                line.append(' ');
            }
        }
        int end = line.length();
        while (end > 0 && line.charAt(end - 1) == ' ') {
            end--;
        }
        return line.substring(0, end);
    }

    private static String[] cells(Row row, long now) {
        boolean runs = row.pid() != 0;
        return new String[] {PlainText.line(row.name()), PlainText.line(row.state()), runs ? Integer.toString(row.pid()) : "-",
            runs && row.started() != 0 ? Age.shortly(now - row.started()) : "-", Long.toString(row.restarts()),
            PlainText.line(detail(row, now))};
    }

    /** The last column. */
    static String detail(Row row, long now) {
        return switch (row.kind()) {
            case "last" -> "last end: " + row.text() + ", " + Age.ago(now - row.at());
            case "ended" -> row.text() + ", " + Age.ago(now - row.at());
            case "next" -> (row.text().isEmpty() ? "" : row.text() + ", ") + "next start " + Age.in(row.at() - now);
            case "waits" -> "for " + row.text();
            default -> row.text();
        };
    }
}
