package zdaemon.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On the real kernel; what needs folders of others is skipped by name when not root. */
class FolderTest {
    private static final int NOBODY = 65_534;

    @TempDir
    Path folder;

    @BeforeEach
    void isOurs() throws IOException {
        folder = folder.toRealPath();
    }

    private Folder open(String path) throws PosixException {
        return Folder.open(folder + path);
    }

    private Path make(String name, int owner, int mode) throws IOException {
        assumeTrue(Credentials.effectiveUid() == 0, "only root can make folders that belong to others");
        Path made = Files.createDirectory(folder.resolve(name));
        FileSystem.changeMode(made.toString(), mode);
        FileSystem.changeOwner(made.toString(), owner, owner);
        return made;
    }

    @Test
    void walksAsTheKernelDoes() throws IOException {
        Files.createDirectories(folder.resolve("a/b"));
        Files.createSymbolicLink(folder.resolve("a/up"), Path.of("../a/./b"));
        Files.createSymbolicLink(folder.resolve("whole"), folder.resolve("a"));
        for (String path : new String[] {"/a/b", "//a/./b/", "/a/b/../../a/b", "/a/up", "/whole/up", "/whole/../a/b/."}) {
            try (Folder found = open(path)) {
                assertEquals(folder + "/a/b", found.path());
                assertTrue(found.status().isSameFile(FileSystem.status(folder + path).orElseThrow()));
                assertTrue(found.isOursAlone());
            }
        }
        try (Folder top = Folder.open("/"); Folder above = Folder.open("/../.."); Folder here = Folder.open(".")) {
            assertEquals("/", top.path());
            assertEquals("/", above.path());
            assertEquals(FileSystem.currentDirectory(), here.path());
        }
        try (Folder parent = Folder.ofParent(folder + "/a/b")) {
            assertEquals(folder + "/a", parent.path());
        }
    }

    @Test
    void saysWhatIsInTheWay() throws IOException {
        Files.createFile(folder.resolve("file"));
        Files.createSymbolicLink(folder.resolve("loop"), Path.of("loop"));
        Files.createSymbolicLink(folder.resolve("dangling"), Path.of("none"));
        assertEquals(Errno.ENOENT, assertThrows(PosixException.class, () -> open("/none")).errno());
        assertEquals(Errno.ENOENT, assertThrows(PosixException.class, () -> open("/dangling")).errno());
        assertEquals(Errno.ENOTDIR, assertThrows(PosixException.class, () -> open("/file")).errno());
        assertEquals(Errno.ELOOP, assertThrows(PosixException.class, () -> open("/loop")).errno());
    }

    @Test
    void leavesNoDescriptorOpen() throws IOException {
        Files.createSymbolicLink(folder.resolve("link"), folder);
        int before = Directory.names("/proc/self/fd").size();
        open("/link/../" + folder.getFileName()).close();
        assertThrows(PosixException.class, () -> open("/link/none"));
        Place.of(folder + "/link/file").close();
        assertEquals(before, Directory.names("/proc/self/fd").size());
    }

    @Test
    void knowsWhoMayPutAnotherThere() throws IOException {
        make("theirs", NOBODY, 0755);
        make("theirs/root", 0, 0700);
        make("shared", 0, 01777);
        make("shared/own", 0, 0755);
        make("shared/theirs", NOBODY, 0700);
        make("open", 0, 0777);
        make("open/own", 0, 0755);
        assertFalse(isOursAlone("/theirs"));
        assertFalse(isOursAlone("/theirs/root"));
        assertFalse(isOursAlone("/shared"));
        assertTrue(isOursAlone("/shared/own"));
        assertFalse(isOursAlone("/shared/theirs"));
        assertFalse(isOursAlone("/open"));
        assertFalse(isOursAlone("/open/own"));
    }

    private boolean isOursAlone(String path) throws PosixException {
        try (Folder found = open(path)) {
            return found.isOursAlone();
        }
    }

    /** A group that is nobody's but its one user's, which many systems give to each user, is no stranger. */
    @Test
    void knowsGroups() throws IOException {
        Path made = make("made", 0, 0775);
        assertTrue(isOursAlone("/made"), "group root is root's own");
        FileSystem.changeOwner(made.toString(), 0, NOBODY);
        assertFalse(isOursAlone("/made"));
    }

