package zdaemon.eventlog.delivery;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A mail server for one connection, which keeps what the client says. */
public final class SmtpServer implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 10_000;

    private final ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final List<String> said = new ArrayList<>();
    private final Thread thread = new Thread(this::serve, "smtp");
    private final String hello;
    private final String recipient;

    /**
     * @param hello     the reply to EHLO
     * @param recipient the reply to RCPT
     */
    public SmtpServer(String hello, String recipient) throws IOException {
        this.hello = hello;
        this.recipient = recipient;
        listener.setSoTimeout(PATIENCE_MILLIS);
        thread.start();
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** All lines of the client, once it is gone. */
    public List<String> said() {
        try {
            thread.join(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return said;
    }

    private void serve() {
        try (Socket socket = listener.accept()) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            OutputStream out = socket.getOutputStream();
            answer(out, "220 ready");
            boolean data = false;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                said.add(line);
                if (!data) {
                    answer(out, reply(line));
                    data = line.equals("DATA");
                } else if (line.equals(".")) {
                    data = false;
                    answer(out, "250 queued");
                }
            }
        } catch (IOException e) {
            said.add("the server failed: " + e);
        }
    }

    private String reply(String line) {
        if (line.startsWith("EHLO")) {
            return hello;
        }
        if (line.startsWith("RCPT")) {
            return recipient;
        }
        if (line.startsWith("AUTH LOGIN") || line.equals("dXNlcg==")) {
            return "334 go on";
        }
        if (line.startsWith("AUTH") || line.equals("c2VjcmV0")) {
            return "235 welcome";
        }
        return line.equals("DATA") ? "354 go ahead" : line.equals("QUIT") ? "221 bye" : "250 ok";
    }

    private static void answer(OutputStream out, String reply) throws IOException {
        out.write((reply + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        said();
    }
}
