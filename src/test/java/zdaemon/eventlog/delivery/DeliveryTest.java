package zdaemon.eventlog.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import zdaemon.Behaviour;
import zdaemon.Paragraph;
import zdaemon.spec.Handler;
import zdaemon.spec.RecordReader.RecordException;

/** The agent against real servers on the loopback. */
class DeliveryTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private final ByteArrayOutputStream complaints = new ByteArrayOutputStream();

    private int run(boolean complain, Delivery... deliveries) {
        byte[] work = new Workload(complain, List.of(deliveries)).encode();
        try {
            return DeliveryMain.run(work, new PrintStream(complaints, true, StandardCharsets.UTF_8));
        } catch (RecordException e) {
            throw new AssertionError(e);
        }
    }

    private String complained() {
        return complaints.toString(StandardCharsets.UTF_8);
    }

    @Test
    @Behaviour(Paragraph.HTTP_LOGGER)
    void bringsRecordsToAWebServer() throws IOException {
        try (WebServer web = new WebServer("200 OK")) {
            assertEquals(0, run(true, new Delivery.Web(web.url(), false, "a=1&b=%20"),
                    new Delivery.Web(web.url() + "?x=y", false, "a=2"), new Delivery.Web(web.url(), true, "a=3")));
            assertEquals(List.of("GET /log?a=1&b=%20 ", "GET /log?x=y&a=2 ", "POST /log a=3"), web.requests());
            assertEquals("", complained());
        }
    }

    @Test
    @Behaviour(Paragraph.HANDLER_DOWN)
    void saysWhatAWebServerRefuses() throws IOException {
        try (WebServer web = new WebServer("500 Internal Server Error")) {
            Delivery delivery = new Delivery.Web(web.url(), true, "a=1");
            assertEquals(DeliveryMain.COMPLAINED, run(true, delivery, delivery));
            assertEquals("zdaemon: event log: can't deliver to " + web.url()
                    + ": the server answers 500 Internal Server Error (messages lost: 2)\n", complained());
            assertEquals(1, web.requests().size());
        }
    }

    @Test
    void saysNothingWhenQuiet() {
        assertEquals(DeliveryMain.COMPLAINED, run(false, new Delivery.Web("nonsense", false, "a=1")));
        assertEquals("", complained());
    }

    @Test
    @Behaviour(Paragraph.HANDLER_DOWN)
    void aServerThatIsDownLeavesTheOthers() throws IOException {
        int nobody;
        try (ServerSocket free = new ServerSocket(0, 1, LOOPBACK)) {
            nobody = free.getLocalPort();
        }
        try (WebServer web = new WebServer("200 OK")) {
            assertEquals(DeliveryMain.COMPLAINED,
                    run(true, mail(nobody, Optional.empty(), "text"), new Delivery.Web(web.url(), false, "a=1")));
            assertEquals(1, web.requests().size());
            assertEquals("zdaemon: event log: can't deliver to mail server 127.0.0.1:" + nobody
                    + ": Connection refused (messages lost: 1)\n", complained());
        }
    }

    @Test
    void sendsPackets() throws IOException {
        try (DatagramSocket receiver = new DatagramSocket(0, LOOPBACK)) {
            assertEquals(0, run(true, new Delivery.Packet("127.0.0.1", receiver.getLocalPort(), "<14>text")));
            receiver.setSoTimeout(10_000);
            DatagramPacket packet = new DatagramPacket(new byte[100], 100);
            receiver.receive(packet);
            assertEquals("<14>text\0", new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8));
        }
    }

    private static Delivery mail(int port, Optional<Handler.Login> login, String body) {
        return new Delivery.Mail("127.0.0.1", port, login, "Z\u00e9 <z@here>", List.of("a@there", "B <b@there>"),
                "It is down", 1_700_000_000L, body);
    }

    @Test
    @Behaviour(Paragraph.EMAIL_NOTIFIER)
    void deliversAMail() throws IOException {
        try (SmtpServer server = new SmtpServer("250-hello\r\n250-AUTH LOGIN PLAIN\r\n250 OK", "250 fine")) {
            Delivery mail = mail(server.port(), Optional.empty(), "first\n.second\n\nlast");
            assertEquals(0, run(true, mail), this::complained);
            List<String> said = server.said();
            assertEquals(List.of("EHLO [127.0.0.1]", "MAIL FROM:<z@here>", "RCPT TO:<a@there>", "RCPT TO:<b@there>",
                    "DATA", "From: =?utf-8?b?WsOp?= <z@here>", "To: a@there,", " B <b@there>", "Subject: It is down"),
                    said.subList(0, 9));
            // By the machine's time zone.
            String date = said.get(9);
            assertTrue(date.matches("Date: (Tue, 14|Wed, 15) Nov 2023 \\d\\d:\\d\\d:20 [+-]\\d{4}"), date);
            assertEquals(List.of("MIME-Version: 1.0", "Content-Type: text/plain; charset=\"utf-8\"",
                    "Content-Transfer-Encoding: 7bit", "", "first", "..second", "", "last", ".", "QUIT"),
                    said.subList(10, said.size()));
        }
    }

    @Test
    void encodesWhatIsNotAscii() throws IOException {
        try (SmtpServer server = new SmtpServer("250 hello", "250 fine")) {
            assertEquals(0, run(true, mail(server.port(), Optional.empty(), "h\u00e9")), this::complained);
            List<String> said = server.said();
            assertTrue(said.contains("Content-Transfer-Encoding: base64"));
            assertTrue(said.contains("aMOp"));
        }
    }

    @Test
    @Behaviour(Paragraph.EMAIL_NOTIFIER)
    void logsIn() throws IOException {
        Optional<Handler.Login> login = Optional.of(new Handler.Login("user", "secret"));
        try (SmtpServer server = new SmtpServer("250-hello\r\n250 AUTH CRAM-MD5 LOGIN PLAIN", "250 fine")) {
            assertEquals(0, run(true, mail(server.port(), login, "text")), this::complained);
            assertEquals("AUTH PLAIN AHVzZXIAc2VjcmV0", server.said().get(1));
        }
        try (SmtpServer server = new SmtpServer("250-hello\r\n250 AUTH LOGIN", "250 fine")) {
            assertEquals(0, run(true, mail(server.port(), login, "text")), this::complained);
            assertEquals(List.of("AUTH LOGIN", "dXNlcg==", "c2VjcmV0"), server.said().subList(1, 4));
        }
        try (SmtpServer server = new SmtpServer("250 hello", "250 fine")) {
            assertEquals(DeliveryMain.COMPLAINED, run(true, mail(server.port(), login, "text")));
            assertTrue(complained().contains("no log-in that we know"), complained());
        }
    }

    @Test
    @Behaviour(Paragraph.HANDLER_DOWN)
    void saysWhomAMailServerRefuses() throws IOException {
        try (SmtpServer server = new SmtpServer("250 hello", "550-no\r\n550 such user")) {
            assertEquals(DeliveryMain.COMPLAINED, run(true, mail(server.port(), Optional.empty(), "text")));
            assertEquals("zdaemon: event log: can't deliver to mail server 127.0.0.1:" + server.port()
                    + ": a@there is refused: 550 no such user; B <b@there> is refused: 550 no such user"
                    + " (messages lost: 1)\n", complained());
        }
    }

    /** Nothing in a message can end the mail or add a command. */
    @Test
    void aMessageCannotBreakOut() throws IOException {
        try (SmtpServer server = new SmtpServer("250 hello", "250 fine")) {
            Delivery evil = new Delivery.Mail("127.0.0.1", server.port(), Optional.empty(), "z@here>\r\nRSET",
                    List.of("a@there\r\nQUIT"), "subject\r\nBcc: x@y", 0, "text\r\n.\r\nMAIL FROM:<x@y>");
            assertEquals(0, run(true, evil), this::complained);
            List<String> said = server.said();
            assertEquals("MAIL FROM:<z@hereRSET>", said.get(1));
            assertEquals("RCPT TO:<a@thereQUIT>", said.get(2));
            assertTrue(said.contains("Subject: subject  Bcc: x@y"), said.toString());
            assertEquals(List.of(".", "QUIT"), said.subList(said.size() - 2, said.size()));
        }
    }

    @Test
    void runsAsAProcess() throws IOException, InterruptedException {
        try (WebServer web = new WebServer("200 OK")) {
            String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
            Process process = new ProcessBuilder(java, "-Xshare:auto", "-XX:TieredStopAtLevel=1", "-cp",
                    System.getProperty("java.class.path"), DeliveryMain.class.getName())
                    .redirectErrorStream(true).start();
            try {
                try (OutputStream input = process.getOutputStream()) {
                    input.write(new Workload(true, List.of(new Delivery.Web(web.url(), false, "a=1"))).encode());
                }
                assertEquals("", new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
                assertTrue(process.waitFor(60, TimeUnit.SECONDS));
                assertEquals(0, process.exitValue());
            } finally {
                process.destroyForcibly();
            }
            assertEquals(List.of("GET /log?a=1 "), web.requests());
        }
    }
}
