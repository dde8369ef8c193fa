package zdaemon.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static zdaemon.e2e.Until.until;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import zdaemon.e2e.Daemon;
import zdaemon.e2e.EndToEnd;
import zdaemon.e2e.Proc;
import zdaemon.e2e.Result;
import zdaemon.e2e.Sandbox;
import zdaemon.e2e.Tool;

/** Who may do what. */
@EndToEnd
class PrivilegeIT {
    private static final String AS_NOBODY = "setpriv --reuid nobody --regid nogroup --clear-groups ";
    private static final List<String> CAPABILITIES = List.of("CapInh", "CapPrm", "CapEff", "CapAmb");
    private static final String NONE = "0000000000000000";

    /** Groups are those of the group file alone, none of root's stay; and there is no way back. */
    @Test
    void userIsSwitchedForGood(Daemon daemon) throws IOException {
        assumeRoot(daemon.sandbox);
        Kernel.require("unshare");
        Kernel.require("setpriv");
        assumeTrue(Kernel.succeeds("unshare", "-m", "mount", "-t", "tmpfs", "none", "/mnt"), "no mount namespaces");
        String group = Files.readString(Path.of("/etc/group"));
        daemon.sandbox.write("group", group + "\nzd-one:x:64001:nobody\nzd-two:x:64002:root\nzd-three:x:64003:nobody\n");
        daemon.sandbox.write("try", "#!/bin/sh\nsetpriv --reuid 0 true || echo kept out\n"
                + "setpriv --groups 0 true || echo kept out\nexec sleep 100\n").toFile().setExecutable(true, false);
        daemon.runs("./try", "user nobody");
        daemon.sandbox.shell("exec unshare -m sh -c 'mount --bind group /etc/group && exec setpriv --groups 0,64002 "
                + "\"$0\" -Cconf start' \"$ZDAEMON\"").quietly().exits(0);
        until("the program has tried", () -> keptOut(daemon) == 2);
        String uid = Integer.toString(Tool.id("-u", "nobody"));
        String gid = Integer.toString(Tool.id("-g", "nobody"));
        for (Proc process : List.of(daemon.manager(), daemon.programAfter(null))) {
            Map<String, String> status = process.status();
            assertEquals(String.join("\t", uid, uid, uid, uid), status.get("Uid"));
            assertEquals(String.join("\t", gid, gid, gid, gid), status.get("Gid"));
            assertEquals("64001 64003 " + gid, status.get("Groups"));
            CAPABILITIES.forEach(set -> assertEquals(NONE, status.get(set), set));
        }
    }

    private static long keptOut(Daemon daemon) {
        return daemon.sandbox.lines("log").stream().filter("kept out"::equals).count();
    }

    /** In a world where nobody but root exists, the switch fails half-way. */
    @Test
    void failedSwitchStartsNothing(Daemon daemon) {
        assumeRoot(daemon.sandbox);
        Kernel.require("unshare");
        assumeTrue(Kernel.succeeds("unshare", "-r", "true"), "no user namespaces");
        daemon.runs("sleep 100", "user nobody");
        Result result = daemon.sandbox.shell("exec unshare -r \"$ZDAEMON\" -Cconf start");
        assertTrue(result.exit() != 0 && !result.err().isEmpty(), result::toString);
        assertEquals(List.of(), Proc.marked("ZDAEMON_TEST_RUN", daemon.sandbox.environment.get("ZDAEMON_TEST_RUN")));
        assertEquals(List.of("conf"), daemon.sandbox.list());
    }

