package zdaemon.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import zdaemon.Behaviour;
import zdaemon.Paragraph;

class SignalTest {
    @Test
    @Behaviour(Paragraph.SIGNAL_NAMES)
    void parsesNamesInAnyCaseWithAndWithoutPrefix() {
        for (String text : List.of("TERM", "term", "SIGTERM", "sigterm", "SigTerm", "15", "015")) {
            assertEquals(Optional.of(Signal.TERM), Signal.parse(text), text);
        }
        assertEquals(Optional.of(Signal.CHLD), Signal.parse("CLD"));
        assertEquals(Optional.of(new Signal(999)), Signal.parse("999"));
        assertEquals(Optional.of(new Signal(0)), Signal.parse("0"));
    }

    @Test
    @Behaviour(Paragraph.SIGNAL_NAMES)
    void parsesRealTimeSignals() {
        assertEquals(Optional.of(new Signal(34)), Signal.parse("RTMIN"));
        assertEquals(Optional.of(new Signal(37)), Signal.parse("sigrtmin+3"));
        assertEquals(Optional.of(new Signal(64)), Signal.parse("SIGRTMAX"));
        assertEquals(Optional.of(new Signal(62)), Signal.parse("rtmax-2"));
    }

    @Test
    @Behaviour(Paragraph.SIGNAL_NAMES)
    void refusesEverythingElse() {
        for (String text : List.of("ded", "", "SIG", "SIG_DFL", "SIG_BLOCK", "_BLOCK", "-9", "+9", "1e1", "RTMIN-1",
                "RTMIN+", "RTMIN+31", "RTMAX+1", "RTMAX-31", "RTMINX", "SIGSIGTERM", "99999999999", " TERM", "٩")) {
            assertEquals(Optional.empty(), Signal.parse(text), text);
        }
    }

    @Test
    void everySignalHasANameThatParses() {
        List<Signal> all = Signal.all();
        assertEquals(31 + 31, all.size());
        for (Signal signal : all) {
            assertTrue(signal.name().startsWith("SIG"), signal.name());
            assertEquals(Optional.of(signal), Signal.parse(signal.name()));
        }
        assertEquals("SIGRTMIN+1", new Signal(35).name());
        assertEquals("SIGRTMAX-1", new Signal(63).name());
        assertEquals("signal 99", new Signal(99).name());
        assertEquals("signal 32", new Signal(32).name());
    }

    @Test
    void setsAreSets() {
        SignalSet set = SignalSet.of(Signal.TERM, Signal.INT);
        assertTrue(set.contains(Signal.INT));
        assertFalse(set.contains(Signal.HUP));
        assertTrue(SignalSet.all().contains(new Signal(64)));
        assertEquals("[SIGINT, SIGTERM]", set.toString());
        assertEquals(SignalSet.of(Signal.INT), set.minus(SignalSet.of(Signal.TERM)));
        assertEquals(set, SignalSet.of(Signal.INT).plus(SignalSet.of(Signal.TERM)));
        assertThrows(IllegalArgumentException.class, () -> SignalSet.of(new Signal(65)));
    }
}
