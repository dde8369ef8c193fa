package zdaemon.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PollerTest {
    private static final long LONG = 10_000_000_000L;

    @Test
    void wakesForWhatIsReady() throws PosixException {
        Pipe pipe = Pipe.open();
        try (Fd reader = pipe.reader(); Fd writer = pipe.writer(); Poller poller = Poller.create()) {
            poller.set(reader, true, false);
            assertEquals(0, poller.poll(0));
            assertFalse(poller.readable(reader));
            poller.set(writer, false, true);
            assertEquals(1, poller.poll(LONG));
            assertTrue(poller.writable(writer));
            writer.writeFully(new byte[1]);
            assertEquals(2, poller.poll(-1));
            assertTrue(poller.readable(reader));
            assertFalse(poller.writable(reader));
        }
    }

    @Test
    void hangUpCountsAsReadable() throws PosixException {
        Pipe pipe = Pipe.open();
        try (Fd reader = pipe.reader(); Poller poller = Poller.create()) {
            poller.set(reader, false, false);
            pipe.writer().close();
            assertEquals(1, poller.poll(LONG));
            assertTrue(poller.readable(reader));
        }
    }

    @Test
    void lastsAsLongAsAsked() throws PosixException {
        try (Poller poller = Poller.create()) {
            long begin = Clock.monotonicNanos();
            assertEquals(0, poller.poll(3_000_000));
            assertTrue(Clock.monotonicNanos() - begin >= 3_000_000);
        }
    }

    @Test
    void interestChangesAndEnds() throws PosixException {
        Pipe pipe = Pipe.open();
        try (Fd reader = pipe.reader(); Fd writer = pipe.writer(); Poller poller = Poller.create()) {
            writer.writeFully(new byte[1]);
            poller.set(reader, true, false);
            poller.set(writer, false, true);
            assertEquals(2, poller.poll(LONG));
            poller.remove(reader);
            poller.remove(reader);
            assertFalse(poller.readable(reader));
            assertTrue(poller.writable(writer), "removing another keeps the answer");
            poller.set(writer, false, false);
            assertEquals(0, poller.poll(0));
            assertFalse(poller.writable(writer));
        }
    }

    @Test
    void growsWithItsSet() throws PosixException {
        List<Pipe> pipes = new ArrayList<>();
        try (Poller poller = Poller.create()) {
            for (int i = 0; i < 40; i++) {
                pipes.add(Pipe.open());
                poller.set(pipes.get(i).reader(), true, false);
            }
            pipes.get(0).writer().writeFully(new byte[1]);
            pipes.get(39).writer().writeFully(new byte[1]);
            assertEquals(2, poller.poll(LONG));
            assertTrue(poller.readable(pipes.get(0).reader()));
            assertTrue(poller.readable(pipes.get(39).reader()));
            assertFalse(poller.readable(pipes.get(20).reader()));
        } finally {
            for (Pipe pipe : pipes) {
                pipe.reader().close();
                pipe.writer().close();
            }
        }
    }
}
