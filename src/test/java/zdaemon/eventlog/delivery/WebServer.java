package zdaemon.eventlog.delivery;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A web server that keeps what it was asked and always answers the same. The JDK's is in another module. */
public final class WebServer implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 10_000;

    private final ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private final Thread thread = new Thread(this::serve, "web");
    private final String status;

    /**
     * @param status for example {@code 200 OK}
     */
    public WebServer(String status) throws IOException {
        this.status = status;
        thread.start();
    }

    public String url() {
        return "http://127.0.0.1:" + listener.getLocalPort() + "/log";
    }

    /** Each request's method, target and body. */
    public List<String> requests() {
        return requests;
    }

    private void serve() {
        while (true) {
            try (Socket socket = listener.accept()) {
                socket.setSoTimeout(PATIENCE_MILLIS);
                answer(socket);
            } catch (SocketException e) {
                return;
            } catch (IOException e) {
                requests.add("the server failed: " + e);
            }
        }
    }

    private void answer(Socket socket) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        String[] words = in.readLine().split(" ");
        int length = 0;
        for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
            if (line.startsWith("Content-Length: ")) {
                length = Integer.parseInt(line.substring("Content-Length: ".length()));
            }
        }
        StringBuilder body = new StringBuilder();
        while (body.length() < length) {
            body.append((char) in.read());
        }
        requests.add(words[0] + " " + words[1] + " " + body);
        String reply = "HTTP/1.1 " + status + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        socket.getOutputStream().write(reply.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() throws IOException {
        listener.close();
        try {
            thread.join(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
