package zdaemon.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import zdaemon.Behaviour;
import zdaemon.Paragraph;
import zdaemon.config.ConfigurationLoader.ConfigurationException;
import zdaemon.spec.Handler;
import zdaemon.spec.Handler.Address;
import zdaemon.spec.Handler.Facility;
import zdaemon.spec.Handler.Layout;
import zdaemon.spec.Handler.Layout.Style;
import zdaemon.spec.Handler.Rotation;
import zdaemon.spec.Handler.TextEncoding;
import zdaemon.spec.ManagerSpec.EventLogSettings;

/** {@code <eventlog>} of behaviour §6. */
class EventLogTest {
    private static final String DATE = "%Y-%m-%dT%H:%M:%S";
    private static final String LINE = "%(asctime)s %(levelname)s %(name)s %(message)s";

    private static Layout classic(String format) {
        return new Layout(format, DATE, Style.CLASSIC, false);
    }

    private static Handler handler(String type, String... lines) throws ConfigurationException {
        return Machine.eventLog("<" + type + ">\n" + String.join("\n", lines) + "\n</" + type + ">").handler();
    }

    @Test
    @Behaviour({Paragraph.LOGFILE, Paragraph.SYSLOG, Paragraph.HTTP_LOGGER, Paragraph.EMAIL_NOTIFIER,
        Paragraph.LOG_LEVELS})
    void defaults() throws ConfigurationException {
        assertEquals(new EventLogSettings(20, List.of()), Machine.eventLog("").settings().manager().eventLog().orElseThrow());
        assertEquals(new Handler.LogFile(0, classic("------\n" + LINE), "/here/log", new Rotation.None(),
                TextEncoding.UTF_8, false), handler("logfile", "path log"));
        assertEquals(new Handler.LogStream(0, classic("------\n" + LINE), Handler.Stream.STDERR,
                TextEncoding.UTF_8), handler("logfile", "path STDERR"));
        assertEquals(new Handler.Syslog(0, classic("%(name)s %(message)s"), Facility.USER,
                new Address.Host("localhost", 514)), handler("syslog"));
        assertEquals(new Handler.HttpLogger(0, classic(LINE), "http://localhost/", Handler.Method.GET),
                handler("http-logger"));
        assertEquals(new Handler.EmailNotifier(0, classic(LINE), "a", List.of("b"), "Message from Zope",
                new Address.Host("localhost", 25), Optional.empty()), handler("email-notifier", "from a", "to b"));
    }

    @Test
    @Behaviour({Paragraph.LOGFILE, Paragraph.SYSLOG, Paragraph.HTTP_LOGGER, Paragraph.EMAIL_NOTIFIER,
        Paragraph.LOG_HANDLERS})
    void everyKey() throws ConfigurationException {
        assertEquals(new Handler.LogFile(30, new Layout("{message}\t\n", "%H", Style.FORMAT, true), "/here/log",
                new Rotation.BySize(5 << 20, 3), new TextEncoding(StandardCharsets.ISO_8859_1, false), true),
                handler("logfile", "path log", "level warning", "format {message}\\t\\n", "dateformat %H",
                "style Format", "arbitrary-fields on", "formatter logging.Formatter", "max-size 5mb", "old-files 3",
                        "encoding latin-1", "delay yes"));
        assertEquals(new Handler.Syslog(0, new Layout("${name} ${message}", DATE, Style.TEMPLATE, false),
                Facility.LOCAL3, new Address.Local("/dev/log")), handler("syslog", "facility local3",
                "address /dev/log", "style template"));
        assertEquals(new Handler.HttpLogger(0, classic(LINE), "https://example.com:8080/log?x=1", Handler.Method.POST),
                handler("http-logger", "url https://example.com:8080/log?x=1", "method post"));
        assertEquals(new Handler.EmailNotifier(50, classic(LINE), "a@x", List.of("b@x", "c@x"), "", new Address.Host(
                "mail", 2525), Optional.of(new Handler.Login("me", "secret"))),
                handler("email-notifier", "level fatal", "from a@x", "to b@x", "to c@x", "subject",
                "smtp-server mail:2525", "smtp-username me", "smtp-password secret"));
    }

    @Test
    @Behaviour(Paragraph.LOGFILE)
    void rotationByTime() throws ConfigurationException {
        for (Rotation.When when : Rotation.When.values()) {
            assertEquals(new Rotation.ByTime(when, 1, 2), ((Handler.LogFile) handler("logfile", "path a",
                    "when " + when.name().toLowerCase(), "old-files 2")).rotation());
        }
        assertEquals(new Rotation.ByTime(Rotation.When.H, 6, 2), ((Handler.LogFile) handler("logfile", "path a",
                "when H", "interval 6", "old-files 2")).rotation());
    }

