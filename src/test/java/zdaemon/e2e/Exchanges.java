package zdaemon.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static zdaemon.e2e.Until.until;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The recorded exchanges of {@code exchanges.txt}, held against whoever answers at a socket. Requests are sent as old
 * clients send them: one line, then the sending side is closed, and the reply is read 1,000 bytes at a time.
 */
final class Exchanges {
    private static final int OLD_CLIENTS_READ = 1_000;

    private Exchanges() {
    }

    /** Sends one request, a line without its end, as an old client does. */
    static String ask(Path socket, String request) throws IOException {
        try (Wire wire = new Wire(socket)) {
            return wire.send(request + "\n").end().reply(OLD_CLIENTS_READ);
        }
    }

    /** Every recorded request is answered as recorded. */
    static void replay(Path socket, String sleep) throws IOException {
        String request = null;
        StringBuilder reply = new StringBuilder();
        for (String line : recorded()) {
            if (line.startsWith("< ")) {
                reply.append(line.substring(2).replace("/usr/bin/sleep", sleep)).append('\n');
                continue;
            }
            if (request != null) {
                assertEquals(reply.toString(), withoutNumbers(ask(socket, request)), "reply to '" + request + "'");
                reply.setLength(0);
            }
            request = line.startsWith(">") ? line.substring(1).strip() : null;
            if (request == null) {
                awaitProgram(socket, line.equals("= up"));
            }
        }
        assertEquals(reply.toString(), withoutNumbers(ask(socket, request)), "reply to '" + request + "'");
    }

    private static void awaitProgram(Path socket, boolean up) {
        until("the program is " + (up ? "up" : "down"), () -> {
            String status = ask(socket, "status");
            return up ? status.contains("\nshould_be_up=1\n") && !status.contains("\napplication=0\n")
                    : status.contains("\napplication=0\n");
        });
    }

    private static String withoutNumbers(String reply) {
        return reply.replaceAll("(?m)^(now|lasttime)=\\d+\\.\\d+$", "$1=T")
                .replaceAll("(?m)^(application|manager)=[1-9]\\d*$", "$1=N");
    }

    private static List<String> recorded() throws IOException {
        try (InputStream file = Exchanges.class.getResourceAsStream("exchanges.txt")) {
            List<String> lines = new ArrayList<>(
                    new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
            lines.removeIf(line -> line.startsWith("#"));
            return lines;
        }
    }
}
