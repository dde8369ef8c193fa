package zdaemon.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import zdaemon.posix.PosixException;

/** Our own runtime finds errno where libc has it, after the call: nothing has come in between. */
class ErrnoSoakTest {
    @Test
    void findsTheReasonOfEachFailure() throws PosixException {
        assertEquals("20000 failures, 0 for another reason\n", TestJvm.output(ErrnoSoak.class, "5000"));
    }
}