    @Test
    @Behaviour(Paragraph.LOGFILE)
    void escapes() throws ConfigurationException {
        assertEquals("\n\t\b\f\r\\x\\", handler("logfile", "path a", "format \\n\\t\\b\\f\\r\\x\\").layout().format());
    }

    @Test
    @Behaviour(Paragraph.LOG_LEVELS)
    void levels() throws ConfigurationException {
        Map<String, Integer> levels = Map.ofEntries(Map.entry("critical", 50), Map.entry("FATAL", 50),
                Map.entry("error", 40), Map.entry("warn", 30), Map.entry("Warning", 30), Map.entry("info", 20),
                Map.entry("blather", 15), Map.entry("debug", 10), Map.entry("trace", 5), Map.entry("all", 1),
                Map.entry("notset", 0), Map.entry("0", 0), Map.entry("50", 50), Map.entry("17", 17));
        for (Map.Entry<String, Integer> level : levels.entrySet()) {
            assertEquals(level.getValue(), Machine.eventLog("level " + level.getKey()).settings().manager().eventLog()
                    .orElseThrow()
                    .level());
        }
    }

    @Test
    @Behaviour({Paragraph.TYPES, Paragraph.LOGFILE})
    void sizes() throws ConfigurationException {
        Map<String, Long> sizes = Map.of("10", 10L, "64KB", 65536L, "5mB", 5L << 20, "1GB", 1L << 30, "8gb", 8L << 30);
        for (Map.Entry<String, Long> size : sizes.entrySet()) {
            assertEquals(new Rotation.BySize(size.getValue(), 1), ((Handler.LogFile) handler("logfile", "path a",
                    "old-files 1", "max-size " + size.getKey())).rotation());
        }
    }

    @Test
    @Behaviour(Paragraph.SYSLOG)
    void addresses() throws ConfigurationException {
        Map<String, Address> addresses = Map.of(
                "log:1514", new Address.Host("log", 1514),
                "log", new Address.Host("log", 514),
                "1514", new Address.Host("localhost", 1514),
                ":1514", new Address.Host("localhost", 1514),
                "[::1]:99", new Address.Host("::1", 99),
                "::1", new Address.Host("::1", 514),
                "[::1]", new Address.Host("::1", 514),
                "./log", new Address.Local("./log"));
        for (Map.Entry<String, Address> address : addresses.entrySet()) {
            assertEquals(address.getValue(), ((Handler.Syslog) handler("syslog", "address " + address.getKey()))
                    .address());
        }
    }

    @Test
    @Behaviour(Paragraph.KNOWN_SECTIONS)
    void theRunnersOwnLogReplacesTheOuterOne() throws ConfigurationException {
        String outer = "<eventlog>\nlevel error\n</eventlog>";
        for (String text : List.of(outer + "\n<runner>\nprogram x\n<eventlog>\nlevel debug\n</eventlog>\n</runner>",
                "<runner>\nprogram x\n<eventlog>\nlevel debug\n</eventlog>\n</runner>\n" + outer)) {
            assertEquals(10, Machine.conf(text).settings().manager().eventLog().orElseThrow().level());
        }
        assertEquals("not a valid log level (a name such as info or debug, or 0 to 50): 'x' (line 2, in "
                + "file:///etc/x.conf)",
                Machine.conf("<eventlog>\nlevel x\n</eventlog>\n<runner>\nprogram x\n<eventlog/>\n"
                + "</runner>").fileRefusal(), "even so it must be correct");
    }

    @Test
    @Behaviour({Paragraph.LOG_HANDLERS, Paragraph.LOG_FIELDS})
    void goodFormats() throws ConfigurationException {
        List<String> classic = List.of("100%%", "%(message)s", "%(levelname)-8.3s|%(process)05d|%(msecs)03.1f",
                "%(levelno)#x %(created)d %(lineno)+ld", "%(name)r %(thread)s %(relativeCreated)g", "%(processName)s");
        for (String format : classic) {
            assertEquals(format, handler("logfile", "path a", "format " + format).layout().format());
        }
        List<String> braces = List.of("{{}}", "{message}", "{levelname:<8}|{process:05d}|{msecs:03.1f}",
                "{name!r:*^20}", "{created:+,.3f} {levelno:#x} {levelno:_b} {process:%}");
        for (String format : braces) {
            assertEquals(format, handler("logfile", "path a", "style format", "format " + format).layout().format());
        }
        assertEquals("$message ${name}s $$x", handler("logfile", "path a", "style template",
                "format $$message $${name}s $$$$x").layout().format());
        assertEquals("$nope $ ${", handler("logfile", "path a", "style safe-template", "format $$nope $$ $${").layout()
                .format());
        assertEquals("%(nope)d", handler("logfile", "path a", "arbitrary-fields yes", "format %(nope)d").layout()
                .format());
        assertEquals("------\n{asctime} {levelname} {name} {message}",
                handler("logfile", "path a", "style format").layout().format());
    }

