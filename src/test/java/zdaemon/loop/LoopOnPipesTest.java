package zdaemon.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import zdaemon.posix.Buffer;
import zdaemon.posix.Errno;
import zdaemon.posix.Fd;
import zdaemon.posix.Open;
import zdaemon.posix.Pipe;
import zdaemon.posix.PosixException;

/** The loop on the real kernel. */
class LoopOnPipesTest {
    private static final byte[] BYTE = {'x'};

    private final List<String> log = new ArrayList<>();
    private final List<AutoCloseable> opened = new ArrayList<>();
    private Loop loop;
    private Timer timer;

    @BeforeEach
    void open() throws PosixException {
        loop = Loop.create();
        timer = new Timer();
    }

    @AfterEach
    void close() throws Exception {
        loop.close();
        for (AutoCloseable one : opened) {
            one.close();
        }
    }

    private Pipe pipe() throws PosixException {
        Pipe pipe = Pipe.open();
        opened.add(pipe.reader());
        opened.add(pipe.writer());
        return pipe;
    }

    /** So that no turn waits for ever. */
    private final class Timer extends Source {
        Timer() {
            super(loop, Priority.ANSWER);
        }

        @Override
        protected boolean step(long now) {
            log.add("timer");
            return false;
        }
    }

    /** Reads a byte when there is one. */
    private final class Reader extends Source {
        private final String name;

        Reader(String name, Fd fd) {
            super(loop, Priority.OUTPUT);
            this.name = name;
            watchReading(fd);
        }

        private void watchReading(Fd fd) {
            watch(fd, true, false);
        }

        @Override
        protected boolean step(long now) throws PosixException {
            try (Buffer buffer = Buffer.allocate(1)) {
                log.add(name + " " + descriptor().orElseThrow().read(buffer));
            }
            return false;
        }
    }

    private List<String> turn() throws PosixException {
        log.clear();
        timer.dueAt(loop.now() + 20_000_000);
        loop.turn();
        return List.copyOf(log);
    }

    @Test
    void whatIsReadableWakesItsSourceAndNoOther() throws PosixException {
        Pipe one = pipe();
        Pipe other = pipe();
        new Reader("one", one.reader());
        new Reader("other", other.reader());
        other.writer().writeFully(BYTE);
        assertEquals(List.of("other 1"), turn());
        assertEquals(List.of("timer"), turn());
        one.writer().close();
        assertEquals(List.of("one 0"), turn(), "a hang-up is an end of file");
    }

    @Test
    void closingASourceClosesItsDescriptor() throws PosixException {
        Pipe pipe = pipe();
        Reader reader = new Reader("reader", pipe.reader());
        turn();
        reader.close();
        reader.close();
        assertEquals(-1, pipe.reader().number());
        pipe.writer().close();
        assertEquals(List.of("timer"), turn());
    }

    /** A copy, here this process's own, keeps the registration alive: nobody could take it out any more. */
    @Test
    void aDescriptorThatWasClosedElsewhereWakesNobody() throws PosixException {
        Pipe pipe = pipe();
        Pipe witness = pipe();
        opened.add(pipe.reader().duplicate());
        Reader reader = new Reader("closed", pipe.reader());
        new Reader("witness", witness.reader());
        assertEquals(List.of("timer"), turn());
        pipe.reader().close();
        pipe.writer().writeFully(BYTE);
        turn();
        assertEquals(List.of("timer"), turn(), "it waits again, undisturbed");
        witness.writer().writeFully(BYTE);
        assertEquals(List.of("witness 1"), turn(), "the others are still heard");
        reader.close();
    }

    @Test
    void norWhenItsSourceHasLeftAfterwards() throws PosixException {
        Pipe pipe = pipe();
        opened.add(pipe.reader().duplicate());
        Reader reader = new Reader("closed", pipe.reader());
        turn();
        pipe.reader().close();
        reader.close();
        Pipe successor = pipe();
        new Reader("successor", successor.reader());
        pipe.writer().writeFully(BYTE);
        turn();
        assertEquals(List.of("timer"), turn());
        successor.writer().writeFully(BYTE);
        assertEquals(List.of("successor 1"), turn());
    }

    @Test
    void aDeadlineIsExactToLessThanAMillisecondEarly() throws PosixException {
        long due = loop.now() + 300_000;
        timer.dueAt(due);
        loop.turn();
        assertEquals(List.of("timer"), log);
        assertTrue(loop.now() - due >= 0);
    }

    @Test
    void moreThanOneWaitCanTellAreAllServedInOneTurn() throws PosixException {
        int count = 2 * Selector.MOST + 5;
        for (int i = 0; i < count; i++) {
            Pipe pipe = pipe();
            new Reader("reader", pipe.reader());
            pipe.writer().writeFully(BYTE);
        }
        assertEquals(count, turn().size());
    }

    @Test
    void aRegularFileIsRefusedByName() throws PosixException {
        Fd file = Fd.open("/proc/self/status", Open.READ, 0);
        opened.add(file);
        Fd regular = zdaemon.posix.MemoryFile.of(BYTE);
        opened.add(regular);
        new Reader("file", regular);
        PosixException refused = assertThrows(PosixException.class, loop::turn);
        assertEquals(Errno.EPERM, refused.errno());
    }
}
