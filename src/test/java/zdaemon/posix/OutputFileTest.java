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
            assertEquals(3, PipeContent.bytes(reader));
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
        assertEquals(dirent.d_name$offset(), LibcDirectories.DIRENT_NAME);
    }

    @Test
    void knowsWhenAFileWasChanged() throws IOException {
        Path file = folder.resolve("log");
        write(file.toString(), "");
        Files.setLastModifiedTime(file, java.nio.file.attribute.FileTime.from(Instant.ofEpochSecond(1_234_567_890)));
        assertEquals(OptionalLong.of(1_234_567_890), FileTimes.modified(file.toString()));
        assertEquals(OptionalLong.empty(), FileTimes.modified(folder.resolve("none").toString()));
        assertEquals(statx.stx_mtime$offset() + statx_timestamp.tv_sec$offset(), FileTimes.STATX_MTIME_SEC);
    }
}
