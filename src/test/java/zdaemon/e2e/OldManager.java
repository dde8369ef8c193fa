package zdaemon.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** A manager that knows the table of behaviour §5 and nothing more, as they are in the field. It only pretends. */
final class OldManager implements AutoCloseable {

    /** The pid that status tells; 0 when the program is down. */
    final AtomicLong application = new AtomicLong();

    /** The requests that came. */
    final List<String> requests = new CopyOnWriteArrayList<>();

    private final ServerSocketChannel server;
    private final Path socket;
    private final String program;
    private final long restarted;

    OldManager(Path socket, String program, long application, long restarted) throws IOException {
        this.socket = socket;
        this.program = program;
        this.application.set(application);
        this.restarted = restarted;
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        Thread.ofPlatform().daemon().name("old manager").start(this::serve);
    }

    private void serve() {
        try {
            while (true) {
                try (SocketChannel client = server.accept()) {
                    client.write(UTF_8.encode(reply(request(client))));
                }
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private static String request(SocketChannel client) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(10_000);
        while (client.read(bytes) > 0 && bytes.get(bytes.position() - 1) != '\n') {
            // A line is a request.
        }
        return UTF_8.decode(bytes.flip()).toString().strip();
    }

    private String reply(String request) {
        requests.add(request);
        return switch (request.split(" ")[0]) {
            case "status" -> status();
            case "start" -> "Application already started\n";
            case "stop" -> {
                application.set(0);
                yield "Sent SIGTERM\n";
            }
            case "restart" -> {
                application.set(restarted);
                yield "Sent SIGTERM; will restart later\n";
            }
            case "kill" -> "Signal 10 sent\n";
            case "reopen_transcript" -> "";
            default -> "Unknown command '" + request.split(" ")[0] + "'; 'help' for a list\n";
        };
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
        Files.deleteIfExists(socket);
    }
}
