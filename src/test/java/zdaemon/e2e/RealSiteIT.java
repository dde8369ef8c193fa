package zdaemon.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static zdaemon.e2e.Until.until;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import zdaemon.Behaviour;
import zdaemon.Paragraph;

/** A site as people run it: PostgreSQL, a migration, a service in Java that asks it, and nginx in front. */
@Behaviour({Paragraph.NEEDS, Paragraph.ONESHOT, Paragraph.UPDATE, Paragraph.ROLLBACK})
@EndToEnd
class RealSiteIT {
    /** What PostgreSQL's own user is called where root installs it; root itself may not run it. */
    private static final String POSTGRES = "postgres";
    private static final Duration PATIENCE = Duration.ofSeconds(100);
    private static final String SITE = """
            <manager>
              socket-name zdsock
            </manager>
            <eventlog>
              <logfile>
                path %6$s/events
              </logfile>
            </eventlog>
            <defaults>
              transcript-full block
              start-seconds 0
            </defaults>
            <environment>
              PGHOST %6$s/db
              PGUSER %5$s
              PGDATABASE postgres
            </environment>
            <runner nginx>
              program nginx -p . -e stderr -c nginx.conf
              transcript nginx.log
              needs web
            </runner>
            <runner web>
              program %1$s -XX:TieredStopAtLevel=1 -cp . Web {instance} %2$d %3$s
              transcript web.{instance}.log
              instances 2
              needs migrate
              start-test-program test -e web.ready
            </runner>
            <runner migrate>
              program psql -v ON_ERROR_STOP=1 -f migrate.sql
              transcript migrate.log
              oneshot on
              needs db
            </runner>
            <runner db>
              program %4$s/postgres -D db -k %6$s/db -c listen_addresses=
              transcript logs/db.log
              user %5$s
              stop-signal INT
              start-test-program %4$s/pg_isready -q
            </runner>
            """;
    private static final String WEB = """
            import com.sun.net.httpserver.HttpServer;
            import java.net.InetSocketAddress;
            class Web {
                public static void main(String[] words) throws Exception {
                    int port = Integer.parseInt(words[1]) + Integer.parseInt(words[0]);
                    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
                    server.createContext("/", exchange -> {
                        Process psql = new ProcessBuilder("psql", "-At", "-c", "SELECT text FROM greeting").start();
                        byte[] answer = (words[2] + " " + new String(psql.getInputStream().readAllBytes())).getBytes();
                        exchange.sendResponseHeaders(200, answer.length);
                        exchange.getResponseBody().write(answer);
                        exchange.close();
                    });
                    server.start();
                    System.out.println("web " + words[0] + " listens");
                    new java.io.File("web.ready").createNewFile();
                }
            }
            """;

