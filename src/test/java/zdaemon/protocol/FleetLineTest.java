package zdaemon.protocol;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class FleetLineTest {

    private static FleetLine line(String... fields) {
        return FleetLine.parse(String.join("\t", fields)).orElseThrow();
    }

    @Test
    void rows() {
        assertEquals(new FleetLine.Row("web.1", "running", 2841, 5_000_000, 3, true, "last", 4_000_000, "terminated by SIGKILL"),
                line("row", "web.1", "running", "2841", "5000000", "3", "1", "last", "4000000", "terminated by SIGKILL"));
        assertEquals(new FleetLine.Row("db", "down", 0, 0, 0, false, "-", 0, ""),
                line("row", "db", "down", "0", "0", "0", "0", "-"));
        assertEquals(new FleetLine.Now(17, ""), line("now", "17"));
        assertEquals(new FleetLine.Now(17, "/srv"), line("now", "17", "/srv"));
    }

    @Test
    void outcomes() {
        assertEquals(new FleetLine.Told("db", "up", 2817, ""), line("told", "db", "up", "2817", ""));
        assertEquals(new FleetLine.Told("db", "failed", 0, "exit status 1"), line("told", "db", "failed", "0", "exit status 1"));
        assertEquals(new FleetLine.Survivors("db", "17 sleep"), line("survivors", "db", "17 sleep"));
        assertEquals(new FleetLine.Planned("+ db"), line("plan", "+ db"));
        assertEquals(new FleetLine.Applied(), line("applied"));
        assertEquals(new FleetLine.Undone("db", "exit status 1"), line("undone", "db", "exit status 1"));
        assertEquals(new FleetLine.Failed("db", "exit status 1"), line("failed", "db", "exit status 1"));
        assertEquals(new FleetLine.Refused("busy"), line("refused", "busy"));
        assertEquals(new FleetLine.Unknown("wbe", "web"), line("unknown", "wbe", "web"));
        assertEquals(new FleetLine.Unknown("wbe", ""), line("unknown", "wbe"));
        assertEquals(new FleetLine.End(), line("end"));
    }

    @Test
    void whatIsNotUnderstoodIsLeftOut() {
        for (String line : List.of("", "row", "row\tx", "told\tx\tup\tmany\t", "now\tsoon", "later\tx", "Unknown command 'table'")) {
            assertEquals(Optional.empty(), FleetLine.parse(line), line);
        }
    }

    @Property
    void nothingBreaksIt(@ForAll String text, @ForAll List<String> fields) {
        assertDoesNotThrow(() -> FleetLine.parse(text));
        for (String word : List.of("row", "told", "now", "unknown", "undone", "plan")) {
            assertDoesNotThrow(() -> FleetLine.parse(word + "\t" + String.join("\t", fields)));
        }
    }
}
