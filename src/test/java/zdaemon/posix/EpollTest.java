package zdaemon.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** epoll, with the exact wait of newer kernels and in the way of older ones. */
class EpollTest {
    private static final long TOKEN = 0x7654_3210_FEDC_BA98L;

    private static Epoll epoll(boolean isExact) throws PosixException {
        Epoll epoll = new Epoll();
        if (!isExact) {
            epoll.forgetExactness();
        }
        return epoll;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void tellsWhatIsReady(boolean isExact) throws PosixException {
        Pipe pipe = Pipe.open();
        try (Epoll epoll = epoll(isExact); Fd reader = pipe.reader(); Fd writer = pipe.writer()) {
            epoll.add(reader, Epoll.READABLE, TOKEN);
            epoll.add(writer, 0, 1);
            assertEquals(0, epoll.await(0));
            assertEquals(0, epoll.await(100_000));
            writer.writeFully(new byte[] {'x'});
            assertEquals(1, epoll.await(-1));
            assertEquals(TOKEN, epoll.token(0));
            assertEquals(Epoll.READABLE, epoll.ready(0));
            epoll.remove(reader);
            epoll.modify(writer, Epoll.WRITABLE, 2);
            assertEquals(1, epoll.await(-1));
            assertEquals(2, epoll.token(0));
            assertEquals(Epoll.WRITABLE, epoll.ready(0));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aHangUpIsToldWithoutAWish(boolean isExact) throws PosixException {
        Pipe pipe = Pipe.open();
        try (Epoll epoll = epoll(isExact); Fd reader = pipe.reader()) {
            epoll.add(reader, 0, 1);
            pipe.writer().close();
            assertEquals(1, epoll.await(-1));
            assertEquals(Epoll.READABLE | Epoll.WRITABLE, epoll.ready(0));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void failuresSayWhy(boolean isExact) throws PosixException {
        Pipe pipe = Pipe.open();
        try (Epoll epoll = epoll(isExact); Fd file = MemoryFile.of(new byte[0]); Fd end = pipe.reader();
                Fd other = pipe.writer()) {
            assertEquals(Errno.ENOENT, assertThrows(PosixException.class, () -> epoll.modify(other, 0, 0)).errno());
            assertEquals(Errno.EPERM, assertThrows(PosixException.class, () -> epoll.add(file, 1, 1)).errno());
            assertEquals(Errno.ENOENT, assertThrows(PosixException.class, () -> epoll.remove(end)).errno());
        }
    }
}
