package zdaemon.eventlog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zdaemon.Behaviour;
import zdaemon.Paragraph;
import zdaemon.eventlog.CourierSink.WebSink;
import zdaemon.eventlog.delivery.Delivery;
import zdaemon.eventlog.delivery.FakeLauncher;
import zdaemon.eventlog.format.Fields;
import zdaemon.eventlog.format.LogLevel;
import zdaemon.eventlog.format.LogRecord;
import zdaemon.posix.Errno;
import zdaemon.posix.PosixException;
import zdaemon.spec.Handler;
import zdaemon.spec.Handler.Address;
import zdaemon.spec.Handler.Layout;
import zdaemon.spec.Handler.Rotation;
import zdaemon.spec.Handler.TextEncoding;
import zdaemon.spec.ManagerSpec.EventLogSettings;

class EventLogTest {
    private static final Layout DEFAULT = new Layout("------\n%(asctime)s %(levelname)s %(name)s %(message)s",
            "%Y-%m-%dT%H:%M:%S", Layout.Style.CLASSIC, false);
    private static final Layout BARE = new Layout("%(message)s", "", Layout.Style.CLASSIC, false);

    @TempDir
    Path folder;

    private final TestClock clock = new TestClock();
    private final FakeLauncher launcher = new FakeLauncher();
    private Streams output;
    private Streams errors;

    @BeforeEach
    void open() throws PosixException {
        output = new Streams();
        errors = new Streams();
    }

    @AfterEach
    void close() {
        output.close();
        errors.close();
    }

    private EventLog log(Optional<EventLogSettings> settings) {
        EventLog log = new EventLogBuilder(clock, JavaZone.of("UTC"), 4242, output.writer(), errors.writer())
                .build(settings);
        log.deliverThrough(launcher);
        return log;
    }

    private EventLog log(int level, Handler... handlers) {
        return log(Optional.of(new EventLogSettings(level, List.of(handlers))));
    }

    private Handler.LogFile file(Layout layout, Rotation rotation, TextEncoding encoding, boolean delay) {
        return new Handler.LogFile(0, layout, folder.resolve("log").toString(), rotation, encoding, delay);
    }

    private Handler.LogFile file(Layout layout) {
        return file(layout, new Rotation.None(), TextEncoding.UTF_8, false);
    }

    private String content(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }

    @Test
    @Behaviour(Paragraph.LOGFILE)
    void writesTheDefaultFormatToAFile() throws IOException {
        try (EventLog log = log(LogLevel.INFO, file(DEFAULT))) {
            log.log(LogLevel.INFO, "daemon manager started");
            log.log(LogLevel.DEBUG, "start test failed");
            clock.advance(1);
            log.log(LogLevel.CRITICAL, "restarting too frequently; quit");
            assertEquals(List.of(), log.troubles());
        }
        assertEquals("------\n2023-11-14T22:13:20 INFO root daemon manager started\n"
                + "------\n2023-11-14T22:13:21 CRITICAL root restarting too frequently; quit\n", content("log"));
    }

    @Test
    @Behaviour({Paragraph.LOG_LEVELS, Paragraph.LOGFILE})
    void eachHandlerHasALevelOfItsOwn() throws IOException {
        Handler stream = new Handler.LogStream(LogLevel.ERROR, BARE, Handler.Stream.STDERR, TextEncoding.UTF_8);
        Handler other = new Handler.LogStream(0, BARE, Handler.Stream.STDOUT, TextEncoding.UTF_8);
        try (EventLog log = log(LogLevel.INFO, file(BARE), stream, other)) {
            log.log(LogLevel.INFO, "usual");
            log.log(LogLevel.ERROR, "unusual");
        }
        assertEquals("usual\nunusual\n", content("log"));
        assertEquals("unusual\n", errors.text());
        assertEquals("usual\nunusual\n", output.text());
    }

    @Test
    void withoutConfigurationWarningsGoToStandardError() throws PosixException {
        try (EventLog log = log(Optional.empty())) {
            log.log(LogLevel.INFO, "usual");
            log.log(LogLevel.WARNING, "unusual");
        }
        assertEquals("unusual\n", errors.text());
    }

