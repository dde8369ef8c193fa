package zdaemon.eventlog;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads recorded expectations: tab-separated, with {@code \n}, {@code \t} and {@code \\} escaped. */
public final class Tables {
    private Tables() {
    }

    public static List<String[]> read(String name) throws IOException {
        try (InputStream in = Tables.class.getResourceAsStream(name)) {
            List<String[]> rows = new ArrayList<>();
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                String[] cells = line.split("\t", -1);
                for (int i = 0; i < cells.length; i++) {
                    cells[i] = unescape(cells[i]);
                }
                rows.add(cells);
            }
            return rows;
        }
    }

    private static String unescape(String cell) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            if (c != '\\') {
                out.append(c);
                continue;
            }
            char next = cell.charAt(++i);
            out.append(next == 'n' ? '\n' : next == 't' ? '\t' : next);
        }
        return out.toString();
    }
}