    @Test
    @Behaviour(Paragraph.LOG_HANDLERS)
    void anEmptyFormatIsTheMessage() throws ConfigurationException {
        assertEquals("%(message)s", handler("logfile", "path a", "format").layout().format());
        assertEquals("{message}", handler("logfile", "path a", "style format", "format").layout().format());
        assertEquals("${message}", handler("syslog", "style template", "format").layout().format());
        assertEquals("", handler("logfile", "path a", "dateformat").layout().dateFormat());
    }

    @Test
    @Behaviour({Paragraph.LOGFILE, Paragraph.EMAIL_NOTIFIER})
    void whatIsEmptyInOldFilesSaysNothing() throws ConfigurationException {
        assertEquals(handler("logfile", "path a"), handler("logfile", "path a", "when", "encoding"));
        assertEquals(handler("email-notifier", "from a", "to b"), handler("email-notifier", "from a", "to b",
                "smtp-server", "smtp-username", "smtp-password"));
    }

    @Test
    @Behaviour(Paragraph.LOGFILE)
    void aPathBeginsWhereTheCommandIsCalledOrAtHome() throws ConfigurationException {
        assertEquals("/here/log/a", ((Handler.LogFile) handler("logfile", "path log/a")).path());
        assertEquals("/var//log/a", ((Handler.LogFile) handler("logfile", "path /var//log/a")).path());
        assertEquals("/home/jim/a", ((Handler.LogFile) handler("logfile", "path ~jim/a")).path());
    }

    @Test
    @Behaviour(Paragraph.LOGFILE)
    void aSizeBeyondTwoGigabytes() throws ConfigurationException {
        assertEquals(new Rotation.BySize(3_000_000_000L, 1), ((Handler.LogFile) handler("logfile", "path a",
                "old-files 1", "max-size 3000000000")).rotation());
    }

