package zdaemon.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The layout of the status word is that of wait(2)'s macros on Linux. */
class WaitStatusTest {
    @Property(tries = 100)
    void exits(@ForAll @IntRange(max = 255) int status) {
        assertEquals(new WaitStatus.Exited(status), WaitStatus.decode(status << 8));
    }

    @Property(tries = 100)
    void deathsBySignal(@ForAll @IntRange(min = 1, max = 64) int signal, @ForAll boolean core) {
        assertEquals(new WaitStatus.Signaled(new Signal(signal), core), WaitStatus.decode(signal | (core ? 0x80 : 0)));
    }

    @Property(tries = 200)
    void everyWordIsAnEndOrRefused(@ForAll @IntRange(max = 0xFFFF) int raw) {
        if ((raw & 0x7F) == 0x7F) {
            assertThrows(IllegalArgumentException.class, () -> WaitStatus.decode(raw));
        } else if ((raw & 0x7F) == 0) {
            assertEquals(new WaitStatus.Exited(raw >> 8), WaitStatus.decode(raw));
        } else {
            assertEquals(new WaitStatus.Signaled(new Signal(raw & 0x7F), (raw & 0x80) != 0), WaitStatus.decode(raw));
        }
    }

    @Example
    void stoppedIsNotEnded() {
        assertThrows(IllegalArgumentException.class, () -> WaitStatus.decode(19 << 8 | 0x7F));
    }
}
