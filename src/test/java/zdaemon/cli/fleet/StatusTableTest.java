package zdaemon.cli.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import zdaemon.Behaviour;
import zdaemon.Paragraph;
import zdaemon.client.FleetClient.Table;
import zdaemon.protocol.FleetLine.Row;

@Behaviour(Paragraph.STATUS_MANY)
class StatusTableTest {
    private static final long SECOND = 1_000_000;
    private static final long DAY = 86_400 * SECOND;
    private static final long NOW = 1_700_000_000 * SECOND;

    private static Row row(String name, String state, int pid, long up, long restarts, String kind, long at, String text) {
        return new Row(name, state, pid, pid == 0 ? 0 : NOW - up, restarts, true, kind, at, text);
    }

    /** Literally the page's. */
    @Test
    void thePagesTable() {
        Table table = new Table(NOW, "", List.of(
                row("db", "running", 2817, 3 * DAY + 4 * 3600 * SECOND, 0, "-", 0, ""),
                row("migrate", "done", 0, 0, 0, "ended", NOW - 3 * DAY, "exit status 0"),
                row("web.1", "running", 2841, 130 * SECOND, 3, "last", NOW - 130 * SECOND, "terminated by SIGKILL"),
                row("web.2", "delayed", 0, 0, 4, "next", NOW + 3 * SECOND, "exit status 1"),
                row("web.3", "waiting", 0, 0, 0, "waits", 0, "db")), List.of(), List.of());
        assertEquals("""
                NAME      STATE     PID    UP       RESTARTS  DETAIL
                db        running   2817   3d 4h    0
                migrate   done      -      -        0         exit status 0, 3 days ago
                web.1     running   2841   2m 10s   3         last end: terminated by SIGKILL, 2 minutes ago
                web.2     delayed   -      -        4         exit status 1, next start in 3 s
                web.3     waiting   -      -        0         for db
                """, String.join("\n", StatusTable.lines(table)) + "\n");
    }

    @Test
    void columnsGrowWithWhatIsInThem() {
        Table table = new Table(NOW, "", List.of(
                row("a-very-long-name.1000", "stopping", 1234567, 12345 * DAY, 1234567890, "because", 0, "by request"),
                row("b", "starting", 0, 0, 0, "next", NOW + 1, "")), List.of(), List.of());
        assertEquals("""
                NAME                   STATE     PID      UP         RESTARTS    DETAIL
                a-very-long-name.1000  stopping  1234567  12345d 0h  1234567890  by request
                b                      starting  -        -          0           next start in 1 s
                """, String.join("\n", StatusTable.lines(table)) + "\n");
    }

    @Test
    void nothingControlsTheTerminal() {
        Table table = new Table(NOW, "", List.of(row("x", "failed", 0, 0, 0, "because", 0, "\033[2J")), List.of(), List.of());
        assertEquals("x         failed    -      -        0         \\x1b[2J", StatusTable.lines(table).get(1));
    }
}