    @Test
    void followsOnlyLinksThatNoStrangerCanHavePut() throws IOException {
        Path target = Files.createDirectory(folder.resolve("target"));
        Path theirs = make("theirs", NOBODY, 0755);
        Path shared = make("shared", 0, 01777);
        for (Path place : new Path[] {theirs, shared, folder}) {
            Files.createSymbolicLink(place.resolve("roots"), target);
            Files.createSymbolicLink(place.resolve("nobodys"), target);
            try (Buffer name = Buffer.text(place.resolve("nobodys").toString())) {
                assertEquals(0, (int) new Function("lchown").call(name.address(), NOBODY, NOBODY));
            }
        }
        open("/roots").close();
        open("/nobodys").close();
        open("/shared/roots").close();
        for (String refused : new String[] {"/shared/nobodys", "/theirs/roots", "/theirs/nobodys"}) {
            PosixException e = assertThrows(PosixException.class, () -> open(refused));
            assertEquals(Errno.EACCES, e.errno());
            assertTrue(e.getMessage().contains(folder + refused) && e.getMessage().contains("name the folder"), e::getMessage);
        }
    }

    /** What another user's manager may do: links of its folder's owner are good, a stranger's are not. */
    @Test
    void otherUsersFollowTheirOwnRootsAndTheOwners() throws IOException {
        Path target = Files.createDirectory(folder.resolve("target"));
        FileSystem.changeMode(folder.toString(), 0755);
        Path deploys = make("deploys", 1, 0777);
        for (int owner : new int[] {0, 1, 2, NOBODY}) {
            Path link = deploys.resolve("of" + owner);
            Files.createSymbolicLink(link, target);
            try (Buffer name = Buffer.text(link.toString())) {
                assertEquals(0, (int) new Function("lchown").call(name.address(), owner, owner));
            }
        }
        assertEquals("of0 true\nof1 true\nof2 false\nof65534 true\n",
                FolderProbe.asNobody(deploys.toString(), "of0", "of1", "of2", "of65534"));
    }

    @Test
    void namesAreItsOwnWhateverBecomesOfItsPath() throws IOException {
        Files.createDirectory(folder.resolve("a"));
        try (Folder found = open("/a")) {
            Files.move(folder.resolve("a"), folder.resolve("moved"));
            Files.createDirectory(folder.resolve("a"));
            try (Fd file = found.open("f", Open.WRITE | Open.CREATE | Open.EXCLUSIVE, 0600)) {
                file.writeFully(new byte[3]);
            }
            found.link("f", "g");
            assertEquals(Errno.EEXIST, assertThrows(PosixException.class, () -> found.link("f", "g")).errno());
            found.rename("g", "h");
            found.makeFolder("d", 0700);
            assertEquals(3, found.look("h").orElseThrow().size());
            assertTrue(Files.isDirectory(folder.resolve("moved/d")));
            assertEquals(Errno.ENOTEMPTY,
                    assertThrows(PosixException.class, () -> open("").removeFolderIfPresent("moved")).errno());
            found.removeFolderIfPresent("d");
            found.unlinkIfPresent("h");
            found.unlinkIfPresent("h");
            Files.createSymbolicLink(folder.resolve("moved/link"), folder.resolve("moved/f"));
            assertEquals(Errno.ELOOP, assertThrows(PosixException.class, () -> found.open("link", Open.READ, 0)).errno());
        }
        assertEquals(0, folder.resolve("a").toFile().list().length);
    }

    @Test
    void givesAwayOnlyWhatNobodyCanHaveExchanged() throws IOException {
        Path theirs = make("theirs", NOBODY, 0755);
        Account nobody = Accounts.byUid(NOBODY).orElseThrow();
        try (Folder ours = open(""); Folder others = open("/theirs")) {
            ours.makeFolder("new", 0700);
            ours.giveFolder("new", 0750, nobody);
            FileStatus given = FileSystem.status(folder + "/new").orElseThrow();
            assertEquals(NOBODY, given.uid());
            assertEquals(0750, given.mode());
            others.makeFolder("new", 0700);
            assertEquals(Errno.EPERM,
                    assertThrows(PosixException.class, () -> others.giveFolder("new", 0750, nobody)).errno());
            assertEquals(0, FileSystem.status(theirs + "/new").orElseThrow().uid());
        }
    }
}
