package zdaemon.cli.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import zdaemon.Behaviour;
import zdaemon.Paragraph;
import zdaemon.client.FleetClient.Table;
import zdaemon.protocol.FleetLine.Row;

@Behaviour(Paragraph.PROGRESS_MANY)
class FleetProgressTest {

    private static Row row(String name, String state, String kind, long at, String text) {
        return new Row(name, state, 0, 0, 0, false, kind, at, text);
    }

    @Test
    void saysWhoAndForWhat() {
        Table table = new Table(0, "", List.of(row("db", "testing", "-", 0, ""), row("web.1", "waiting", "waits", 0, "db"),
                row("web.2", "delayed", "next", 2_000_000, "exit status 1"), row("x", "running", "-", 0, ""),
                row("y", "starting", "-", 0, "")), List.of(), List.of());
        assertEquals("waiting for db (start test), web.1 (for db), web.2 (next start in 2 s)",
                FleetProgress.text(table, Set.of("y"), 120));
        assertEquals("waiting for db (start test) and 2 more", FleetProgress.text(table, Set.of("y"), 50));
        assertEquals("", FleetProgress.text(table, Set.of("db", "web.1", "web.2", "y"), 80));
        assertEquals("waiting for 1 program", FleetProgress.text(
                new Table(0, "", List.of(row("n".repeat(60), "starting", "-", 0, "")), List.of(), List.of()), Set.of(), 40));
    }

    @Property
    void fitsIntoALine(@ForAll @IntRange(min = 0, max = 300) int count, @ForAll @IntRange(min = 20, max = 200) int width) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(row("web." + i, "starting", "-", 0, ""));
        }
        String text = FleetProgress.text(new Table(0, "", rows, List.of(), List.of()), Set.of(), width);
        assertTrue(text.length() <= width, text);
        assertEquals(count == 0, text.isEmpty());
    }
}
