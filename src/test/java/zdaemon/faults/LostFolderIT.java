package zdaemon.faults;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static zdaemon.e2e.Until.until;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import zdaemon.e2e.Daemon;
import zdaemon.e2e.EndToEnd;
import zdaemon.e2e.Proc;

/** Folders that somebody removes while the daemon uses them. */
@EndToEnd
class LostFolderIT {

    @Test
    void workingDirectoryIsRemoved(Daemon daemon) throws IOException {
        daemon.runs("/bin/sleep 100", "directory new");
        Proc program = daemon.start();
        removeWithContent(daemon.sandbox.path("new"));
        program.kill("KILL");
        daemon.programAfter(program);
        daemon.sandbox.shell("mkdir gone; cd gone; rmdir ../gone; exec \"$ZDAEMON\" -C ../conf status").exits(1)
                .complainsAbout("Error: the current directory has been removed; change to another one and try again\n");
        daemon.stop();
    }

    /** A Java runtime cannot start in a folder that is gone, and the agents that deliver messages are such. */
    @Test
    void messagesAreDeliveredFromThere(Daemon daemon) throws IOException {
        try (ServerSocket web = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Files.createDirectory(daemon.sandbox.path("new"));
            daemon.configure("<eventlog>\n<http-logger>\nurl http://127.0.0.1:" + web.getLocalPort()
                    + "/\nlevel warn\n</http-logger>\n</eventlog>", "program /bin/sleep 100", "directory new",
                    "backoff-limit 1", "start-seconds 0");
            String conf = daemon.sandbox.read("conf");
            daemon.sandbox.write("conf", conf.replaceFirst("(?s)<eventlog>.*?</eventlog>", ""));
            Proc program = daemon.start();
            removeWithContent(daemon.sandbox.path("new"));
            program.kill("KILL");
            web.setSoTimeout(30_000);
            try (Socket agent = web.accept()) {
                assertTrue(agent.isConnected(), "the message that the manager gives up is delivered");
            }
        }
    }

    /** Nobody finds the manager any more, but it is there, and a signal ends it together with its program. */
    @Test
    void folderOfTheSocketIsRemoved(Daemon daemon) throws IOException {
        daemon.runs("sleep 100", "socket-name " + daemon.sandbox.path("run/zdsock"));
        Files.createDirectory(daemon.sandbox.path("run"));
        Proc program = daemon.start();
        Proc manager = Proc.of(program.parent());
        removeWithContent(daemon.sandbox.path("run"));
        program.kill("HUP");
        daemon.logged("INFO pid " + program.pid() + ": terminated by SIGHUP");
        until("the program is back", () -> daemon.messages().stream().filter(m -> m.contains("spawned")).count() == 2);
        manager.kill("TERM");
        Daemon.gone(manager);
        daemon.logged("CRITICAL daemon manager killed by SIGTERM");
        assertTrue(Files.notExists(daemon.sandbox.path("run")));
        daemon.ask("status").exits(3).prints(Daemon.NOT_RUNNING);
    }

    private static void removeWithContent(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
