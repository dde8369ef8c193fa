package zdaemon.faults;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static zdaemon.e2e.Until.until;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import zdaemon.e2e.Daemon;
import zdaemon.e2e.EndToEnd;
import zdaemon.e2e.Proc;
import zdaemon.e2e.Running;
import zdaemon.e2e.Sandbox;

/** Managers that say nothing. */
@EndToEnd
class SilentManagerIT {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String[][] ACTIONS = {
        {"status"}, {"status", "-l"}, {"start"}, {"stop"}, {"restart"}, {"kill", "HUP"}, {"wait"},
        {"reopen_transcript"}, {"logreopen"}, {"fg"}
    };

    /** One manager that has been stopped, and one in whose queue not even a place is to be had. */
    @Test
    void everyActionGivesUp(Daemon daemon) throws IOException {
        daemon.runs("sleep 100");
        Proc program = daemon.start();
        Proc manager = daemon.manager();
        manager.freeze();
        until("the manager stands still", () -> manager.state().equals("T"));
        UnixDomainSocketAddress address = UnixDomainSocketAddress.of(daemon.sandbox.path("deaf"));
        try (ServerSocketChannel deaf = ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(address, 1);
                SocketChannel first = SocketChannel.open(address); SocketChannel second = SocketChannel.open(address)) {
            assertTrue(deaf.isOpen() && first.isConnected() && second.isConnected());
            giveUp(launch(daemon.sandbox, "zdsock"), launch(daemon.sandbox, "deaf"));
        }
        Files.delete(daemon.sandbox.path("deaf"));
        manager.kill("CONT");
        daemon.ask("status").quietly().exits(0).prints("program running; pid=" + program.pid() + "\n");
    }

    private static List<Running> launch(Sandbox sandbox, String socket) {
        List<Running> clients = new ArrayList<>();
        for (String[] action : ACTIONS) {
            List<String> words = new ArrayList<>(List.of("-Cconf", "-s", socket));
            words.addAll(List.of(action));
            clients.add(sandbox.launch(words.toArray(String[]::new)));
        }
        return clients;
    }

    private static void giveUp(List<Running> ofStopped, List<Running> ofDeaf) {
        long begin = System.nanoTime();
        for (Running client : ofStopped) {
            client.finish(LIMIT).exits(1)
                    .complainsAbout("did not answer within 10 seconds; it may be stopped or overloaded");
        }
        for (Running client : ofDeaf) {
            client.finish(LIMIT).exits(1).complainsAbout("accepts no connection; it may be stopped or overloaded");
        }
        Figures.note("silent managers: %d actions at once gave up after %.1f s"
                .formatted(ofStopped.size() + ofDeaf.size(), (System.nanoTime() - begin) / 1e9));
    }
}
