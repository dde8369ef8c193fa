package zdaemon.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class ErrnoTest {
    @Test
    void hasNameAndEnglishText() {
        assertEquals("ENOENT", Errno.ENOENT.name());
        assertEquals("No such file or directory", Errno.ENOENT.message());
        assertEquals("EAGAIN", Errno.EAGAIN.name());
        assertEquals("Resource temporarily unavailable", Errno.EAGAIN.message());
    }

    @Test
    void copesWithUnknownNumbers() {
        assertEquals("errno 9999", new Errno(9999).name());
        assertEquals("Unknown error 9999", new Errno(9999).message());
    }

    @Test
    void exceptionsSayWhatWhyAndOnWhat() {
        PosixException e = assertThrows(PosixException.class, () -> Fd.open("/no/such", Open.READ, 0));
        assertEquals("can't open '/no/such': No such file or directory", e.getMessage());
        assertEquals("open", e.call());
        assertEquals("'/no/such'", e.subject());
        assertEquals(Errno.ENOENT, e.errno());
        assertEquals("can't fork: Cannot allocate memory", new PosixException("fork", Errno.ENOMEM, "").getMessage());
    }

    @Test
    void nulInATextIsRefusedNotCutShort() {
        PosixException e = assertThrows(PosixException.class, () -> FileSystem.unlink("/tmp\0/x"));
        assertEquals(Errno.EINVAL, e.errno());
    }
}
