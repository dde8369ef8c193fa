package zdaemon.eventlog;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zdaemon.Behaviour;
import zdaemon.Paragraph;
import zdaemon.eventlog.delivery.Complaints;
import zdaemon.eventlog.delivery.Courier;
import zdaemon.eventlog.delivery.Delivery;
import zdaemon.eventlog.delivery.FakeLauncher;
import zdaemon.eventlog.delivery.StandardStream;
import zdaemon.eventlog.format.LogLevel;
import zdaemon.eventlog.format.LogRecord;
import zdaemon.posix.MessageReceiver;
import zdaemon.posix.NativeString;
import zdaemon.posix.PosixException;
import zdaemon.spec.Handler.Address;
import zdaemon.spec.Handler.Facility;

@Behaviour(Paragraph.SYSLOG)
class SyslogSinkTest {
    @TempDir
    Path folder;

    private final TestClock clock = new TestClock();
    private final FakeLauncher launcher = new FakeLauncher();
    private Streams errors;

    @BeforeEach
    void open() throws PosixException {
        errors = new Streams();
    }

    @AfterEach
    void close() {
        errors.close();
    }

    private SyslogSink sink(Facility facility, Address address) {
        Complaints complaints = new Complaints(new StandardStream(errors.writer()), clock);
        Courier courier = new Courier(clock, complaints);
        courier.employ(launcher);
        return new SyslogSink(facility, address, courier, complaints);
    }

    private static void write(Sink sink, int level, String text) {
        sink.write(new LogRecord(0, level, text, 1, 0), text);
    }

    @Test
    void sendsToAUnixSocketAndFindsItAgainAfterARestart() throws PosixException {
        String path = folder.resolve("log").toString();
        SyslogSink sink = sink(Facility.DAEMON, new Address.Local(path));
        try (MessageReceiver receiver = MessageReceiver.bind(path)) {
            write(sink, LogLevel.CRITICAL, "root h\u00e9");
            assertEquals("<26>root h\u00e9\0", NativeString.decode(receiver.receive()));
        }
        write(sink, LogLevel.INFO, "nobody there");
        assertEquals(Optional.of("syslog: No such file or directory (messages lost: 1)"), sink.trouble());
        try (MessageReceiver receiver = MessageReceiver.bind(path)) {
            write(sink, LogLevel.INFO, "again");
            assertEquals("<30>again\0", NativeString.decode(receiver.receive()));
            assertEquals(Optional.empty(), sink.trouble());
        }
        assertEquals("zdaemon: event log: syslog: No such file or directory (messages lost: 1)\n", errors.text());
        sink.close();
    }

    @Test
    void dropsWhatTheDaemonDoesNotTake() throws PosixException {
        String path = folder.resolve("log").toString();
        SyslogSink sink = sink(Facility.USER, new Address.Local(path));
        try (MessageReceiver receiver = MessageReceiver.bind(path)) {
            for (int i = 0; i < 10_000 && sink.trouble().isEmpty(); i++) {
                write(sink, LogLevel.INFO, "message " + i);
            }
            assertTrue(sink.trouble().isPresent());
            assertEquals("<14>message 0\0", NativeString.decode(receiver.receive()));
        }
        sink.close();
    }

    @Test
    void everyLevelHasItsSeverity() throws PosixException {
        String path = folder.resolve("log").toString();
        SyslogSink sink = sink(Facility.LOCAL7, new Address.Local(path));
        int[] levels = {LogLevel.CRITICAL, LogLevel.ERROR, LogLevel.WARNING, LogLevel.INFO, LogLevel.BLATHER,
            LogLevel.DEBUG, LogLevel.TRACE, 0};
        int[] severities = {2, 3, 4, 6, 7, 7, 7, 7};
        try (MessageReceiver receiver = MessageReceiver.bind(path)) {
            for (int i = 0; i < levels.length; i++) {
                write(sink, levels[i], "x");
                assertEquals("<" + (23 * 8 + severities[i]) + ">x\0", NativeString.decode(receiver.receive()));
            }
        }
        sink.close();
    }

    @Test
    void sendsToANumberOverUdp() throws IOException {
        try (DatagramSocket receiver = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"))) {
            SyslogSink sink = sink(Facility.USER, new Address.Host("localhost", receiver.getLocalPort()));
            write(sink, LogLevel.ERROR, "text");
            receiver.setSoTimeout(10_000);
            DatagramPacket packet = new DatagramPacket(new byte[100], 100);
            receiver.receive(packet);
            assertEquals("<11>text\0", new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8));
            sink.close();
        }
    }

    @Test
    void leavesNamesToTheAgent() {
        SyslogSink sink = sink(Facility.USER, new Address.Host("loghost.example", 514));
        write(sink, LogLevel.INFO, "text");
        assertEquals(List.of(new Delivery.Packet("loghost.example", 514, "<14>text")),
                launcher.deliveries(launcher.launched.size() - 1));
    }

    @Test
    void tellsNumbersFromNames() {
        assertArrayEquals(new byte[] {127, 0, 0, 1}, NumericAddress.parse("localhost").orElseThrow());
        byte[] private10 = {10, 0, (byte) 200, (byte) 255};
        assertArrayEquals(private10, NumericAddress.parse("10.0.200.255").orElseThrow());
        assertEquals(16, NumericAddress.parse("fe80::1").orElseThrow().length);
        for (String name : List.of("loghost", "10.0.0", "10.0.0.256", "10.0.0.1.2", "1.2.3.x", "", "...", "1..2.3",
                "fe80::1%eth0", "a:b:c", "10.0.0.1111")) {
            assertEquals(Optional.empty(), NumericAddress.parse(name), name);
        }
    }
}
