package zdaemon.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zdaemon.bindings.dirent;
import zdaemon.bindings.statx;
import zdaemon.bindings.statx_timestamp;

class OutputFileTest {
    private static final int NOBODY = 65_534;

    @TempDir
    Path folder;

    private void write(String path, String text) throws PosixException {
        try (Fd file = OutputFile.open(path)) {
            file.writeFully(NativeString.encode(text));
        }
    }

    @Test
    void createsAndAppends() throws IOException {
        Path file = folder.resolve("log");
        int umask = FileSystem.umask(027);
        try {
            write(file.toString(), "one\n");
        } finally {
            FileSystem.umask(umask);
        }
        write(file.toString(), "two\n");
        assertEquals("one\ntwo\n", Files.readString(file));
        assertEquals(0640, FileSystem.status(file.toString()).orElseThrow().mode());
    }

    @Test
    void followsALinkInAnOrdinaryFolder() throws IOException {
        Files.createSymbolicLink(folder.resolve("link"), folder.resolve("target"));
        write(folder.resolve("link").toString(), "text");
        assertEquals("text", Files.readString(folder.resolve("target")));
    }

    @Test
    void followsOneOfOurOwnInAWorldWritableFolder() throws IOException {
        FileSystem.changeMode(folder.toString(), 01777);
        Files.createSymbolicLink(folder.resolve("link"), folder.resolve("target"));
        write(folder.resolve("link").toString(), "text");
        assertEquals("text", Files.readString(folder.resolve("target")));
    }

    @Test
    void refusesAPlantedLink() throws IOException {
        plant(folder.resolve("link"), folder.resolve("target"));
        PosixException refused = assertThrows(PosixException.class, () -> write(folder.resolve("link").toString(), ""));
        assertEquals(Errno.EACCES, refused.errno());
        assertTrue(Files.notExists(folder.resolve("target")));
    }

    @Test
    void refusesAPlantedLinkOnTheWay() throws IOException {
        Files.createDirectory(folder.resolve("target"));
        plant(folder.resolve("link"), folder.resolve("target"));
        PosixException refused =
                assertThrows(PosixException.class, () -> write(folder.resolve("link/log").toString(), ""));
        assertEquals(Errno.EACCES, refused.errno());
        assertTrue(Files.notExists(folder.resolve("target/log")));
    }

    @Test
    void refusesALinkInAnotherUsersFolder() throws IOException {
        for (int mode : new int[] {0755, 0775, 0700}) {
            Path theirs = theirs("theirs" + mode, mode);
            Files.createSymbolicLink(theirs.resolve("log"), folder.resolve("target"));
            assertEquals(Errno.EACCES, refused(theirs.resolve("log")).errno());
            Files.createSymbolicLink(theirs.resolve("way"), folder);
            assertTrue(refused(theirs.resolve("way/log")).getMessage().contains("way' is a symbolic link of user root"));
        }
        Files.createDirectory(folder.resolve("groups"));
        FileSystem.changeOwner(folder.resolve("groups").toString(), 0, NOBODY);
        FileSystem.changeMode(folder.resolve("groups").toString(), 0775);
        Files.createSymbolicLink(folder.resolve("groups/log"), folder.resolve("target"));
        assertEquals(Errno.EACCES, refused(folder.resolve("groups/log")).errno());
        assertTrue(Files.notExists(folder.resolve("target")));
        assertTrue(Files.notExists(folder.resolve("log")));
    }

    /** The ordinary case of a root manager whose logs are in a folder of the program's user. */
    @Test
    void writesIntoAnotherUsersFolder() throws IOException {
        Path theirs = theirs("theirs", 0755);
        write(theirs.resolve("new").toString(), "new");
        give(Files.writeString(theirs.resolve("log"), "old "));
        write(theirs.resolve("log").toString(), "new");
        assertEquals("old new", Files.readString(theirs.resolve("log")));
    }

    @Test
    void refusesAHardLinkWhereOthersMayMakeOne() throws IOException {
        Path theirs = theirs("theirs", 0755);
        Path victim = Files.writeString(folder.resolve("victim"), "");
        Files.createLink(theirs.resolve("log"), victim);
        assertTrue(refused(theirs.resolve("log")).getMessage().contains("hard link"));
        Files.createLink(folder.resolve("other"), victim);
        write(folder.resolve("other").toString(), "in a folder of ours alone");
        assertEquals("in a folder of ours alone", Files.readString(victim));
    }

