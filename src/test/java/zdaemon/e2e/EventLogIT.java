package zdaemon.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static zdaemon.e2e.Until.until;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import zdaemon.Behaviour;
import zdaemon.Paragraph;
import zdaemon.eventlog.delivery.SmtpServer;
import zdaemon.eventlog.delivery.WebServer;

/** The event log as a whole (behaviour §6): what the manager says, where it goes, and what each field holds. */
@EndToEnd
class EventLogIT {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final int PATIENCE_MILLIS = 30_000;

    @Test
    @Behaviour({Paragraph.MANAGER_MESSAGES, Paragraph.SESSION, Paragraph.LOGFILE})
    void theMessagesOfALife(Daemon daemon) {
        String bare = "<logfile>\n path %s\n format %%(levelname)s:%%(name)s:%%(message)s\n</logfile>\n";
        logging(daemon, bare.formatted(daemon.sandbox.path("bare")) + bare.formatted("STDOUT") + bare.formatted("STDERR"),
                "program " + daemon.sandbox.script("crash") + " runs 3 2 stay", "directory new", "start-test-program true",
                "transcript log");
        daemon.ask("start").exits(0);
        until("it has crashed and runs again", () -> daemon.sandbox.lines("new/runs").size() == 2
                && daemon.status().get("testing").equals("0"));
        Proc second = daemon.programAfter(null);
        daemon.stop();
        List<String> said = daemon.sandbox.lines("bare").stream().filter(line -> !line.contains("start test")).toList();
        String first = said.get(3).replaceAll("\\D", "");
        assertEquals(Stream.of("daemonizing the process", "set current directory: '" + daemon.sandbox.path("new") + "'",
                "daemon manager started", "spawned process pid=" + first, "pid " + first + ": exit status 3",
                "sleep 1 to avoid rapid restarts", "spawned process pid=" + second.pid(),
                "pid " + second.pid() + ": terminated by SIGTERM", "Exiting").map("INFO:root:"::concat).toList(), said);
        assertTrue(daemon.sandbox.lines("bare").contains("DEBUG:root:start test succeeded"));
        List<String> doubled = said.stream().flatMap(line -> Stream.of(line, line)).toList();
        assertEquals(doubled, daemon.sandbox.lines("new/log").stream().filter(line -> !line.contains("start test"))
                .toList(), "the manager's own streams are the transcript");
    }

    /** A zone that no machine is set to: 13 hours and 57 minutes east of Greenwich. */
    @Test
    @Behaviour({Paragraph.LOGFILE, Paragraph.LOG_HANDLERS})
    void aRelativePathAndTheZoneOfTheEnvironment(Daemon daemon) {
        daemon.sandbox.write("conf", "<runner>\n program sleep 100\n directory new\n</runner>\n"
                + "<environment>\n TZ ODD-13:57\n</environment>\n<eventlog>\n <logfile>\n  path events\n"
                + "  format %(asctime)s|%(message)s\n  dateformat %z\n </logfile>\n</eventlog>\n");
        daemon.ask("start").exits(0);
        assertEquals("+1357|daemonizing the process", daemon.sandbox.lines("events").getFirst());
        daemon.stop();
    }

    @Test
    @Behaviour(Paragraph.LOG_FIELDS)
    void everyFieldInEveryStyle(Daemon daemon) {
        List<String> names = List.of("name", "levelno", "levelname", "pathname", "filename", "module", "lineno",
                "funcName", "created", "asctime", "msecs", "relativeCreated", "thread", "threadName", "process",
                "message");
        Map<String, Function<String, String>> styles = Map.of("classic", name -> "%(" + name + ")s",
                "format", name -> "{" + name + "}", "template", name -> "$${" + name + "}",
                "safe-template", name -> "$$" + name);
        StringBuilder handlers = new StringBuilder();
        styles.forEach((style, field) -> handlers.append(
                "<logfile>\n path %s\n style %s\n dateformat %%H:%%M:%%S\n format %s\n</logfile>\n".formatted(
                daemon.sandbox.path(style), style, names.stream().map(field).collect(Collectors.joining("|")))));
        logging(daemon, handlers.toString(), "program sleep 100");
        daemon.start();
        String manager = Long.toString(daemon.manager().pid());
        daemon.stop();
        for (String style : styles.keySet()) {
            String[] values = daemon.sandbox.lines(style).getLast().split("\\|");
            assertEquals(names.size(), values.length, style);
            assertEquals(List.of("root", "20", "INFO", "0", manager, "Exiting"),
                    List.of(values[0], values[1], values[2], values[6], values[14], values[15]), style);
            assertTrue(Stream.of(3, 4, 5, 7, 13).noneMatch(i -> values[i].isBlank()), Arrays.toString(values));
            assertTrue(values[8].matches("\\d{10}\\.\\d+") && values[9].matches("\\d\\d:\\d\\d:\\d\\d")
                    && values[10].matches("\\d{1,3}\\.\\d+") && values[11].matches("\\d+\\.\\d+")
                    && values[12].matches("\\d+"), Arrays.toString(values));
        }
    }