    @Test
    void withoutHandlersNothingIsSaid() throws PosixException {
        try (EventLog log = log(LogLevel.INFO)) {
            log.log(LogLevel.CRITICAL, "unusual");
        }
        assertEquals("", errors.text() + output.text());
    }

    @Test
    @Behaviour(Paragraph.REOPENING)
    void reopens() throws IOException {
        try (EventLog log = log(LogLevel.INFO, file(BARE))) {
            log.log(LogLevel.INFO, "before");
            Files.move(folder.resolve("log"), folder.resolve("log.old"));
            log.log(LogLevel.INFO, "still before");
            log.reopen();
            log.log(LogLevel.INFO, "after");
        }
        assertEquals("before\nstill before\n", content("log.old"));
        assertEquals("after\n", content("log"));
    }

    @Test
    void keepsTheOldFileWhenTheNewOneCannotBeOpened() throws IOException {
        try (EventLog log = log(LogLevel.INFO, file(BARE))) {
            Files.move(folder.resolve("log"), folder.resolve("log.old"));
            Files.createDirectory(folder.resolve("log"));
            assertEquals(Errno.EISDIR, assertThrows(PosixException.class, log::reopen).errno());
            log.log(LogLevel.INFO, "still here");
        }
        assertEquals("still here\n", content("log.old"));
    }

    @Test
    @Behaviour(Paragraph.LOGFILE)
    void delayPutsOffTheOpening() throws IOException {
        try (EventLog log = log(LogLevel.INFO, file(BARE, new Rotation.None(), TextEncoding.UTF_8, true))) {
            log.reopen();
            assertFalse(Files.exists(folder.resolve("log")));
            log.log(LogLevel.INFO, "text");
            assertEquals("text\n", content("log"));
        }
    }

    @Test
    void aFileThatCannotBeOpenedIsTriedAgain() throws IOException {
        Files.createDirectory(folder.resolve("log"));
        try (EventLog log = log(LogLevel.INFO, file(BARE))) {
            String complaint = "can't open '" + folder.resolve("log") + "': Is a directory";
            log.log(LogLevel.INFO, "lost");
            assertEquals(List.of(complaint), log.troubles());
            assertEquals("zdaemon: event log: " + complaint + "\n", errors.text());
            Files.delete(folder.resolve("log"));
            log.log(LogLevel.INFO, "found");
            assertEquals(List.of(), log.troubles());
        }
        assertEquals("found\n", content("log"));
    }

    @Test
    @Behaviour(Paragraph.HANDLER_DOWN)
    void aFullDiskIsComplainedAboutOnceAMinute() throws IOException {
        Files.createSymbolicLink(folder.resolve("log"), Path.of("/dev/full"));
        try (EventLog log = log(LogLevel.INFO, file(BARE))) {
            for (int second = 0; second < 61; second++) {
                log.log(LogLevel.INFO, "lost");
                clock.advance(1);
            }
            assertEquals(2, errors.text().split("\n").length);
            assertTrue(log.troubles().getFirst().endsWith(": No space left on device"));
        }
    }

    @Test
    @Behaviour(Paragraph.LOGFILE)
    void rotatesBySizeAndTime() throws IOException {
        try (EventLog log = log(LogLevel.INFO, file(BARE, new Rotation.BySize(10, 1), TextEncoding.UTF_8, false))) {
            log.log(LogLevel.INFO, "first");
            log.log(LogLevel.INFO, "second");
        }
        assertEquals("first\n", content("log.1"));
        assertEquals("second\n", content("log"));
        Rotation daily = new Rotation.ByTime(Rotation.When.MIDNIGHT, 1, 3);
        Files.delete(folder.resolve("log"));
        try (EventLog log = log(LogLevel.INFO, file(BARE, daily, TextEncoding.UTF_8, false))) {
            log.log(LogLevel.INFO, "today");
            clock.advance(86_400);
            log.log(LogLevel.INFO, "tomorrow");
        }
        assertEquals("today\n", content("log.2023-11-14"));
        assertEquals("tomorrow\n", content("log"));
    }

    @Test
    @Behaviour(Paragraph.LOGFILE)
    void encodes() throws IOException {
        try (EventLog log = log(LogLevel.INFO, file(BARE, new Rotation.None(), new TextEncoding(StandardCharsets.ISO_8859_1, false), false))) {
            log.log(LogLevel.INFO, "caf\u00e9 \u20ac");
        }
        assertEquals("caf\u00e9 ?\n", Files.readString(folder.resolve("log"), StandardCharsets.ISO_8859_1));
    }

