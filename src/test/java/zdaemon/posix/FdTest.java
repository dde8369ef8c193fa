package zdaemon.posix;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.SortedSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import zdaemon.bindings.libc;

class FdTest {
    private SortedSet<Integer> openBefore;

    /** Not earlier: making a temporary folder leaves descriptors open. */
    @BeforeEach
    void lookWhatIsOpen() {
        openBefore = Descriptors.open();
    }

    @AfterEach
    void nothingLeaks() {
        assertEquals(openBefore, Descriptors.open());
    }

    private static boolean closesOnExec(Fd fd) {
        return (LibcFiles.fcntl(fd.number(), libc.F_GETFD(), 0) & libc.FD_CLOEXEC()) != 0;
    }

    @Test
    @SuppressWarnings("try") // the writer is closed early, to be read as the end
    void pipeCarriesBytesToItsEnd() throws PosixException {
        Pipe pipe = Pipe.open();
        try (Fd reader = pipe.reader(); Fd writer = pipe.writer(); Buffer buffer = Buffer.allocate(16)) {
            assertTrue(closesOnExec(reader) && closesOnExec(writer));
            writer.writeFully(new byte[] {1, 2, 3});
            assertEquals(2, reader.read(buffer, 2));
            assertArrayEquals(new byte[] {1, 2}, buffer.get(0, 2));
            assertEquals(1, reader.read(buffer));
            writer.close();
            assertEquals(0, reader.read(buffer));
        }
    }

    @Test
    void nonBlockingAnswersInsteadOfWaiting() throws PosixException {
        Pipe pipe = Pipe.open();
        try (Fd reader = pipe.reader(); Fd writer = pipe.writer(); Buffer buffer = Buffer.allocate(65536)) {
            reader.setNonBlocking(true);
            assertEquals(Fd.WOULD_BLOCK, reader.read(buffer));
            assertEquals(Errno.EAGAIN, assertThrows(PosixException.class, reader::readAll).errno());
            writer.setNonBlocking(true);
            int written = 0;
            int n = writer.write(buffer, 0, 40_000);
            while (n != Fd.WOULD_BLOCK) {
                written += n;
                n = writer.write(buffer, 0, 40_000);
            }
            assertTrue(written >= 40_000, () -> "a pipe holds more");
            assertEquals(Errno.EAGAIN,
                    assertThrows(PosixException.class, () -> writer.writeFully(new byte[9])).errno());
            reader.setNonBlocking(false);
            assertEquals(libc.O_RDONLY(), LibcFiles.fcntl(reader.number(), libc.F_GETFL(), 0));
        }
    }

    @Test
    void closingTwiceClosesOnce() throws PosixException {
        Fd first = Fd.open("/dev/null", Open.READ, 0);
        int number = first.number();
        first.close();
        try (Fd second = Fd.open("/dev/null", Open.READ, 0)) {
            assertEquals(number, second.number());
            first.close();
            assertTrue(closesOnExec(second), "still open");
            assertEquals(-1, first.number());
        }
    }

    @Test
    void closedOnesAreRefused() throws PosixException {
        Fd fd = Fd.open("/dev/null", Open.READ, 0);
        fd.close();
        try (Buffer buffer = Buffer.allocate(1)) {
            assertEquals(Errno.EBADF, assertThrows(PosixException.class, () -> fd.read(buffer)).errno());
            assertEquals(Errno.EBADF, assertThrows(PosixException.class, fd::duplicate).errno());
        }
        assertEquals(Errno.EBADF, assertThrows(PosixException.class, () -> Fd.adopt(1000)).errno());
    }

    @Test
    void standardOnesStayOpen() {
        Fd.standard(2).close();
        assertTrue(Descriptors.open().contains(2));
    }

    @Test
    void redirectAndAdopt() throws PosixException {
        int target = 200;
        try (Fd source = Fd.open("/dev/null", Open.READ_WRITE, 0)) {
            source.redirect(target);
            assertEquals(0, LibcFiles.fcntl(target, libc.F_GETFD(), 0));
            try (Fd adopted = Fd.adopt(target)) {
                assertTrue(closesOnExec(adopted));
                adopted.redirect(target);
                assertEquals(0, LibcFiles.fcntl(target, libc.F_GETFD(), 0));
            }
            try (Fd copy = source.duplicate()) {
                assertTrue(copy.number() >= 3 && closesOnExec(copy));
                assertNotEquals(source.number(), copy.number());
            }
        }
    }

    @Test
    void memoryFileIsReadFromItsStart() throws PosixException {
        byte[] content = new byte[100_000];
        new Random(1).nextBytes(content);
        try (Fd file = MemoryFile.of(content)) {
            assertTrue(closesOnExec(file));
            assertArrayEquals(content, file.readAll());
        }
    }

    @Test
    void rangesAreChecked() throws PosixException {
        try (Fd nothing = Fd.open("/dev/null", Open.READ_WRITE, 0); Buffer buffer = Buffer.allocate(8)) {
            assertThrows(IndexOutOfBoundsException.class, () -> nothing.read(buffer, 9));
            assertThrows(IndexOutOfBoundsException.class, () -> nothing.write(buffer, 4, 5));
            assertThrows(IndexOutOfBoundsException.class, () -> nothing.write(buffer, -1, 1));
        }
    }

    @Test
    void fullDeviceSaysSo() throws PosixException {
        try (Fd full = Fd.open("/dev/full", Open.WRITE, 0)) {
            PosixException e = assertThrows(PosixException.class, () -> full.writeFully(new byte[1]));
            assertEquals("can't write descriptor " + full.number() + ": No space left on device", e.getMessage());
        }
    }
}
