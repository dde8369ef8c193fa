package zdaemon.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** Rows as text: aligned for a terminal, or as Markdown for the documentation. */
final class Table {

    private static final List<String> HEAD =
            List.of("what", "zdaemon", "beside", "ratio", "middle half", "limit", "met");

    private Table() {}

    static String plain(List<Row> rows) {
        List<List<String>> lines = lines(rows);
        StringBuilder text = new StringBuilder();
        for (List<String> line : lines) {
            StringBuilder padded = new StringBuilder();
            for (int column = 0; column < line.size(); column++) {
                padded.append(line.get(column));
                padded.append(" ".repeat(width(lines, column) - line.get(column).length() + 2));
            }
            text.append(padded.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    static String markdown(List<Row> rows) {
        StringBuilder text = new StringBuilder();
        for (List<String> line : lines(rows)) {
            text.append("| ").append(String.join(" | ", line)).append(" |\n");
            if (line.equals(HEAD)) {
                text.append("|---".repeat(HEAD.size())).append("|\n");
            }
        }
        return text.toString();
    }

    private static List<List<String>> lines(List<Row> rows) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(HEAD);
        rows.forEach(row -> lines.add(row.fields()));
        return lines;
    }

    private static int width(List<List<String>> lines, int column) {
        return lines.stream().mapToInt(line -> line.get(column).length()).max().orElse(0);
    }
}
