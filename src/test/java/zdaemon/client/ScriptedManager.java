package zdaemon.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A stand-in for a manager: speaks the control socket's protocol from a thread, one client at a time, and says what the
 * test tells it to.
 */
public final class ScriptedManager implements AutoCloseable {

    /** What a test answers. */
    public interface Script {
        /** The reply to a request line, without its end; {@link #CLOSE} or {@link #SILENCE} for none. */
        String reply(String line) throws Exception;
    }

    /** Closes the connection without a word. */
    public static final String CLOSE = "\0close";
    /** Keeps the connection open until the stand-in is closed. */
    public static final String SILENCE = "\0silence";
    /** Closes the connection and the socket, as a manager that ends. */
    public static final String EXIT = "\0exit";

    private final Path socket;
    private final ServerSocketChannel server;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<byte[]> contents = new CopyOnWriteArrayList<>();
    private final List<SocketChannel> silent = new CopyOnWriteArrayList<>();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final CountDownLatch ended = new CountDownLatch(1);

    public ScriptedManager(Path socket, Script script) {
        try {
            this.socket = socket;
            server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            server.bind(UnixDomainSocketAddress.of(socket));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread thread = new Thread(() -> serve(script), "scripted manager");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve(Script script) {
        try {
            boolean goesOn = true;
            while (goesOn) {
                SocketChannel client = server.accept();
                String line = readLine(client);
                requests.add(line);
                readContent(client, line);
                goesOn = follow(script, line, client);
            }
        } catch (java.nio.channels.ClosedChannelException e) {
            // The test is over.
            return;
        } catch (Throwable e) {
            failure.set(e);
        } finally {
            ended.countDown();
        }
    }

    /** A client that the script knows nothing of is not kept waiting. */
    private boolean follow(Script script, String line, SocketChannel client) throws Exception {
        try {
            return answer(client, script.reply(line));
        } catch (Throwable e) {
            client.close();
            server.close();
            throw e;
        }
    }

    private boolean answer(SocketChannel client, String reply) throws IOException {
        if (reply.equals(SILENCE)) {
            silent.add(client);
            return true;
        }
        if (reply.equals(EXIT)) {
            server.close();
            Files.deleteIfExists(socket);
            client.close();
            return false;
        }
        if (!reply.equals(CLOSE)) {
            ByteBuffer bytes = ByteBuffer.wrap(reply.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                client.write(bytes);
            }
        }
        client.close();
        return true;
    }

    private static String readLine(SocketChannel client) throws IOException {
        StringBuilder line = new StringBuilder();
        ByteBuffer one = ByteBuffer.allocate(1);
        while (client.read(one) == 1) {
            char c = (char) one.get(0);
            if (c == '\n') {
                break;
            }
            line.append(c);
            one.clear();
        }
        return line.toString();
    }

    /** What follows the line of {@code update LENGTH}: unread, it would break the connection. */
    private void readContent(SocketChannel client, String line) throws IOException {
        String[] words = line.split(" ");
        if (words[0].equals("update") && words.length > 1) {
            ByteBuffer content = ByteBuffer.allocate(Integer.parseInt(words[1]));
            while (content.hasRemaining() && client.read(content) >= 0) {
                continue;
            }
            contents.add(content.array());
        }
    }

    /** What followed the lines of {@code update}. */
    public List<byte[]> contents() {
        return contents;
    }

    /** The request lines so far. */
    public List<String> requests() {
        return requests;
    }

    /** A reply to {@code status}. */
    public static String status(int application, boolean shouldBeUp, boolean testing, String args) {
        return "status=" + (application == 0 ? "stopped" : "running") + "\nnow=1700000000.5\nshould_be_up="
                + (shouldBeUp ? 1 : 0) + "\ndelay=0\nbackoff=0\nlasttime=1700000000.0\napplication=" + application
                + "\ntesting=" + (testing ? 1 : 0) + "\nmanager=4242\nbackofflimit=10\nfilename='/bin/sleep'\nargs="
                + args + "\n";
    }

    /** What an older manager says to what it does not know. */
    public static String unknown(String line) {
        return "Unknown command '" + line.split(" ")[0] + "'; 'help' for a list\n";
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (SocketChannel client : silent) {
            client.close();
        }
        Files.deleteIfExists(socket);
        if (failure.get() != null) {
            throw new AssertionError("the stand-in failed", failure.get());
        }
    }
}
