package zdaemon.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import zdaemon.Behaviour;
import zdaemon.Paragraph;

/** Folder, umask and user of the daemon (behaviour §1, §2, §4): what is created, how it is protected, whose it is. */
@EndToEnd
class OwnershipIT {

    @Test
    @Behaviour({Paragraph.SESSION, Paragraph.OPTIONS})
    void umaskIsTheConfiguredOne(Sandbox sandbox) {
        sandbox.shell("umask 0; \"$ZDAEMON\" -p 'sleep 100' start").exits(0);
        assertEquals("0022", program(sandbox).status().get("Umask"));
        sandbox.zdaemon("-p", "sleep 100", "stop").exits(0);
        sandbox.shell("umask 022; \"$ZDAEMON\" -p 'sleep 100' -m 077 start").exits(0);
        assertEquals("0077", program(sandbox).status().get("Umask"));
    }

    @Test
    @Behaviour(Paragraph.SOCKET)
    void socketIsTheOwnersAlone(Sandbox sandbox) throws IOException {
        sandbox.shell("umask 0; \"$ZDAEMON\" -p 'sleep 100' -m 0 start").exits(0);
        assertEquals("rwx------", mode(sandbox.path("zdsock")));
    }

    @Test
    @Behaviour({Paragraph.FOLDERS, Paragraph.SESSION})
    void directoryIsCreatedAndEntered(Sandbox sandbox) throws IOException {
        sandbox.shell("umask 027; \"$ZDAEMON\" -p 'sleep 100' -m 027 -z new start").exits(0).quietly();
        assertEquals("rwxr-x---", mode(sandbox.path("new")));
        assertEquals(sandbox.path("new"), program(sandbox).directory());
        assertTrue(Files.exists(sandbox.path("zdsock")), "the socket is where the client was");
        sandbox.zdaemon("-p", "sleep 100", "-z", "new", "status").exits(0).matches("program running; pid=\\d+\n");
    }

    @Test
    @Behaviour(Paragraph.FOLDERS)
    void folderOfTheSocketIsCreated(Sandbox sandbox) throws IOException {
        sandbox.shell("umask 022; \"$ZDAEMON\" -p 'sleep 100' -s new/sock start").exits(0).quietly();
        assertEquals("rwxr-xr-x", mode(sandbox.path("new")));
        sandbox.zdaemon("-p", "sleep 100", "-s", "new/sock", "stop").exits(0);
        assertFalse(Files.exists(sandbox.path("new/sock")));
    }

    @Test
    @Behaviour({Paragraph.USER, Paragraph.FOLDERS})
    void userGetsManagerProgramAndWhatIsCreated(Sandbox sandbox) throws IOException {
        assumeRootWithNobody(sandbox);
        for (String user : new String[] {"nobody", Integer.toString(Tool.id("-u", "nobody"))}) {
            sandbox.zdaemon("-p", "sleep 100", "-u", user, "-z", "folder", "-s", "sockets/s", "-t", "log", "start")
                    .quietly().exits(0);
            Map<String, String> manager = process(sandbox, "sockets/s", "manager").status();
            Proc program = process(sandbox, "sockets/s", "application");
            for (Map<String, String> status : Arrays.asList(manager, program.status())) {
                assertEquals(fourTimes(Tool.id("-u", "nobody")), status.get("Uid"));
                assertEquals(fourTimes(Tool.id("-g", "nobody")), status.get("Gid"));
                assertEquals(Integer.toString(Tool.id("-G", "nobody")), status.get("Groups"));
            }
            assertTrue(program.environment().contains("HOME=" + sandbox.environment.get("HOME")));
            for (String created : new String[] {"folder", "sockets", "sockets/s"}) {
                assertEquals("nobody", Files.getOwner(sandbox.path(created)).getName(), created);
            }
            sandbox.zdaemon("-p", "sleep 100", "-u", user, "-s", "sockets/s", "stop").quietly().exits(0);
        }
    }

    @Test
    @Behaviour(Paragraph.USER)
    void beingThatUserAlreadyIsFine(Sandbox sandbox) {
        sandbox.zdaemon("-p", "id -u", "-u", Integer.toString(Tool.id("-u")), "fg").quietly().exits(0)
                .prints("id -u\n" + Tool.id("-u") + "\n");
    }

    @Test
    @Behaviour(Paragraph.USER)
    void foregroundProgramIsTheUsersToo(Sandbox sandbox) {
        assumeRootWithNobody(sandbox);
        sandbox.zdaemon("-p", "id -u", "-u", "nobody", "fg").quietly().exits(0)
                .prints("id -u\n" + Tool.id("-u", "nobody") + "\n");
    }

    @Test
    @Behaviour({Paragraph.USER, Paragraph.USAGE_ERRORS})
    void onlyRootChangesUsers(Sandbox sandbox) {
        String message = "only root can use -u USER to change users";
        if (Tool.root()) {
            assumeRootWithNobody(sandbox);
            assumeTrue(Tool.which("setpriv") != null, "no setpriv");
            sandbox.shell("exec setpriv --reuid=nobody --regid=65534 --clear-groups \"$ZDAEMON\" -p x -u root start")
                    .refuses(message);
        } else {
            sandbox.zdaemon("-p", "x", "-u", "root", "start").refuses(message);
        }
        assertEquals(0, sandbox.list().size());
    }

    /** Root in a container may lack the right: then nothing is started, and nothing stays behind. */
    @Test
    @Behaviour({Paragraph.USER, Paragraph.USAGE_ERRORS})
    void whoCannotChangeTheUserStopsThere(Sandbox sandbox) {
        assumeRootWithNobody(sandbox);
        assumeTrue(Tool.which("setpriv") != null, "no setpriv");
        for (String right : List.of("setgid", "setuid")) {
            sandbox.shell("exec setpriv --bounding-set -" + right
                    + " \"$ZDAEMON\" -p 'sleep 100' -u nobody -z new -s run/s -t log start")
                    .refuses("can't become user 'nobody': can't " + right
                            + " to user 'nobody': Operation not permitted");
        }
        assertEquals(List.of(), sandbox.list());
    }

    @Test
    @Behaviour(Paragraph.FOLDERS)
    void onlyTheLastComponentIsCreated(Sandbox sandbox) {
        sandbox.zdaemon("-p", "sleep 100", "-z", "a/b", "start")
                .refuses("invalid value for -z 'a/b': a/b is not an existing directory");
        sandbox.write("file", "");
        sandbox.zdaemon("-p", "sleep 100", "-z", "file", "start")
                .refuses("invalid value for -z 'file': file is not an existing directory");
        assertEquals(List.of("file"), sandbox.list());
    }

    private static void assumeRootWithNobody(Sandbox sandbox) {
        assumeTrue(Tool.root(), "not root");
        assumeTrue(Tool.id("-u", "nobody") > 0, "no user nobody");
        assumeTrue(Tool.openToAll(), "the tool is in a folder that nobody may not enter");
        try {
            Files.setPosixFilePermissions(sandbox.folder(), PosixFilePermissions.fromString("rwxrwxrwx"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Proc program(Sandbox sandbox) {
        return process(sandbox, "zdsock", "application");
    }

    private static Proc process(Sandbox sandbox, String socket, String key) {
        try {
            return Proc.of(Long.parseLong(Wire.status(sandbox.path(socket)).get(key)));
        } catch (IOException e) {
            throw new AssertionError("no manager answers", e);
        }
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private static String fourTimes(int id) {
        return "%1$d\t%1$d\t%1$d\t%1$d".formatted(id);
    }
}
