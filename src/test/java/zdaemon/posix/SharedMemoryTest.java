package zdaemon.posix;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zdaemon.bindings.libc;

/** Memory that is a file's, and what the kernel does there. */
class SharedMemoryTest {
    private static final int PAGE = 4096;

    @TempDir
    Path folder;

    private Fd file() throws PosixException {
        return PrivateFile.open(folder.resolve("f").toString());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void whatIsWrittenToTheFileIsInTheMemory() throws IOException {
        try (Fd file = file(); Buffer memory = Buffer.map(file, 2 * PAGE); Buffer text = Buffer.allocate(4)) {
            text.put(bytes("text"), 0, 4);
            file.writeAt(text, 4, 8);
            assertArrayEquals(bytes("text"), memory.get(8, 4));
            assertArrayEquals(bytes("xt"), memory.tail(10).get(0, 2));
            file.writeAt(text, 1, 10);
            assertArrayEquals(bytes("tett"), memory.get(8, 4));
            assertEquals("\0".repeat(8) + "tett", Files.readString(folder.resolve("f")));
        }
    }

    @Test
    void itIsWrittenToOtherFilesFromThere() throws IOException {
        try (Fd file = file(); Buffer memory = Buffer.map(file, PAGE);
                Fd other = Fd.open(folder.resolve("o").toString(), Open.WRITE | Open.CREATE, 0600)) {
            file.writeFully(bytes("some text"));
            assertEquals(4, other.write(memory.tail(5), 0, 4));
            assertEquals("text", Files.readString(folder.resolve("o")));
        }
    }

    /** The number in the file is right even if nobody is left to hear of it. */
    @Test
    void spliceWritesDownHowFarItHasCome() throws IOException {
        Pipe pipe = Pipe.open();
        try (Fd reader = pipe.reader(); Fd writer = pipe.writer(); Fd file = file();
                Buffer memory = Buffer.map(file, 2 * PAGE); Buffer begin = Buffer.allocate(8)) {
            file.writeAt(begin.putLong(0, PAGE), 8, 0);
            writer.writeFully(bytes("text"));
            assertEquals(3, Pipe.splice(reader, file, memory, 0, 3));
            file.seek(0);
            assertEquals(8, file.read(begin));
            assertEquals(PAGE + 3, begin.getLong(0));
            assertArrayEquals(bytes("tex"), memory.tail(PAGE).get(0, 3));
        }
    }

    @Test
    void theKernelTellsOfMemoryThatIsNotThere() throws PosixException {
        try (Fd file = file(); Buffer memory = Buffer.map(file, PAGE)) {
            assertEquals(new Errno(libc.EFAULT()),
                    assertThrows(PosixException.class, () -> FileSystem.status(file, memory, 0)).errno());
            file.truncate(PAGE);
            FileSystem.status(file, memory, 16);
            assertEquals(PAGE, FileStatus.read(memory, 16).size());
        }
    }

    @Test
    void whatCannotBeMappedIsRefused() throws PosixException {
        Pipe pipe = Pipe.open();
        try (Fd reader = pipe.reader(); Fd writer = pipe.writer()) {
            assertThrows(PosixException.class, () -> Buffer.map(writer, PAGE));
            assertThrows(PosixException.class, () -> writer.writeAt(Buffer.allocate(1), 1, 0));
            assertTrue(reader.number() >= 0);
        }
    }

    @Test
    void aPipeMayBeWidened() throws PosixException {
        Pipe pipe = Pipe.open();
        try (Fd reader = pipe.reader(); Fd writer = pipe.writer()) {
            int before = LibcFiles.fcntl(writer.number(), libc.F_GETPIPE_SZ(), 0);
            Pipe.widen(reader, 2 * before);
            assertEquals(2 * before, LibcFiles.fcntl(writer.number(), libc.F_GETPIPE_SZ(), 0));
        }
    }
}
