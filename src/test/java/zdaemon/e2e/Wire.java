package zdaemon.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** A raw connection to a control socket (behaviour §5). */
public final class Wire implements AutoCloseable {

    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final int AT_ONCE = 65_536;

    private final SocketChannel channel;

    public Wire(Path socket) throws IOException {
        channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
    }

    /** Sends one request, a line without its end, and returns the whole reply. */
    public static String ask(Path socket, String request) throws IOException {
        try (Wire wire = new Wire(socket)) {
            return wire.send(request + "\n").reply();
        }
    }

    /** The status reply: keys in the order in which they came. */
    public static Map<String, String> status(Path socket) throws IOException {
        Map<String, String> status = new LinkedHashMap<>();
        for (String line : ask(socket, "status").split("\n")) {
            int equals = line.indexOf('=');
            status.put(line.substring(0, equals), line.substring(equals + 1));
        }
        return status;
    }

    public Wire send(String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        return this;
    }

    /** Says that nothing more will come. */
    public Wire end() throws IOException {
        channel.shutdownOutput();
        return this;
    }

    /** Everything up to the end of the connection, which must come before the deadline. */
    public String reply() throws IOException {
        return reply(AT_ONCE);
    }

    /** As {@link #reply()}, reading so many bytes at a time. */
    String reply(int bytes) throws IOException {
        ByteArrayOutputStream reply = new ByteArrayOutputStream();
        collect(reply, bytes);
        return reply.toString(UTF_8);
    }

    /** As {@link #reply}, also when the manager closed before it had read all that was sent. */
    public String replyDespiteReset() {
        ByteArrayOutputStream reply = new ByteArrayOutputStream();
        try {
            collect(reply, AT_ONCE);
        } catch (IOException reset) {
            // What came before the reset is the reply.
        }
        return reply.toString(UTF_8);
    }

    private void collect(ByteArrayOutputStream reply, int bytes) throws IOException {
        ByteBuffer chunk = ByteBuffer.allocate(bytes);
        long end = System.nanoTime() + DEADLINE.toNanos();
        channel.configureBlocking(false);
        try (Selector selector = Selector.open()) {
            channel.register(selector, SelectionKey.OP_READ);
            for (int count = 0; count >= 0; count = channel.read(chunk.clear())) {
                reply.write(chunk.array(), 0, count);
                selector.select(1000);
                if (System.nanoTime() > end) {
                    throw new AssertionError("no end of the reply in time, so far: " + reply.toString(UTF_8));
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
