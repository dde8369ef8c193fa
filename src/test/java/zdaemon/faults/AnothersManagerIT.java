package zdaemon.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static zdaemon.e2e.Until.until;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import zdaemon.Behaviour;
import zdaemon.Paragraph;
import zdaemon.e2e.Daemon;
import zdaemon.e2e.EndToEnd;
import zdaemon.e2e.Proc;
import zdaemon.e2e.Result;
import zdaemon.e2e.Tool;
import zdaemon.e2e.Wire;

/** Root asks a manager of another user than the configuration says, or than root: whom root may believe, and what for. */
@EndToEnd
class AnothersManagerIT {
    private static final String AS_NOBODY = "exec setpriv --reuid nobody --regid nogroup --clear-groups ";
    private static final String RUNNING = "program running; pid=";

    @BeforeEach
    void isRootAmongOthers(Daemon daemon) throws IOException {
        assumeTrue(Tool.root(), "not root");
        assumeTrue(Tool.id("-u", "nobody") > 0 && Tool.id("-u", "daemon") > 0, "no users nobody and daemon");
        assumeTrue(Tool.openToAll(), "the tool is in a folder that nobody may not enter");
        Kernel.require("setpriv");
        Files.setPosixFilePermissions(daemon.sandbox.folder(), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static Path theirs(Daemon daemon) throws IOException {
        Path folder = Files.createDirectory(daemon.sandbox.path("theirs"));
        Kernel.run("chown", "nobody", folder.toString());
        return folder.resolve("s");
    }

    private static Proc program(Path socket) throws IOException {
        return Proc.of(Long.parseLong(Wire.status(socket).get("application")));
    }

    private static String user(Proc process) {
        return process.status().get("Uid").split("\t")[0];
    }

    private static void configure(Daemon daemon, String... lines) {
        daemon.sandbox.write("conf", "<runner>\n program sleep 100\n start-seconds 0\n " + String.join("\n ", lines)
                + "\n</runner>\n");
    }

    /** The folder is the new user's by now, as an administrator would have it, or still the old one's. */
    @Test
    @Behaviour(Paragraph.ALWAYS_ASKED)
    void theConfiguredUserHasChanged(Daemon daemon) throws IOException {
        Path socket = theirs(daemon);
        configure(daemon, "user nobody", "socket-name theirs/s");
        daemon.ask("start").exits(0);
        Proc program = program(socket);
        configure(daemon, "user daemon", "socket-name theirs/s");
        for (int i = 0; i < 2; i++) {
            daemon.ask("status").quietly().exits(0).prints(RUNNING + program.pid() + "\n");
            daemon.ask("kill", "CONT").quietly().exits(0).contains("signal SIGCONT sent");
            daemon.ask("reopen_transcript").quietly().exits(0);
            daemon.ask("start").exits(1).complainsAbout("of user nobody, not by root's daemon manager");
            Kernel.run("chown", "-R", "daemon", socket.getParent().toString());
        }
        Proc manager = Proc.of(Long.parseLong(Wire.status(socket).get("manager")));
        daemon.ask("restart").exits(0).complainsAbout("now in force: user").matches(Daemon.RESTARTED);
        assertFalse(manager.alive() || program.alive());
        assertEquals(Integer.toString(Tool.id("-u", "daemon")), user(program(socket)));
        daemon.ask("stop").quietly().exits(0);
        assertFalse(Files.exists(socket));
    }

    /** Before the file named a user, root ran the program. */
    @Test
    @Behaviour(Paragraph.ALWAYS_ASKED)
    void aUserHasBeenConfigured(Daemon daemon) throws IOException {
        Path socket = theirs(daemon);
        configure(daemon, "socket-name theirs/s", "hang-around on");
        daemon.ask("start").exits(0);
        Proc program = program(socket);
        configure(daemon, "user nobody", "socket-name theirs/s", "hang-around on");
        daemon.ask("status").quietly().exits(0).prints(RUNNING + program.pid() + "\n");
        daemon.ask("start").exits(0).complainsAbout("restart starts the program anew as that user")
                .prints("daemon process already running; pid=" + program.pid() + "\n");
        daemon.ask("stop").quietly().exits(0);
        daemon.ask("status").quietly().exits(0).prints(Daemon.IDLE);
        // Its manager hangs around, and is root's: what it would start would be root's, too.
        daemon.ask("start").exits(0).complainsAbout("now in force: user").matches(Daemon.STARTED);
        assertEquals(Integer.toString(Tool.id("-u", "nobody")), user(program(socket)));
        daemon.ask("stop").exits(0);
        daemon.sandbox.launch("quit\n", new String[] {"-i", "-Cconf"}).finish().exits(0);
        assertFalse(Files.exists(socket));
    }

    /** A file with a fault is no reason not to ask as the user whom it names. */
    @Test
    @Behaviour(Paragraph.ALWAYS_ASKED)
    void aFaultyFileNamesTheUser(Daemon daemon) throws IOException {
        Path socket = theirs(daemon);
        configure(daemon, "user nobody", "socket-name theirs/s");
        daemon.ask("start").exits(0);
        configure(daemon, "user nobody", "socket-name theirs/s", "umask 9");
        daemon.ask("status").exits(0).prints(RUNNING + program(socket).pid() + "\n").complainsAbout("warning: ");
        daemon.ask("stop").exits(0);
    }

    /** Old monitoring checks and scripts run as root, and name the socket of a user's manager in that user's own folder. */
    @Test
    void theOwnerOfTheSocketsFolderIsBelieved(Daemon daemon) throws IOException {
        Path socket = theirs(daemon);
        configure(daemon, "socket-name theirs/s", "transcript theirs/log");
        daemon.sandbox.shell(AS_NOBODY + "\"$ZDAEMON\" -Cconf start").exits(0);
        Proc program = program(socket);
        daemon.ask("status").quietly().exits(0).prints(RUNNING + program.pid() + "\n");
        daemon.ask("status", "-l").quietly().exits(0).contains("\nmanager=");
        daemon.ask("kill", "CONT").quietly().exits(0).contains("signal SIGCONT sent");
        daemon.ask("logreopen").exits(0);
        until("SIGUSR2 has ended the program, and there is another process", () -> !List.of("0", Long.toString(program.pid()))
                .contains(Wire.status(socket).get("application")));
        Proc second = program(socket);
        // No start: it would be of root's program, which does not run.
        for (String action : List.of("start", "fg", "upgrade")) {
            daemon.ask(action).exits(1).complainsAbout("of user nobody, not by root's daemon manager")
                    .complainsAbout("(-u nobody)");
        }
        daemon.sandbox.environment.put("SECRET", "of root");
        daemon.ask("restart").exits(0).complainsAbout("-u USER").matches(Daemon.RESTARTED);
        Proc third = program(socket);
        assertNotEquals(second, third);
        assertEquals(Integer.toString(Tool.id("-u", "nobody")), user(third));
        assertFalse(Files.readString(Path.of("/proc/" + third.pid() + "/environ")).contains("SECRET"));
        daemon.ask("stop").quietly().exits(0).matches(Daemon.STOPPED);
        daemon.ask("wait").exits(0);
        daemon.ask("status").quietly().exits(3).prints(Daemon.NOT_RUNNING);
    }

    /** Where others may put a socket, and where root has a manager of its own, another user's answer is worth nothing. */
    @Test
    void othersAreNotBelieved(Daemon daemon) throws IOException {
        Path socket = theirs(daemon);
        Path folder = socket.getParent();
        configure(daemon, "socket-name theirs/s");
        daemon.sandbox.shell(AS_NOBODY + "\"$ZDAEMON\" -Cconf start").exits(0);
        for (String mode : List.of("777", "775", "1777")) {
            Kernel.run("chmod", mode, folder.toString());
            for (String action : List.of("status", "stop", "wait", "kill", "restart", "reopen_transcript")) {
                daemon.ask(action).exits(1).prints("").complainsAbout("(-u nobody)");
            }
        }
        Kernel.run("chmod", "755", folder.toString());
        daemon.sandbox.zdaemon("-unobody", "-Cconf", "stop").exits(0);
        // Root's manager is at a socket in nobody's folder, who replaces it.
        daemon.ask("start").exits(0);
        Proc roots = program(socket);
        daemon.sandbox.shell(AS_NOBODY + "\"$ZDAEMON\" -s theirs/t -p 'sleep 200' start").exits(0);
        Proc impostor = Proc.of(Long.parseLong(Wire.status(folder.resolve("t")).get("manager")));
        // Left alone, it would put its own name back and close this socket.
        impostor.kill("STOP");
        Kernel.run("setpriv", "--reuid", "nobody", "--regid", "nogroup", "--clear-groups", "mv",
                folder.resolve("t").toString(), socket.toString());
        for (String action : List.of("status", "stop", "start", "restart")) {
            daemon.ask(action).exits(1).complainsAbout("of user nobody, not by root's daemon manager");
        }
        assertTrue(roots.alive());
        Kernel.run("mv", socket.toString(), folder.resolve("t").toString());
        impostor.kill("CONT");
        until("root's manager has put its name back", () -> Files.exists(socket));
        daemon.ask("stop").exits(0);
        daemon.sandbox.zdaemon("-unobody", "-stheirs/t", "-psleep 200", "stop").exits(0);
    }
}