    private static Path postgres() throws IOException {
        Path versions = Path.of("/usr/lib/postgresql");
        if (!Files.isDirectory(versions)) {
            return null;
        }
        try (Stream<Path> all = Files.list(versions)) {
            return all.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("postgres")) && Files.isExecutable(bin.resolve("initdb")))
                    .sorted().reduce((one, two) -> two).orElse(null);
        }
    }

    @Test
    void isStartedCrashesIsUpdatedRolledBackAndStopped(Site site) throws IOException {
        Path bin = postgres();
        assumeTrue(bin != null && Tool.which("psql") != null, "PostgreSQL is not installed");
        assumeTrue(Tool.which("nginx") != null, "nginx is not installed");
        assumeTrue(!Tool.root() || (Tool.id("-u", POSTGRES) > 0 && Tool.which("setpriv") != null), "no user to run PostgreSQL");
        Sandbox sandbox = site.sandbox;
        String user = Tool.root() ? POSTGRES : System.getProperty("user.name");
        int port = freePort();
        String initdb = bin + "/initdb -D db -A trust -U " + user + " --no-sync -E UTF8 > /dev/null";
        sandbox.shell(Tool.root() ? "mkdir db logs && chown postgres db logs && chmod 755 . && exec setpriv --reuid postgres "
                + "--regid postgres --clear-groups sh -c '" + initdb + "'" : "mkdir logs; " + initdb).exits(0);
        sandbox.write("migrate.sql", "CREATE TABLE IF NOT EXISTS greeting (text text);\nDELETE FROM greeting;\n"
                + "INSERT INTO greeting VALUES ('hello from the database');\n");
        sandbox.write("Web.java", WEB);
        sandbox.shell("exec \"$JAVA_HOME/bin/javac\" -proc:none Web.java").exits(0);
        sandbox.write("nginx.conf", nginx(port));
        configure(site, bin, user, port, "first");

        Result start = site.launch("start").finish(PATIENCE).quietly().exits(0);
        start.matches("db: daemon process started, pid=\\d+\nmigrate: done\nweb.[12]: daemon process started, pid=\\d+\n"
                + "web.[12]: daemon process started, pid=\\d+\nnginx: daemon process started, pid=\\d+\n");
        assertTrue(site.order().matches("\\+db \\+migrate -migrate \\+web.[12] \\+web.[12] \\+nginx"), site.order());
        answers(port, "first hello from the database\n");

        // The database crashes: nobody else is touched, and it recovers.
        Proc db = site.program("db");
        Proc web = site.program("web.1");
        Proc front = site.program("nginx");
        db.kill("KILL");
        site.programAfter("db", db);
        answers(port, "first hello from the database\n");
        assertEquals(List.of(web, front), List.of(site.program("web.1"), site.program("nginx")));

        // The manager is killed: all of them go on.
        site.killManager();
        site.ask("status").quietly().exits(0);
        assertEquals(List.of(web, front), List.of(site.program("web.1"), site.program("nginx")));

        Proc again = site.program("db");
        configure(site, bin, user, port, "second");
        sandbox.remove("web.ready");
        site.launch("update").finish(PATIENCE).quietly().exits(0)
                .contains("! web.1: program changed: restart\n");
        answers(port, "second hello from the database\n");
        assertEquals(again, site.program("db"));

        // What does not come up is undone.
        String good = sandbox.read("conf");
        sandbox.write("conf", good.replace("-cp . Web", "-cp . Nothing")
                .replace("needs migrate", "needs migrate\n  backoff-limit 1"));
        sandbox.remove("web.ready");
        site.launch("update").finish(PATIENCE).exits(1).complainsAbout("the update was undone");
        answers(port, "second hello from the database\n");
        assertEquals(again, site.program("db"));

        sandbox.write("conf", good);
        String before = site.order();
        site.launch("stop").finish(PATIENCE).quietly().exits(0);
        site.leavesNothing();
        assertTrue(site.orderSince(before).matches("-nginx -web.[12] -web.[12] -db"), site.orderSince(before));
        assertTrue(sandbox.read("logs/db.log").contains("database system is shut down"), "it could say good-bye");
    }

    private static void configure(Site site, Path bin, String user, int port, String word) {
        site.sandbox.write("conf", SITE.formatted(System.getProperty("java.home") + "/bin/java", port, word, bin, user,
                site.sandbox.folder()));
    }

    private static String nginx(int port) {
        return """
                daemon off;
                master_process off;
                pid nginx.pid;
                error_log stderr;
                events { worker_connections 16; }
                http {
                  client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fcgi; uwsgi_temp_path uwsgi;
                  scgi_temp_path scgi;
                  access_log off;
                  upstream web { server 127.0.0.1:%d max_fails=0; server 127.0.0.1:%d max_fails=0; }
                  server { listen 127.0.0.1:%d; location / { proxy_pass http://web; proxy_next_upstream error timeout; } }
                }
                """.formatted(port + 1, port + 2, port);
    }

    private static void answers(int port, String text) {
        until("the site says " + text, () -> ask(port).endsWith("\r\n\r\n" + text));
    }

    private static String ask(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    /** With the next two free as well, as far as can be told. */
    private static int freePort() throws IOException {
        while (true) {
            int port;
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                port = socket.getLocalPort();
            }
            try (ServerSocket one = new ServerSocket(port + 1, 1, InetAddress.getLoopbackAddress());
                    ServerSocket two = new ServerSocket(port + 2, 1, InetAddress.getLoopbackAddress())) {
                if (one.isBound() && two.isBound()) {
                    return port;
                }
            } catch (IOException taken) {
                // Another one.
                continue;
            }
        }
    }
}
