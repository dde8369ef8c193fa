package zdaemon.eventlog.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import zdaemon.Behaviour;
import zdaemon.Paragraph;
import zdaemon.eventlog.Tables;
import zdaemon.eventlog.format.Formatter.Zone;
import zdaemon.posix.LocalTime;
import zdaemon.spec.Handler.Layout;
import zdaemon.spec.format.MessageFormat;
import zdaemon.spec.format.MessageFormat.FormatException;

/** The three styles, against a table recorded from CPython 3.11: {@code =TEXT} or {@code !} for an error. */
@Behaviour({Paragraph.LOG_FIELDS, Paragraph.LOG_HANDLERS})
class FormatTest {
    private static final LogRecord RECORD = new LogRecord(1_700_000_000_123_456_789L, LogLevel.WARNING,
            "set current directory: 'h\u00e9\ud83d\ude00\n\u200b'", 4242, 1_699_999_999_000_000_000L);
    private static final Zone NEVER_MIND =
            second -> new LocalTime(second, 2023, 11, 14, 22, 13, 20, 2, 317, false, 0, "UTC");

    private static Fields fields(boolean arbitrary) {
        return new Fields(RECORD, NEVER_MIND, "%Y-%m-%dT%H:%M:%S", arbitrary);
    }

    private static MessageFormat of(String style, String format) throws FormatException {
        return MessageFormat.of(format, Layout.Style.valueOf(style.toUpperCase(Locale.ROOT).replace('-', '_')));
    }

    @Test
    void writesWhatPythonWrites() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (String[] row : Tables.read("formats.tsv")) {
            String actual;
            try {
                actual = "=" + of(row[0], row[1]).render(fields(false));
            } catch (FormatException e) {
                actual = "!";
            }
            if (!actual.equals(row[2])) {
                wrong.add(row[0] + " " + row[1] + ": " + actual + " instead of " + row[2]);
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void anErrorNamesTheDirective() {
        FormatException wrong = assertThrows(FormatException.class,
                () -> of("classic", "%(asctime)s %(message)05d").render(fields(false)));
        assertEquals("%(message)05d: a number is required, not a text", wrong.getMessage());
    }

    @Test
    void anArbitraryFieldShowsNothing() throws FormatException {
        assertEquals("[] [0]", of("classic", "[%(job)s] [%(job)d]").render(fields(true)));
        assertEquals("[]", of("format", "[{job:>5}]").render(fields(true)));
        assertEquals("[]", of("template", "[$job]").render(fields(true)));
    }

    @Test
    void everyFieldOfTheManualIsThere() {
        for (String name : List.of("name", "levelno", "levelname", "pathname", "filename", "module", "lineno",
                "funcName", "created", "asctime", "msecs", "relativeCreated", "thread", "threadName",
                "process", "processName", "message")) {
            assertTrue(fields(false).get(name).isPresent(), name);
        }
        assertEquals(Optional.empty(), fields(false).get("nope"));
    }

    @Test
    void withoutADateFormatTheTimeHasMilliseconds() throws FormatException {
        assertEquals("2023-11-14 22:13:20,123",
                of("classic", "%(asctime)s").render(new Fields(RECORD, NEVER_MIND, "", false)));
    }
}
