package zdaemon.posix;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
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
        assertArrayEquals(TEXT, PrivateFile.read(path("f")).orElseThrow());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("f"))));
        assertFalse(Files.exists(folder.resolve("f~")));
    }

    @Test
    void doesNotReadWhatOthersMayHaveWritten() throws IOException {
        assertEquals(Optional.empty(), PrivateFile.read(path("missing")));
        Files.write(folder.resolve("f"), TEXT);
        Files.setPosixFilePermissions(folder.resolve("f"), PosixFilePermissions.fromString("rw-rw----"));
        assertEquals(Optional.empty(), PrivateFile.read(path("f")));
        assertEquals(Errno.EACCES, assertThrows(PosixException.class, () -> PrivateFile.open(path("f"))).errno());
        PrivateFile.replace(path("private"), TEXT);
        Files.createSymbolicLink(folder.resolve("link"), folder.resolve("private"));
        assertEquals(Optional.empty(), PrivateFile.read(path("link")));
        assertEquals(Errno.ELOOP, assertThrows(PosixException.class, () -> PrivateFile.open(path("link"))).errno());
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
