package zdaemon.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A manager that knows the table of behaviour §5 and nothing more, as they are in the field: it reads 1,000 bytes at a
 * time and talks to one client only, so that each one who comes cuts off the one before. Its program is pretence.
 */
final class OldManager implements AutoCloseable {
    private static final int READ = 1_000;
    private static final int LONGEST = 10_000;

    /** The pid that status tells; 0 when the program is down. */
    final AtomicLong application = new AtomicLong();

    /** The requests that came. */
    final List<String> requests = new CopyOnWriteArrayList<>();

    /** How many of the next requests shall meet with the fate of a client whom another one cuts off. */
    final AtomicInteger cutOff = new AtomicInteger();

    private final ServerSocketChannel server;
    private final Selector selector;
    private final Path socket;
    private final String program;
    private final long restarted;
    private SocketChannel client;
    private ByteArrayOutputStream received;

    OldManager(Path socket, String program, long application, long restarted) throws IOException {
        this.socket = socket;
        this.program = program;
        this.application.set(application);
        this.restarted = restarted;
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        server.configureBlocking(false);
        selector = Selector.open();
        server.register(selector, SelectionKey.OP_ACCEPT);
        Thread.ofPlatform().daemon().name("old manager").start(this::serve);
    }

    private void serve() {
        try {
            while (server.isOpen()) {
                selector.select();
                for (SelectionKey key : selector.selectedKeys()) {
                    if (key.channel() == server) {
                        accept();
                    } else if (key.channel() == client) {
                        read();
                    }
                }
                selector.selectedKeys().clear();
            }
        } catch (IOException | ClosedSelectorException closed) {
            // The test is over.
        }
    }

    private void accept() throws IOException {
        SocketChannel next = server.accept();
        if (next != null) {
            hangUp();
            client = next;
            client.configureBlocking(false);
            client.register(selector, SelectionKey.OP_READ);
            received = new ByteArrayOutputStream();
        }
    }

    private void read() throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(READ);
        if (client.read(bytes) < 0) {
            answer("Command not terminated by newline\n");
            return;
        }
        received.write(bytes.array(), 0, bytes.position());
        String text = received.toString(UTF_8);
        if (cutOff.getAndDecrement() > 0) {
            hangUp();
        } else if (text.indexOf('\n') >= 0) {
            answer(reply(text.substring(0, text.indexOf('\n')).strip()));
        } else if (received.size() > LONGEST) {
            answer("Command exceeds 10 KB\n");
        }
    }

    /** No reply fills the socket's buffer. A client that is gone is nobody's concern. */
    private void answer(String reply) throws IOException {
        try {
            client.write(UTF_8.encode(reply));
        } catch (IOException gone) {
            requests.add("gone");
        }
        hangUp();
    }

    private void hangUp() throws IOException {
        if (client != null) {
            client.close();
            client = null;
        }
    }

    private String reply(String request) {
        requests.add(request);
        boolean up = application.get() != 0;
        return switch (request.split(" ")[0]) {
            case "" -> "Empty command\n";
            case "status" -> status();
            case "start" -> up ? "Application already started\n" : become(restarted, "Application started\n");
            case "stop" -> up ? become(0, "Sent SIGTERM\n") : "Application already stopped\n";
            case "restart" -> become(restarted, up ? "Sent SIGTERM; will restart later\n" : "Application started\n");
            case "exit" -> up ? become(0, "Sent SIGTERM; will exit later\n") : "Exiting now\n";
            case "kill" -> up ? kill(request.replaceFirst("^kill ?", "")) : "Application not running\n";
            case "reopen_transcript" -> "";
            default -> "Unknown command '" + request.split(" ")[0] + "'; 'help' for a list\n";
        };
    }

    private String become(long pid, String reply) {
        application.set(pid);
        return reply;
    }

    private static String kill(String signal) {
        if (!signal.matches("\\d*")) {
            return "Bad signal '" + signal + "'\n";
        }
        int number = signal.isEmpty() ? 15 : Integer.parseInt(signal);
        return number > 64 ? "Kill " + number + " failed: [Errno 22] Invalid argument\n"
                : "Signal " + number + " sent\n";
    }

    private String status() {
        long pid = application.get();
        return """
                status=%s
                now=1000000000.25
                should_be_up=%d
                delay=0
                backoff=0
                lasttime=999999999.5
                application=%d
                testing=0
                manager=%d
                backofflimit=10
                filename='/usr/bin/sleep'
                args=%s
                """.formatted(pid == 0 ? "stopped" : "running", pid == 0 ? 0 : 1, pid,
                ProcessHandle.current().pid(), program);
    }

    @Override
    public void close() throws IOException {
        server.close();
        selector.close();
        hangUp();
        Files.deleteIfExists(socket);
    }
}
