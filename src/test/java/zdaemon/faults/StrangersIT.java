package zdaemon.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import zdaemon.e2e.Daemon;
import zdaemon.e2e.EndToEnd;
import zdaemon.e2e.Result;
import zdaemon.e2e.Running;
import zdaemon.e2e.Tool;

/** Root in other people's folders: whatever others put there, root is not turned against itself. */
@EndToEnd
class StrangersIT {
    private static final String AS_NOBODY = "setpriv --reuid nobody --regid nogroup --clear-groups ";

    @BeforeEach
    void isRootAmongOthers(Daemon daemon) throws IOException {
        assumeTrue(Tool.root(), "not root");
        assumeTrue(Tool.id("-u", "nobody") > 0, "no user nobody");
        assumeTrue(Tool.openToAll(), "the tool is in a folder that nobody may not enter");
        Kernel.require("setpriv");
        Files.setPosixFilePermissions(daemon.sandbox.folder(), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static Path theirs(Daemon daemon, String name) throws IOException {
        Path folder = Files.createDirectory(daemon.sandbox.path(name));
        give(folder);
        return folder;
    }

    private static void give(Path path) {
        Kernel.run("chown", "-h", "nobody", path.toString());
    }

    private static String owner(Path path) throws IOException {
        return Files.getOwner(path).getName();
    }

    /** The link is the user's and leads to a folder of root's: nothing is made there, nothing given away. */
    @Test
    void noFolderIsMadeOrGivenAwayThroughAUsersLink(Daemon daemon) throws IOException {
        Path roots = Files.createDirectory(daemon.sandbox.path("roots"));
        Path theirs = theirs(daemon, "theirs");
        give(Files.createSymbolicLink(theirs.resolve("x"), roots));
        daemon.configure("", "program sleep 100", "user nobody", "socket-name theirs/x/run/s");
        Result refused = daemon.ask("start").exits(2);
        assertTrue(refused.err().contains("can't create directory '" + theirs.resolve("x/run") + "'"), refused::toString);
        assertTrue(refused.err().contains("is a symbolic link of user nobody"), refused::toString);
        assertEquals(0, roots.toFile().list().length);
        assertEquals("root", owner(roots));
    }

    @Test
    void aMissingFolderInAUsersFolderIsMadeByThatUser(Daemon daemon) throws IOException {
        Path theirs = theirs(daemon, "theirs");
        Path ours = Files.createDirectory(daemon.sandbox.path("ours"));
        daemon.configure("", "program sleep 100", "user nobody", "socket-name theirs/run/s", "directory ours/work",
                "umask 027");
        daemon.ask("start").exits(0);
        for (Path made : new Path[] {theirs.resolve("run"), ours.resolve("work")}) {
            assertEquals("nobody", owner(made));
            assertEquals("rwxr-x---", PosixFilePermissions.toString(Files.getPosixFilePermissions(made)));
        }
        daemon.ask("stop").exits(0);
    }

    /** Whoever may read a folder may lock it. */
    @Test
    void nobodysLockOnTheFolderKeepsNobodyOut(Daemon daemon) {
        Kernel.require("flock");
        daemon.runs("sleep 100");
        Running holder = daemon.sandbox.launchShell("exec " + AS_NOBODY + "flock -F . sh -c 'echo held; exec sleep 100'");
        until("the lock is held", () -> holder.out().equals("held\n"));
        daemon.start();
        daemon.stop();
        assertEquals(List.of("conf", "events", "log"), daemon.sandbox.list());
    }

    @Test
    void noTranscriptIsWrittenWhereAUserHasPlantedSomething(Daemon daemon) throws IOException {
        Path victim = daemon.sandbox.write("victim", "precious\n");
        Path theirs = theirs(daemon, "theirs");
        Path shared = Files.createDirectory(daemon.sandbox.path("shared"));
        Kernel.run("chmod", "1777", shared.toString());
        Files.createLink(theirs.resolve("hard"), victim);
        give(Files.createSymbolicLink(theirs.resolve("soft"), victim));
        give(Files.createSymbolicLink(theirs.resolve("way"), daemon.sandbox.folder()));
        give(Files.createFile(shared.resolve("file")));
        for (String planted : new String[] {"theirs/hard", "theirs/soft", "theirs/way/victim", "shared/file"}) {
            daemon.configure("", "program echo words", "transcript " + planted);
            Result refused = daemon.ask("start").exits(1);
            assertTrue(refused.err().contains("can't open '" + planted + "'"), refused::toString);
            assertTrue(refused.err().contains("choose another folder") || refused.err().contains("name the folder"),
                    refused::toString);
        }
        assertEquals("precious\n", daemon.sandbox.read("victim"));
        assertEquals(0, Files.size(shared.resolve("file")));
    }

    /** The ordinary case: root's manager, logs in the folder of the program's user. */
    @Test
    void logsMayBeInAUsersFolder(Daemon daemon) throws IOException {
        Path theirs = theirs(daemon, "theirs");
        give(Files.writeString(theirs.resolve("log"), "old\n"));
        daemon.sandbox.write("talk", "#!/bin/sh\necho new\nexec sleep 100\n").toFile().setExecutable(true);
        daemon.configure("", "program ./talk", "transcript theirs/log");
        daemon.start();
        until("the program has written", () -> daemon.sandbox.read("theirs/log").length() > "old\n".length());
        daemon.stop();
        assertTrue(daemon.sandbox.read("theirs/log").startsWith("old\n"));
        assertEquals("nobody", owner(theirs.resolve("log")));
    }
}