    @Test
    void refusesWhatIsPlantedWhereEverybodyMayPutFiles() throws IOException {
        assumeTrue(Credentials.effectiveUid() == 0, "only root can make files that belong to others");
        FileSystem.changeMode(folder.toString(), 01777);
        give(Files.createFile(folder.resolve("log")));
        String refusal = refused(folder.resolve("log")).getMessage();
        assertTrue(refusal.contains("belongs to user nobody") && refusal.contains("choose another folder"), refusal);
        String fifo = folder.resolve("fifo").toString();
        try (Buffer name = Buffer.text(fifo)) {
            assertEquals(0, (int) new Function("mkfifo").call(name.address(), 0666));
        }
        give(Path.of(fifo));
        try (Fd _ = Fd.open(fifo, Open.READ | Open.NON_BLOCKING, 0)) {
            assertEquals(Errno.EACCES, refused(Path.of(fifo)).errno());
        }
        write(folder.resolve("own").toString(), "own");
        write(folder.resolve("own").toString(), " again");
        assertEquals("own again", Files.readString(folder.resolve("own")));
    }

    @Test
    void writesToDevicesAndToWhatIsOpen() throws IOException {
        write("/dev/null", "text");
        try (Fd file = Fd.open(folder.resolve("f").toString(), Open.WRITE | Open.CREATE, 0600)) {
            write("/proc/self/fd/" + file.number(), "text");
        }
        assertEquals("text", Files.readString(folder.resolve("f")));
        Pipe pipe = Pipe.open();
        try (Fd reader = pipe.reader(); Fd writer = pipe.writer()) {
            write("/dev/fd/" + writer.number(), "text");
            assertEquals(4, Pipe.bytes(reader));
        }
    }

    private PosixException refused(Path path) {
        return assertThrows(PosixException.class, () -> OutputFile.open(path.toString()).close());
    }

    private Path theirs(String name, int mode) throws IOException {
        assumeTrue(Credentials.effectiveUid() == 0, "only root can make folders that belong to others");
        Path theirs = Files.createDirectory(folder.resolve(name));
        FileSystem.changeMode(theirs.toString(), mode);
        give(theirs);
        return theirs;
    }

    private static void give(Path file) throws IOException {
        FileSystem.changeOwner(file.toString(), NOBODY, NOBODY);
    }

    private void plant(Path link, Path target) throws IOException {
        assumeTrue(Credentials.effectiveUid() == 0, "only root can make links that belong to others");
        FileSystem.changeMode(folder.toString(), 01777);
        Files.createSymbolicLink(link, target);
        try (Buffer name = Buffer.text(link.toString())) {
            assertEquals(0, (int) new Function("lchown").call(name.address(), NOBODY, NOBODY));
        }
    }

    @Test
    void doesNotWaitForAPipesReader() throws PosixException {
        String fifo = folder.resolve("fifo").toString();
        try (Buffer name = Buffer.text(fifo)) {
            assertEquals(0, (int) new Function("mkfifo").call(name.address(), 0600));
        }
        PosixException refused = assertThrows(PosixException.class, () -> OutputFile.open(fifo));
        assertEquals("can't open '" + fifo + "', which nobody reads from: No such device or address",
                refused.getMessage());
        try (Fd reader = Fd.open(fifo, Open.READ | Open.NON_BLOCKING, 0); Fd writer = OutputFile.open(fifo)) {
            writer.writeFully(new byte[] {1, 2, 3});
            assertEquals(3, Pipe.bytes(reader));
        }
    }

    @Test
    void refusesADirectory() {
        assertEquals(Errno.EISDIR,
                assertThrows(PosixException.class, () -> OutputFile.open(folder.toString())).errno());
    }

    @Test
    void listsADirectory() throws PosixException {
        Set<String> expected = Set.of("a", "b\u00e9", "c\udcff");
        for (String name : expected) {
            write(folder + "/" + name, "");
        }
        assertEquals(expected, new HashSet<>(Directory.names(folder.toString())));
        for (String name : expected) {
            FileSystem.unlink(folder + "/" + name);
        }
        assertEquals(Errno.ENOENT,
                assertThrows(PosixException.class, () -> Directory.names(folder + "/none")).errno());
        assertEquals(dirent.d_name$offset(), LibcFiles.DIRENT_NAME);
    }

    @Test
    void knowsWhenAFileWasChanged() throws IOException {
        Path file = folder.resolve("log");
        write(file.toString(), "");
        Files.setLastModifiedTime(file, java.nio.file.attribute.FileTime.from(Instant.ofEpochSecond(1_234_567_890)));
        assertEquals(OptionalLong.of(1_234_567_890), FileSystem.modified(file.toString()));
        assertEquals(OptionalLong.empty(), FileSystem.modified(folder.resolve("none").toString()));
        assertEquals(statx.stx_mtime$offset() + statx_timestamp.tv_sec$offset(), Layout.STATX_MTIME_SEC);
    }
}