    /** As Python does with {@code utf_16} and {@code utf_8_sig}: before the first line of a file, and there alone. */
    @Test
    void beginsWithAMark() throws IOException {
        TextEncoding[] encodings = {new TextEncoding(StandardCharsets.UTF_16LE, true),
            new TextEncoding(StandardCharsets.UTF_8, true)};
        for (TextEncoding encoding : encodings) {
            Files.deleteIfExists(folder.resolve("log"));
            for (int run = 0; run < 2; run++) {
                try (EventLog log = log(LogLevel.INFO, file(BARE, new Rotation.None(), encoding, false))) {
                    log.log(LogLevel.INFO, "caf\u00e9");
                }
            }
            assertEquals("\ufeffcaf\u00e9\ncaf\u00e9\n",
                    new String(Files.readAllBytes(folder.resolve("log")), encoding.charset()));
        }
    }

    /** Bytes of a file's name that are no UTF-8 come out as they went in. */
    @Test
    void keepsForeignBytes() throws IOException {
        try (EventLog log = log(LogLevel.INFO, file(BARE))) {
            log.log(LogLevel.INFO, "'\udcff'");
        }
        assertEquals("'\u00ff'\n", Files.readString(folder.resolve("log"), StandardCharsets.ISO_8859_1));
    }

    @Test
    @Behaviour(Paragraph.HANDLER_DOWN)
    void aStreamThatNobodyReadsStopsNobody() {
        Handler stream = new Handler.LogStream(0, BARE, Handler.Stream.STDOUT, TextEncoding.UTF_8);
        try (EventLog log = log(LogLevel.INFO, stream)) {
            for (int i = 0; i < 3_000; i++) {
                log.log(LogLevel.INFO, "a line of some length, to fill the pipe");
            }
            assertEquals(List.of("a standard stream takes nothing"), log.troubles());
        }
    }

    @Test
    @Behaviour({Paragraph.HTTP_LOGGER, Paragraph.EMAIL_NOTIFIER})
    void webAndMailGoThroughTheAgent() {
        Handler web = new Handler.HttpLogger(0, BARE, "http://h/x", Handler.Method.GET);
        Handler mail = new Handler.EmailNotifier(LogLevel.ERROR, BARE, "a@h", List.of("b@h", "c@h"), "subject",
                new Address.Host("mail", 25), Optional.of(new Handler.Login("user", "secret")));
        try (EventLog log = log(LogLevel.INFO, web, mail)) {
            log.log(LogLevel.ERROR, "text");
            assertTrue(log.nextDeadline().isPresent());
        }
        assertEquals(List.of(new Delivery.Mail("mail", 25, Optional.of(new Handler.Login("user", "secret")), "a@h",
                List.of("b@h", "c@h"), "subject", 1_700_000_000L, "text")), launcher.deliveries(1));
        Delivery.Web first = (Delivery.Web) launcher.deliveries(0).getFirst();
        assertTrue(first.form().startsWith("name=root&msg=text&levelname=ERROR&levelno=40&"), first.form());
    }

    /** Recorded from Python's urlencode over a record's fields. */
    @Test
    @Behaviour(Paragraph.HTTP_LOGGER)
    void theFormIsThatOfPython() {
        LogRecord entry = new LogRecord(1_700_000_000_123_456_789L, LogLevel.WARNING,
                "set current directory: 'h\u00e9~/*'\n", 4242, 1_699_999_999_000_000_000L);
        assertEquals("name=root&msg=set+current+directory%3A+%27h%C3%A9~%2F%2A%27%0A&levelname=WARNING&levelno=30"
                + "&pathname=zdaemon&filename=zdaemon&module=zdaemon&lineno=0&funcName=manager"
                + "&created=1700000000.1234567&msecs=123.0&relativeCreated=1123.456789&thread=4242&threadName=MainThread"
                + "&processName=MainProcess&process=4242&args=%28%29&exc_info=None&exc_text=None&stack_info=None",
                WebSink.form(new Fields(entry, JavaZone.of("UTC"), "", true)));
    }
}
