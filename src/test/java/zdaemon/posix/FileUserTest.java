package zdaemon.posix;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zdaemon.process.Run;
import zdaemon.process.SpawnPlan;

/** A root that makes the files of its programs in their users' names. */
class FileUserTest {
    @TempDir
    Path folder;
    private Path own;
    private Account nobody;
    private String before;

    @BeforeEach
    void prepare() throws IOException {
        assumeTrue(Credentials.effectiveUid() == 0, "only root can do that");
        nobody = Accounts.byName("nobody").orElseThrow();
        FileSystem.changeMode(folder.toString(), 0755);
        own = Files.createDirectory(folder.toRealPath().resolve("own"));
        FileSystem.changeOwner(own.toString(), nobody.uid(), nobody.gid());
        before = identity();
    }

    @AfterEach
    void thisProcessIsWhoItWas() throws IOException {
        if (before != null) {
            assertEquals(before, identity());
        }
    }

    /** Of this thread, capabilities included. */
    private static String identity() throws IOException {
        StringBuilder identity = new StringBuilder();
        for (String line : Files.readAllLines(Path.of("/proc/thread-self/status"))) {
            if (line.startsWith("Uid") || line.startsWith("Gid") || line.startsWith("Groups") || line.startsWith("Cap")
                    || line.startsWith("Umask")) {
                identity.append(line).append('\n');
            }
        }
        return identity.toString();
    }

    private Fd open(Path path, int umask) throws PosixException {
        return OutputFile.open(path.toString(), Optional.of(new FileUser(Optional.of(nobody), umask)));
    }

    @Test
    void whatIsMadeIsTheUsers() throws PosixException {
        try (Fd file = open(own.resolve("log"), 027)) {
            FileStatus status = FileSystem.status(file);
            assertEquals(nobody.uid(), status.uid());
            assertEquals(0640, status.mode());
        }
        // In a sticky folder, too, where root takes nothing of a user's otherwise.
        FileSystem.changeMode(folder.toString(), 01777);
        open(folder.resolve("log"), 022).close();
        open(folder.resolve("log"), 022).close();
    }

    @Test
    void whatTheUserMayNotDoIsRefused() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "");
        FileSystem.changeMode(secret.toString(), 0600);
        assertEquals(Errno.EACCES, assertThrows(PosixException.class, () -> open(secret, 022)).errno());
        assertEquals(Errno.EACCES, assertThrows(PosixException.class, () -> open(folder.resolve("new"), 022)).errno());
        assertFalse(Files.exists(folder.resolve("new")));
        Path link = Files.createSymbolicLink(own.resolve("link"), secret);
        assertEquals(Errno.EACCES, assertThrows(PosixException.class, () -> open(link, 022)).errno());
    }

    /** With root's groups a user could write where they may. */
    @Test
    void theGroupsAreTheUsers() throws PosixException {
        int[] groups;
        try (FileUser.Guise _ = new FileUser(Optional.of(nobody), 0).enter()) {
            groups = Credentials.groups();
        }
        assertArrayEquals(Accounts.groupsOf(nobody), groups);
    }

    @Test
    void withoutAUserTheUmaskAloneCounts() throws PosixException {
        try (Fd file = OutputFile.open(folder.resolve("log").toString(), Optional.of(new FileUser(Optional.empty(), 077)))) {
            assertEquals(0600, FileSystem.status(file).mode());
            assertEquals(0, FileSystem.status(file).uid());
        }
    }

    /** {@code error_log /dev/stderr}. */
    @Test
    void theUserMayOpenItsOutputAgain() throws PosixException {
        String name = folder.resolve(".pipe").toString();
        try (Fd pipe = PrivateFile.openPipe(name, nobody.uid()); Fd again = PrivateFile.openPipe(name, nobody.uid());
                Fd nothing = Fd.open("/dev/null", Open.READ, 0)) {
            SpawnPlan plan = SpawnPlan.of("/bin/sh", List.of("sh", "-c", "echo heard > /dev/stdout"), List.of())
                    .asUser(nobody).withStreams(nothing.number(), pipe.number(), pipe.number());
            Processes.await(Run.started(plan));
            try (Buffer text = Buffer.allocate(64)) {
                assertEquals("heard\n", NativeString.decode(text.get(0, again.read(text))));
            }
        }
        assertThrows(PosixException.class, () -> PrivateFile.openPipe(name));
    }
}
