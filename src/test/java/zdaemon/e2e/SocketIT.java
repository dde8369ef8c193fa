package zdaemon.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static zdaemon.e2e.Until.until;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;
import zdaemon.Behaviour;
import zdaemon.Paragraph;

/** One manager, one socket (behaviour §4). */
@EndToEnd
@Behaviour(Paragraph.SOCKET)
class SocketIT {

    private static final Duration CROWD = Duration.ofSeconds(120);

    @Test
    @Behaviour(Paragraph.STALE_SOCKET)
    void staleSocketIsReplaced(Daemon daemon) throws IOException {
        daemon.runs("sleep 100");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(daemon.socket()));
        }
        assertTrue(Files.exists(daemon.socket()), "closing does not remove it");
        daemon.ask("status").exits(3).prints(Daemon.NOT_RUNNING);
        daemon.start();
        daemon.stop();
    }

    @Test
    @Behaviour(Paragraph.STALE_SOCKET)
    void killedManagerCanBeReplaced(Daemon daemon) {
        daemon.runs("sleep 100");
        Proc orphan = daemon.start();
        Proc manager = daemon.manager();
        manager.kill("KILL");
        Daemon.gone(manager);
        orphan.kill("KILL");
        daemon.ask("status").exits(3).prints(Daemon.NOT_RUNNING);
        assertNotEquals(orphan.pid(), daemon.start().pid());
    }

    @Test
    @Behaviour(Paragraph.STOP)
    void manyStopsAtOnce(Daemon daemon) {
        daemon.runs("sleep 100");
        Proc program = daemon.start();
        List<Running> stops = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            stops.add(daemon.launch("stop"));
        }
        for (Running stop : stops) {
            stop.finish(CROWD).quietly().exits(0)
                    .matches(Daemon.STOPPED + "|" + Daemon.NOT_RUNNING + "|daemon process not running\n");
        }
        assertFalse(program.alive());
    }

    /** Wherever the old manager is on its way out when the next start comes, that start starts. */
    @Test
    void startOnTheHeelsOfAStop(Daemon daemon) throws IOException {
        daemon.runs("sleep 100");
        for (int i = 0; i < 6; i++) {
            Proc program = daemon.start();
            Wire.ask(daemon.socket(), i % 2 == 0 ? "stop" : "exit");
            Daemon.gone(program);
        }
        daemon.start();
    }

    /** One manager, one program, and everyone hears of that one. */
    @Test
    void twentyStartsAtOnce(Daemon daemon) throws IOException {
        daemon.runs("sleep 100");
        List<Running> starts = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            starts.add(daemon.launch("start"));
        }
        Set<String> pids = new HashSet<>();
        for (Running start : starts) {
            Matcher answer = start.finish(CROWD).exits(0)
                    .matches("(?:\\. )*\n?daemon process (?:started,|already running;) pid=(\\d+)\n");
            pids.add(answer.group(1));
        }
        assertEquals(Set.of(daemon.status().get("application")), pids);
        until("only one manager and one program are left", () -> Proc.marked(Remains.VARIABLE,
                daemon.sandbox.environment.get(Remains.VARIABLE)).size() == 2);
        List<String> visible = daemon.sandbox.list().stream().filter(name -> !name.startsWith(".")).toList();
        assertEquals(List.of("conf", "events", "log", "zdsock"), visible);
    }

    /** A server that takes connections and says nothing stands for a manager that came up a moment before. */
    @Test
    void theLoserSaysSo(Daemon daemon) throws IOException {
        try (ServerSocketChannel other = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            other.bind(UnixDomainSocketAddress.of(daemon.socket()));
            Thread.ofPlatform().daemon().start(() -> hangUp(other));
            daemon.runs("sleep 100", "daemon off");
            daemon.ask("start").exits(1).prints("")
                    .complains("Another zdrun is already up using socket '" + daemon.socket() + "':\n");
            daemon.runs("sleep 100");
            daemon.ask("start").exits(1).matches(Daemon.PROGRESS + "\ndaemon manager not running\n");
        } finally {
            Files.deleteIfExists(daemon.socket());
        }
    }

    @Test
    void anotherFileInTheWayIsLeftAlone(Daemon daemon) {
        daemon.runs("sleep 100");
        daemon.sandbox.write("zdsock", "precious");
        daemon.ask("start").exits(1).complains("Error: can't use '" + daemon.socket() + "' as control socket: a file of"
                + " that name that is not a socket is in the way; move it or choose another socket-name\n");
        assertEquals("precious", daemon.sandbox.read("zdsock"));
        daemon.sandbox.remove("zdsock");
    }

    /** A manager that cannot be found is no manager: it sees that its name is there. */
    @Test
    @Behaviour(Paragraph.SOCKET)
    void aNameThatIsRemovedComesBack(Daemon daemon) throws IOException {
        daemon.runs("sleep 100");
        Proc program = daemon.start();
        Files.delete(daemon.socket());
        until("the name is back", () -> Files.exists(daemon.socket()));
        daemon.ask("status").exits(0).prints("program running; pid=" + program.pid() + "\n");
        daemon.logged("ERROR the name of the control socket was removed; it is back");
        daemon.stop();
        assertFalse(Files.exists(daemon.socket()));
    }

    private static void hangUp(ServerSocketChannel server) {
        try {
            while (true) {
                server.accept().close();
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }
}