    /** The socket's mode keeps others out; and if it is changed, the manager itself does. */
    @Test
    void strangersAreNotAnswered(Daemon daemon) throws IOException {
        assumeRoot(daemon.sandbox);
        Kernel.require("setpriv");
        daemon.runs("sleep 100");
        Proc program = daemon.start();
        String asNobody = "exec " + AS_NOBODY + "\"$ZDAEMON\" -Cconf ";
        daemon.sandbox.shell(asNobody + "stop").exits(1)
                .complainsAbout("Permission denied; run as the user who started it, or as root");
        Files.setPosixFilePermissions(daemon.socket(), PosixFilePermissions.fromString("rwxrwxrwx"));
        for (String action : List.of("status", "stop", "restart", "kill", "start")) {
            daemon.sandbox.shell(asNobody + action).exits(1)
                    .complainsAbout("run as the user who started it, or as root");
        }
        assertTrue(program.alive());
        daemon.ask("status").quietly().exits(0);
    }

    @Test
    void rootTalksToEverybodysManagerAsThatUser(Daemon daemon) throws IOException {
        assumeRoot(daemon.sandbox);
        Kernel.require("setpriv");
        daemon.configure("", "program sleep 100");
        daemon.sandbox.shell("rm -f events; exec " + AS_NOBODY + "\"$ZDAEMON\" -Cconf start").exits(0);
        String answered = "is answered by process " + daemon.manager().pid() + " of user nobody, not by root's daemon manager";
        for (String action : List.of("status", "start", "stop", "restart")) {
            daemon.ask(action).exits(1).complainsAbout(answered);
        }
        daemon.sandbox.zdaemon("-unobody", "-Cconf", "status").quietly().exits(0);
        daemon.sandbox.zdaemon("-unobody", "-Cconf", "stop").exits(0);
    }

    @Test
    void filesFollowTheUmaskButTheSocket(Daemon daemon) throws IOException {
        daemon.runs("sleep 100", "umask 027");
        daemon.start();
        assertEquals("rw-r-----", mode(daemon.sandbox.path("log")));
        assertEquals("rw-r-----", mode(daemon.sandbox.path("events")));
        assertEquals("rwx------", mode(daemon.socket()));
        for (String name : daemon.sandbox.list()) {
            if (name.startsWith(".")) {
                assertFalse(mode(daemon.sandbox.path(name)).matches("...(.*[rwx].*)"), name + " is its owner's alone");
            }
        }
        daemon.stop();
    }

    /** In a folder like /tmp, another user's link leads nowhere. */
    @Test
    void plantedLinksAreNotFollowed(Daemon daemon) throws IOException {
        assumeRoot(daemon.sandbox);
        Path shared = daemon.sandbox.path("shared");
        Files.createDirectory(shared);
        Kernel.run("chmod", "1777", shared.toString());
        Path victim = daemon.sandbox.write("victim", "precious\n");
        for (String name : List.of("log", "events", "zdsock")) {
            Files.createSymbolicLink(shared.resolve(name), victim);
            Kernel.run("chown", "-h", "nobody", shared.resolve(name).toString());
        }
        daemon.configure("", "program sleep 100", "transcript shared/log", "umask 0");
        daemon.ask("start").exits(1);
        daemon.configure("", "program sleep 100", "socket-name shared/zdsock", "umask 0");
        daemon.ask("start").exits(1);
        daemon.configure("", "program sh -c set", "umask 0");
        String conf = daemon.sandbox.read("conf").replace(daemon.sandbox.path("events").toString(),
                shared.resolve("events").toString()).replace("sh -c set", "sleep 100");
        daemon.sandbox.write("conf", conf);
        daemon.ask("start").exits(0);
        assertTrue(daemon.status().get("eventlog_errors").contains("Permission denied"), daemon.status()::toString);
        assertEquals("precious\n", daemon.sandbox.read("victim"));
        for (String name : List.of("log", "events", "zdsock")) {
            assertTrue(Files.isSymbolicLink(shared.resolve(name)));
        }
        daemon.stop();
    }

    private static void assumeRoot(Sandbox sandbox) {
        assumeTrue(Tool.root(), "not root");
        assumeTrue(Tool.id("-u", "nobody") > 0, "no user nobody");
        assumeTrue(Tool.openToAll(), "the tool is in a folder that nobody may not enter");
        try {
            Files.setPosixFilePermissions(sandbox.folder(), PosixFilePermissions.fromString("rwxrwxrwx"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS));
    }
}