    @Test
    @Behaviour({Paragraph.SYSLOG, Paragraph.HTTP_LOGGER, Paragraph.EMAIL_NOTIFIER})
    void recordsReachEachKindOfServer(Daemon daemon) throws IOException {
        try (DatagramSocket syslog = new DatagramSocket(0, LOOPBACK); WebServer web = new WebServer("204 Fine");
                SmtpServer mail = new SmtpServer("250 hello", "250 fine")) {
            syslog.setSoTimeout(PATIENCE_MILLIS);
            logging(daemon, """
                    <syslog>
                      facility daemon
                      address 127.0.0.1:%d
                    </syslog>
                    <http-logger>
                      url %s
                      method POST
                    </http-logger>
                    <email-notifier>
                      level critical
                      from zdaemon@localhost
                      to one@localhost
                      to two@localhost
                      subject It has died
                      smtp-server 127.0.0.1:%d
                    </email-notifier>
                    """.formatted(syslog.getLocalPort(), web.url(), mail.port()),
                    "program " + daemon.sandbox.script("crash") + " runs 1", "backoff-limit 1");
            daemon.ask("start");
            DatagramPacket packet = new DatagramPacket(new byte[200], 200);
            syslog.receive(packet);
            assertEquals("<30>root daemonizing the process\0",
                    new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8));
            until("the last record has come", () -> web.requests().stream().anyMatch(line -> line.contains("msg=Exiting&")));
            assertTrue(web.requests().stream().allMatch(line -> line.startsWith("POST /log name=root&msg=")), web.requests()::toString);
            assertTrue(web.requests().stream().map(line -> URLDecoder.decode(line, StandardCharsets.UTF_8))
                    .anyMatch(line -> line.contains("msg=restarting too frequently; quit&levelname=CRITICAL&levelno=50&")));
            List<String> said = mail.said();
            assertTrue(said.containsAll(List.of("MAIL FROM:<zdaemon@localhost>", "RCPT TO:<one@localhost>",
                    "RCPT TO:<two@localhost>", "Subject: It has died")), said::toString);
            assertTrue(said.stream().anyMatch(line -> line.endsWith("restarting too frequently; quit")));
        }
    }

    /** Nobody answers, somebody takes the connection and says nothing, and a file is in a folder that is not there. */
    @Test
    @Behaviour(Paragraph.HANDLER_DOWN)
    void serversThatAreDownHoldNobodyUp(Daemon daemon) throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, LOOPBACK)) {
            logging(daemon, """
                    <syslog>
                      address %s
                    </syslog>
                    <logfile>
                      path %s
                    </logfile>
                    <http-logger>
                      url http://127.0.0.1:%3$d/
                    </http-logger>
                    <email-notifier>
                      from a
                      to b
                      smtp-server 127.0.0.1:%3$d
                    </email-notifier>
                    """.formatted(daemon.sandbox.path("no-socket"), daemon.sandbox.path("no-folder/log"),
                    silent.getLocalPort()), "program sleep 100");
            Result start = daemon.ask("start").exits(0);
            start.matches(Daemon.STARTED);
            daemon.ask("restart").exits(0).matches(Daemon.RESTARTED);
            assertTrue(daemon.status().get("eventlog_errors").contains("No such file or directory"));
            daemon.stop();
            assertTrue(Files.notExists(daemon.sandbox.path("no-folder")));
        }
    }

    @Test
    @Behaviour(Paragraph.LOGFILE)
    void aFileIsRotatedBySize(Daemon daemon) {
        logging(daemon, "<logfile>\n path %s\n max-size 60\n old-files 2\n format %%(message)s\n</logfile>\n"
                .formatted(daemon.sandbox.path("events")), "program sleep 100");
        daemon.start();
        daemon.stop();
        assertEquals(List.of("events", "events.1", "events.2"), daemon.sandbox.list().stream()
                .filter(name -> name.startsWith("events")).toList());
        assertEquals("Exiting", daemon.sandbox.lines("events").getLast());
    }

    @Test
    @Behaviour({Paragraph.KNOWN_SECTIONS, Paragraph.LOG_LEVELS})
    void theRunnersOwnEventLogReplacesTheOuterOne(Daemon daemon) {
        String inner = "<eventlog>\n level warning\n <logfile>\n path " + daemon.sandbox.path("inner")
                + "\n </logfile>\n</eventlog>";
        logging(daemon, "<logfile>\n path " + daemon.sandbox.path("outer") + "\n</logfile>",
                "program " + daemon.sandbox.script("crash") + " runs 1", "backoff-limit 1", inner);
        daemon.ask("start");
        until("it has given up", () -> daemon.sandbox.lines("inner").size() == 2);
        assertTrue(daemon.sandbox.lines("inner").get(1).endsWith(" CRITICAL root restarting too frequently; quit"));
        assertTrue(Files.notExists(daemon.sandbox.path("outer")));
    }

    private static void logging(Daemon daemon, String handlers, String... runner) {
        daemon.sandbox.write("conf", "<runner>\n" + String.join("\n", runner) + "\n</runner>\n<eventlog>\nlevel all\n"
                + handlers + "\n</eventlog>\n");
    }
}
