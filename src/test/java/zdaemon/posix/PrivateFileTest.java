package zdaemon.posix;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("try")
class PrivateFileTest {
    private static final byte[] TEXT = "text".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path folder;

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    @Test
    void replacesWholeAndReads() throws IOException {
        PrivateFile.replace(path("f"), new byte[1000]);
        PrivateFile.replace(path("f"), TEXT);
        assertArrayEquals(TEXT, ((PrivateFile.Found.Own) PrivateFile.find(path("f"))).content());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("f"))));
        assertFalse(Files.exists(folder.resolve("f~")));
    }

    @Test
    void readsOnlyWhatNobodyElseHasASayIn() throws IOException {
        assertEquals(new PrivateFile.Found.None(), PrivateFile.find(path("missing")));
        Files.write(folder.resolve("f"), TEXT);
        Files.setPosixFilePermissions(folder.resolve("f"), PosixFilePermissions.fromString("rw-rw----"));
        assertDoubted("is open to others", TEXT, "f");
        assertEquals(Errno.EACCES, assertThrows(PosixException.class, () -> PrivateFile.open(path("f"))).errno());
        PrivateFile.replace(path("private"), TEXT);
        Files.createSymbolicLink(folder.resolve("link"), folder.resolve("private"));
        assertDoubted("is a symbolic link", new byte[0], "link");
        assertEquals(Errno.ELOOP, assertThrows(PosixException.class, () -> PrivateFile.open(path("link"))).errno());
        PrivateFile.openPipe(path("pipe")).close();
        assertDoubted("is no regular file", new byte[0], "pipe");
        Files.createLink(folder.resolve("second"), folder.resolve("private"));
        assertDoubted("has another name elsewhere (a hard link)", TEXT, "private");
    }

    private void assertDoubted(String why, byte[] beginning, String name) throws PosixException {
        var found = (PrivateFile.Found.Foreign) PrivateFile.find(path(name));
        assertEquals(why, found.why());
        assertArrayEquals(beginning, found.beginning());
    }

    @Test
    void namesTheOwner() throws IOException {
        assumeTrue(Credentials.effectiveUid() == 0, "only root can make files that belong to others");
        PrivateFile.replace(path("f"), TEXT);
        FileSystem.changeOwner(path("f"), 65_534, 65_534);
        assertDoubted("belongs to user nobody", TEXT, "f");
    }

    @Test
    void isLockedWhileItsWriterHasIt() throws IOException {
        try (PrivateRecord file = new PrivateRecord(path("f"))) {
            file.write(TEXT);
            assertTrue(PrivateFile.isLocked(path("f")));
        }
        assertFalse(PrivateFile.isLocked(path("f")));
    }

    @Test
    void doesNotWriteThroughAPlantedTemporaryFile() throws IOException {
        Files.write(folder.resolve("victim"), TEXT);
        Files.createSymbolicLink(folder.resolve("f~"), folder.resolve("victim"));
        PrivateFile.replace(path("f"), new byte[3]);
        assertArrayEquals(TEXT, Files.readAllBytes(folder.resolve("victim")));
        assertArrayEquals(new byte[3], Files.readAllBytes(folder.resolve("f")));
    }

    @Test
    void aPipeKeepsWhatNobodyReads() throws IOException {
        try (Fd program = PrivateFile.openPipe(path("p"));
                Fd again = PrivateFile.openPipe(path("p"));
                Fd reader = Fd.open(path("p"), Open.READ | Open.NON_BLOCKING, 0);
                Buffer buffer = Buffer.allocate(100)) {
            program.writeFully(TEXT);
            again.close();
            reader.close();
            try (Fd next = Fd.open(path("p"), Open.READ | Open.NON_BLOCKING, 0)) {
                assertEquals(TEXT.length, next.read(buffer));
                assertEquals(Fd.WOULD_BLOCK, next.read(buffer));
            }
        }
    }

    @Test
    void aFileInThePipesPlaceGivesWay() throws IOException {
        Files.write(folder.resolve("p"), TEXT);
        PrivateFile.openPipe(path("p")).close();
        assertTrue(FileSystem.status(path("p")).orElseThrow().type() == FileType.FIFO);
    }

    @Test
    void spliceMovesWhatIsThere() throws IOException {
        Pipe pipe = Pipe.open();
        try (Fd reader = pipe.reader(); Fd writer = pipe.writer(); Buffer place = Buffer.allocate(16);
                Fd file = PrivateFile.open(path("f"))) {
            place.putLong(8, 2);
            assertEquals(Fd.WOULD_BLOCK, Pipe.splice(reader, file, place, 8, 10));
            writer.writeFully(TEXT);
            assertEquals(3, Pipe.splice(reader, file, place, 8, 3));
            assertEquals(5, place.getLong(8));
            assertArrayEquals("\0\0tex".getBytes(StandardCharsets.US_ASCII), Files.readAllBytes(folder.resolve("f")));
            assertEquals(1, Pipe.bytes(reader));
        }
    }
}
