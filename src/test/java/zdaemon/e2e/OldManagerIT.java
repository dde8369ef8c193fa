package zdaemon.e2e;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static zdaemon.e2e.Until.until;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import zdaemon.Behaviour;
import zdaemon.Paragraph;

/** The client against managers that are not ours: old ones (behaviour §5), and what only claims to be one. */
@EndToEnd
@Behaviour(Paragraph.OLD_MANAGERS)
class OldManagerIT {

    private static final String SLEEP = "['sleep', '100']";

    /** The stand-in itself speaks as recorded. */
    @Test
    void recordedExchanges(Daemon daemon) throws IOException {
        try (OldManager manager = new OldManager(daemon.socket(), SLEEP, 7001, 7002)) {
            Exchanges.replay(daemon.socket(), "/usr/bin/sleep");
            assertTrue(manager.requests.contains("exit"));
        }
    }

    /** A monitoring check that comes at the wrong moment must not make the client believe that all is down. */
    @Test
    void whoIsCutOffAsksAgain(Daemon daemon) throws IOException {
        daemon.runs("sleep 100");
        try (OldManager manager = new OldManager(daemon.socket(), SLEEP, 7001, 7002)) {
            manager.cutOff.set(2);
            daemon.ask("status").quietly().exits(0).prints("program running; pid=7001\n");
            assertTrue(manager.cutOff.get() <= 0);
        }
    }

    @Test
    void statusStartAndRestart(Daemon daemon) throws IOException {
        daemon.runs("sleep 100");
        try (OldManager manager = new OldManager(daemon.socket(), SLEEP, 7001, 7002)) {
            daemon.ask("status").quietly().exits(0).prints("program running; pid=7001\n");
            daemon.ask("start").quietly().exits(0).prints("daemon process already running; pid=7001\n");
            daemon.ask("restart").quietly().exits(0)
                    .matches(Daemon.PROGRESS + "\ndaemon process restarted, pid=7002\n");
            daemon.ask("reopen_transcript").quietly().exits(0).prints("");
            assertTrue(manager.requests.containsAll(List.of("status", "restart", "reopen_transcript")));
        }
    }

    @Test
    void stop(Daemon daemon) throws IOException {
        daemon.runs("sleep 100");
        try (OldManager manager = new OldManager(daemon.socket(), SLEEP, 7001, 0)) {
            daemon.ask("stop").quietly().exits(0).matches(Daemon.STOPPED);
            daemon.ask("stop").quietly().exits(0).prints("daemon process not running\n");
            assertTrue(manager.requests.contains("stop"));
        }
    }

    @Test
    void waitAsksOnceASecond(Daemon daemon) throws IOException {
        daemon.runs("sleep 100");
        try (OldManager manager = new OldManager(daemon.socket(), SLEEP, 7001, 0)) {
            Running wait = daemon.launch("wait");
            until("the client shows a sign of life", () -> wait.out().startsWith(". "));
            manager.application.set(0);
            wait.finish().quietly().exits(0).matches("(\\. )+\ndaemon process stopped\n" + Daemon.IDLE);
        }
    }

    @Test
    void kill(Daemon daemon) throws IOException {
        daemon.runs("sleep 100");
        Running sleep = daemon.sandbox.launchShell("exec sleep 100");
        try (OldManager manager = new OldManager(daemon.socket(), SLEEP, sleep.pid(), 0)) {
            daemon.ask("kill", "USR1").quietly().exits(0)
                    .prints("kill(%1$d, 10)\nsignal SIGUSR1 sent to process %1$d\n".formatted(sleep.pid()));
            until("it was sent, by either of the two", () -> !sleep.alive() || manager.requests.contains("kill 10"));
        }
    }

    /** What a socket says is parsed, never evaluated. */
    @Test
    @Behaviour({Paragraph.OLD_MANAGERS, Paragraph.WIRE_STRINGS})
    void hostileArguments(Daemon daemon) throws IOException {
        daemon.runs("sleep 100");
        String hostile = "__import__('os').system('touch evaluated')";
        try (OldManager manager = new OldManager(daemon.socket(), hostile, 7001, 0)) {
            Result status = daemon.ask("status");
            assertFalse(status.err().contains("\tat "), status::toString);
            assertFalse(Files.exists(daemon.sandbox.path("evaluated")));
            assertTrue(manager.requests.contains("status"));
        }
    }

    @Test
    @Behaviour(Paragraph.EXIT_STATUSES)
    void serverThatSpeaksSomethingElse(Daemon daemon) throws IOException {
        daemon.runs("sleep 100");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(daemon.socket()));
            Thread.ofPlatform().daemon().start(() -> greet(server));
            for (String action : List.of("status", "stop")) {
                Result result = daemon.ask(action);
                assertFalse(result.exit() == 0, result::toString);
                assertFalse(result.err().contains("\tat "), result::toString);
                assertFalse(result.err().isBlank(), result::toString);
            }
        } finally {
            Files.deleteIfExists(daemon.socket());
        }
    }

    private static void greet(ServerSocketChannel server) {
        try {
            while (true) {
                try (SocketChannel client = server.accept()) {
                    client.write(StandardCharsets.UTF_8.encode("220 mail.example.org ESMTP\r\n\0\377"));
                }
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }
}
