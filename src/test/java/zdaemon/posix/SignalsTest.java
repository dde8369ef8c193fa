package zdaemon.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import zdaemon.process.TestJvm;

/** With SIGWINCH, which does nothing by default: should the JVM that runs the tests get one, no harm is done. */
class SignalsTest {
    private static final Signal HARMLESS = Signal.WINCH;

    private final SignalSet maskBefore = Signals.blocked();

    @AfterEach
    void restore() throws PosixException {
        Signals.setMask(maskBefore);
        Signals.setDefault(HARMLESS);
    }

    @Test
    void maskIsReadSetAndRestored() {
        SignalSet before = Signals.block(SignalSet.of(HARMLESS));
        assertEquals(maskBefore, before);
        assertTrue(Signals.blocked().contains(HARMLESS));
        Signals.setMask(before);
        assertFalse(Signals.blocked().contains(HARMLESS));
    }

    @Test
    void killAndStopCannotBeBlocked() {
        Signals.block(SignalSet.of(Signal.KILL, Signal.STOP));
        assertEquals(maskBefore, Signals.blocked());
    }

    @Test
    void knowsWhatIsIgnored() throws PosixException {
        assertFalse(Signals.ignored().contains(HARMLESS));
        Signals.ignore(HARMLESS);
        assertTrue(Signals.ignored().contains(HARMLESS));
        Signals.setDefault(HARMLESS);
        assertFalse(Signals.ignored().contains(HARMLESS));
    }

    @Test
    void killAndStopCannotBeIgnored() {
        assertEquals("can't signal SIGKILL: Invalid argument",
                assertThrows(PosixException.class, () -> Signals.ignore(Signal.KILL)).getMessage());
    }

    /**
     * TERM in a JVM of its own, since it must be blocked in every thread from the start: that is how the manager lives.
     */
    @Test
    void termArrivesAsData() throws Exception {
        assertEquals("SIGTERM\nSIGHUP SIGTERM\n", TestJvm.output(SignalProbe.class));
    }

    @Test
    void nothingPendingIsNothingRead() throws PosixException {
        try (SignalFd signals = SignalFd.of(SignalSet.of(HARMLESS))) {
            assertEquals(Optional.empty(), signals.read());
        }
    }
}
