package zdaemon.posix;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zdaemon.bindings.sockaddr_in;

class MessageSocketTest {
    private static final byte[] MESSAGE = "<14>hello\0".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private static int send(Fd socket) throws PosixException {
        try (Buffer buffer = Buffer.allocate(MESSAGE.length)) {
            buffer.put(MESSAGE, 0, MESSAGE.length);
            return UnixSocket.send(socket, buffer, 0, MESSAGE.length);
        }
    }

    @Test
    void sendsToADatagramSocket() throws PosixException {
        String path = folder.resolve("log").toString();
        try (MessageReceiver receiver = MessageReceiver.bind(path); Fd socket = MessageSocket.connect(path)) {
            assertEquals(MESSAGE.length, send(socket));
            assertArrayEquals(MESSAGE, receiver.receive());
        }
    }

    @Test
    void neverWaitsForAReceiverThatDoesNotRead() throws PosixException {
        String path = folder.resolve("log").toString();
        try (MessageReceiver receiver = MessageReceiver.bind(path); Fd socket = MessageSocket.connect(path)) {
            int sent = 0;
            while (send(socket) != Fd.WOULD_BLOCK) {
                sent++;
            }
            assertArrayEquals(MESSAGE, receiver.receive(), "after " + sent + " messages");
        }
    }

    @Test
    void sendsToAStreamSocket() throws PosixException {
        String path = folder.resolve("log").toString();
        try (Fd listener = UnixSocket.bind(path, 0700); Buffer buffer = Buffer.allocate(100)) {
            UnixSocket.listen(listener, 1);
            try (Fd socket = MessageSocket.connect(path); Fd connection = UnixSocket.accept(listener).orElseThrow()) {
                assertEquals(MESSAGE.length, send(socket));
                assertArrayEquals(MESSAGE, buffer.get(0, connection.read(buffer)));
            }
        }
    }

    @Test
    void saysThatNobodyIsThere() {
        PosixException refused = assertThrows(PosixException.class,
                () -> MessageSocket.connect(folder.resolve("none").toString()));
        assertEquals(Errno.ENOENT, refused.errno());
    }

    @Test
    void sendsOverUdp() throws IOException {
        overUdp("127.0.0.1");
    }

    @Test
    void sendsOverUdpOfIpv6() throws IOException {
        try (DatagramSocket probe = new DatagramSocket(new InetSocketAddress("::1", 0))) {
            assumeTrue(probe.isBound());
        } catch (SocketException e) {
            assumeTrue(false, "no IPv6 here");
        }
        overUdp("::1");
    }

    private static void overUdp(String host) throws IOException {
        InetAddress loopback = InetAddress.getByName(host);
        try (DatagramSocket receiver = new DatagramSocket(0, loopback);
                Fd socket = MessageSocket.connect(loopback.getAddress(), receiver.getLocalPort())) {
            assertEquals(MESSAGE.length, send(socket));
            receiver.setSoTimeout(10_000);
            DatagramPacket packet = new DatagramPacket(new byte[100], 100);
            receiver.receive(packet);
            assertArrayEquals(MESSAGE, Arrays.copyOf(packet.getData(), packet.getLength()));
        }
    }

    @Test
    void theNumbersAreThoseOfTheBindings() {
        assertEquals(sockaddr_in.sizeof(), MessageSocket.SOCKADDR_IN_SIZE);
        assertEquals(sockaddr_in.sin_port$offset(), MessageSocket.SOCKADDR_IN_PORT);
        assertEquals(sockaddr_in.sin_addr$offset(), MessageSocket.SOCKADDR_IN_ADDR);
    }
}
