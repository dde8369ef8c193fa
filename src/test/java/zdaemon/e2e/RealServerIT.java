package zdaemon.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static zdaemon.e2e.Until.until;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** Real servers under supervision, if they are installed. */
@EndToEnd
class RealServerIT {

    @Test
    void nginx(Daemon daemon) throws IOException {
        assumeTrue(Tool.which("nginx") != null, "nginx is not installed");
        int port = freePort();
        // One process: a master's workers would keep the port after its death.
        daemon.sandbox.write("nginx.conf", """
                daemon off;
                master_process off;
                pid nginx.pid;
                error_log stderr;
                events { worker_connections 16; }
                http {
                  client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fcgi; uwsgi_temp_path uwsgi;
                  scgi_temp_path scgi;
                  log_format line '$request_uri';
                  access_log /dev/stdout line;
                  server { listen 127.0.0.1:%d; location / { return 200 "here\\n"; } }
                }
                """.formatted(port));
        daemon.runs("nginx -p . -e stderr -c nginx.conf");
        Proc first = daemon.start();
        until("nginx answers", () -> ask(port, "GET /one HTTP/1.0\r\n\r\n").endsWith("here\n"));
        daemon.printed("/one");
        first.kill("KILL");
        Proc second = daemon.programAfter(first);
        until("nginx answers again", () -> ask(port, "GET /two HTTP/1.0\r\n\r\n").endsWith("here\n"));
        daemon.printed("/two");
        Files.move(daemon.sandbox.path("log"), daemon.sandbox.path("log.1"));
        daemon.ask("reopen_transcript").exits(0).prints("");
        until("nginx answers still", () -> ask(port, "GET /three HTTP/1.0\r\n\r\n").endsWith("here\n"));
        daemon.printed("/three");
        assertTrue(daemon.sandbox.lines("log.1").contains("/two") && !daemon.sandbox.lines("log.1").contains("/three"));
        assertTrue(!daemon.sandbox.lines("log").contains("/two"), "and nothing is written twice");
        daemon.stop();
        Daemon.gone(second);
    }

    @Test
    void redis(Daemon daemon) throws IOException {
        assumeTrue(Tool.which("redis-server") != null, "redis-server is not installed");
        int port = freePort();
        daemon.sandbox.write("redis.conf", "bind 127.0.0.1\nport " + port + "\ndaemonize no\nsave \"\"\n");
        daemon.runs("redis-server redis.conf", "start-test-program redis-cli -p " + port + " ping");
        Proc first = daemon.start();
        assertTrue(ask(port, "PING\r\nQUIT\r\n").startsWith("+PONG\r\n"));
        first.kill("KILL");
        daemon.programAfter(first);
        until("redis answers again", () -> ask(port, "PING\r\nQUIT\r\n").startsWith("+PONG\r\n"));
        daemon.stop();
        assertTrue(daemon.sandbox.read("log").contains("Redis is now ready to exit"), "it could say good-bye");
    }

    private static String ask(int port, String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