    /** Lines of a handler, {@code |} between them; the message; the line that it is about, counted in the section. */
    private static final String[][] WRONG = {
        {"logfile", "", "no values for 'path'; 1 required", "0"},
        {"logfile", "path", "the value must not be empty", "1"},
        {"logfile", "path STDOUT|max-size 5MB|old-files 3", "cannot rotate STDOUT", "1"},
        {"logfile", "when D|path STDERR", "cannot rotate STDERR", "2"},
        {"logfile", "path a|max-size 5MB", "old-files must be set for log rotation", "2"},
        {"logfile", "path a|when D", "old-files must be set for log rotation", "2"},
        {"logfile", "path a|when D|max-size 1|old-files 2",
            "a log file is rotated by max-size or by when, not by both", "2"},
        {"logfile", "path a|old-files 2", "max-size or when must be set for log rotation", "2"},
        {"logfile", "path a|interval 2", "interval needs when", "2"},
        {"logfile", "path a|when W7|old-files 2", "not a known time to rotate at: 'W7'", "2"},
        {"logfile", "path a|old-files -1", "not an integer between 0 and 2147483647: '-1'", "2"},
        {"logfile", "path a|old-files x", "not a valid integer: 'x'", "2"},
        {"logfile", "path a|max-size 5TB", "not a valid size (use 10, 64KB, 5MB or 1GB): '5TB'", "2"},
        {"logfile", "path a|max-size 9999999999GB|old-files 1",
            "not a size of at most 9223372036854775807 bytes: '9999999999GB'", "2"},
        {"logfile", "path a|encoding klingon", "not a known encoding: 'klingon'", "2"},
        {"logfile", "path a|formatter my.Formatter",
            "not a known formatter (only logging.Formatter exists): 'my.Formatter'", "2"},
        {"logfile", "path a|style fancy", "not a known format style: 'fancy'", "2"},
        {"logfile", "path a|level 51",
            "not a valid log level (a name such as info or debug, or 0 to 50): '51'", "2"},
        {"logfile", "path a|delay x", "not a valid boolean value: 'x'", "2"},
        {"logfile", "path a|format %(nope)s", "unknown field 'nope' in format: '%(nope)s'", "2"},
        {"logfile", "path a|format %s", "a '%' that is not followed by '(name)' in format: '%s'", "2"},
        {"logfile", "path a|format 5 %", "a '%' that is not followed by '(name)' in format: '5 %'", "2"},
        {"logfile", "path a|format %(message)", "no conversion for field 'message' in format: '%(message)'", "2"},
        {"logfile", "path a|format %(message)d",
            "%(message)d: a number is required, not a text in format: '%(message)d'", "2"},
        {"logfile", "path a|format %(created)x",
            "%(created)x: an integer is required in format: '%(created)x'", "2"},
        {"logfile", "path a|format %(message)9999s",
            "a width of more than 1000 in format: '%(message)9999s'", "2"},
        {"logfile", "path a|style format|format {nope}", "unknown field 'nope' in format: '{nope}'", "3"},
        {"logfile", "path a|style format|format {}", "unknown field '' in format: '{}'", "3"},
        {"logfile", "path a|style format|format a}", "a lone '}' in format: 'a}'", "3"},
        {"logfile", "path a|style format|format {message",
            "a '{' without its '}' in format: '{message'", "3"},
        {"logfile", "path a|style format|format {message!x}",
            "a '!' that is not followed by r, s or a in format: '{message!x}'", "3"},
        {"logfile", "path a|style format|format {message:d}",
            "{message:d}: the format specification does not fit a text in format: '{message:d}'", "3"},
        {"logfile", "path a|style format|format {levelno:.3d}",
            "{levelno:.3d}: the format specification does not fit an integer in format: '{levelno:.3d}'", "3"},
        {"logfile", "path a|format %(process)c", "%(process)c: %c requires a number below 0x110000 in format: '%(process)c'", "2"},
        {"logfile", "path a|style format|format {message:>{process}}",
            "{message:>{process}}: a width of more than 1000 in format: '{message:>{process}}'", "3"},
        {"logfile", "path a|style template|format $$nope", "unknown field 'nope' in format: '$nope'", "3"},
        {"logfile", "path a|style template|format $$ x", "lone '$' in format: '$ x'", "3"},
        {"logfile", "path a|style template|format $${name", "lone '$' in format: '${name'", "3"},
        {"syslog", "facility x", "not a known syslog facility: 'x'", "1"},
        {"syslog", "address log:0", "not a valid address (use host:port): 'log:0'", "1"},
        {"syslog", "address log:65536", "not a valid address (use host:port): 'log:65536'", "1"},
        {"syslog", "address a b:1", "not a valid address (use host:port): 'a b:1'", "1"},
        {"syslog", "address", "not a valid address (use host:port): ''", "1"},
        {"http-logger", "url ftp://x/", "not a valid http URL: 'ftp://x/'", "1"},
        {"http-logger", "url http:///x", "not a valid http URL: 'http:///x'", "1"},
        {"http-logger", "method PUT", "not a known method (GET or POST): 'PUT'", "1"},
        {"email-notifier", "to a", "no values for 'from'; 1 required", "0"},
        {"email-notifier", "from a", "no values for 'to'; 1 required", "0"},
        {"email-notifier", "from a|to b|smtp-username x", "smtp-username needs smtp-password", "3"},
        {"email-notifier", "from a|to b|smtp-password x", "smtp-password needs smtp-username", "3"},
        {"email-notifier", "from a|to b|smtp-server x:y", "not a valid address (use host:port): 'x:y'", "3"},
        {"syslog", "path a", "'path' is not a known key name", "s1"},
        {"syslog", "levle info", "'levle' is not a known key name; did you mean 'level'?", "s1"},
    };

    @TestFactory
    @Behaviour({Paragraph.LOGFILE, Paragraph.SYSLOG, Paragraph.HTTP_LOGGER, Paragraph.EMAIL_NOTIFIER,
        Paragraph.LOG_HANDLERS, Paragraph.CONFIGURATION_ERRORS})
    Stream<DynamicTest> errors() {
        return Stream.of(WRONG).map(row -> DynamicTest.dynamicTest(row[0] + ": " + row[1], () -> {
            boolean structure = row[3].startsWith("s") || row[3].equals("0");
            int line = 5 + Integer.parseInt(row[3].replace("s", ""));
            assertEquals(row[2] + (structure ? "\n(line " + line + " in " : " (line " + line + ", in ")
                    + "file:///etc/x.conf)", Machine.eventLog("<" + row[0] + ">\n" + row[1].replace('|', '\n') + "\n</"
                    + row[0] + ">").fileRefusal());
        }));
    }
}
