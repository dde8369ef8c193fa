package zdaemon.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import zdaemon.process.Run;
import zdaemon.process.SpawnPlan;
import zdaemon.process.TestJvm;

/** What a process is given in words: arguments, environment; and terminals, which show them. */
class ProcessTextTest {
    private static final long TIOCSWINSZ = 0x5414;

    @Test
    void argumentsAndEnvironmentKeepTheirBytesInAnyLocale() throws PosixException {
        List<String> command = new ArrayList<>(List.of("java"));
        command.addAll(TestJvm.arguments(TextProbe.class, "\udcff", "", "\u20ac", "plain"));
        SpawnPlan plan = SpawnPlan.of(TestJvm.java(), command, List.of("LC_ALL=C", "ODD=\udcfe=\u00e9", "EMPTY="));
        Run run = Run.of(plan);
        assertEquals("[\\xff, , \\xe2\\x82\\xac, plain]\n[LC_ALL=C, ODD=\\xfe=\\xc3\\xa9, EMPTY=]\n", run.output());
    }

    @Test
    void findsVariables() {
        assertEquals(Optional.of(System.getenv("PATH")), Environment.get("PATH"));
        assertEquals(Optional.empty(), Environment.get("NO_SUCH_VARIABLE"));
        assertEquals(Optional.empty(), Environment.get("PATH\0"));
        assertTrue(Environment.entries().contains("PATH=" + System.getenv("PATH")));
    }

    @Test
    void fallsBackToWhatMainWasGiven() {
        String[] tooMany = new String[10_000];
        Arrays.fill(tooMany, "x");
        assertEquals(10_000, Arguments.exact(tooMany).size());
        assertEquals(List.of(), Arguments.exact(new String[0]));
    }

    @Test
    void knowsItsExecutable() throws Exception {
        assertEquals(Path.of(TestJvm.java()).toRealPath().toString(), Arguments.executable());
    }

    @Test
    void knowsATerminal() throws PosixException {
        try (Fd file = Fd.open("/dev/null", Open.READ, 0);
                Fd terminal = Fd.open("/dev/ptmx", Open.READ_WRITE | Open.NO_CONTROLLING_TERMINAL, 0)) {
            assertFalse(Terminal.isTerminal(file));
            assertEquals(Optional.empty(), Terminal.size(file));
            assertTrue(Terminal.isTerminal(terminal));
            assertEquals(Optional.empty(), Terminal.size(terminal), "a new terminal has none yet");
            try (Buffer winsize = Buffer.allocate(Layout.WINSIZE_SIZE)) {
                winsize.putShort(Layout.WINSIZE_ROW, 33).putShort(Layout.WINSIZE_COL, 77);
                LibcFiles.ioctl(terminal.number(), TIOCSWINSZ, winsize.address());
            }
            assertEquals(Optional.of(new Terminal.Size(33, 77)), Terminal.size(terminal));
        }
    }

    @Test
    void clocksRun() {
        long millis = System.currentTimeMillis();
        assertTrue(Math.abs(Clock.wallNanos() / 1_000_000 - millis) < 60_000);
        assertTrue(Math.abs(Clock.wallMillis() - millis) < 60_000);
        long now = Clock.monotonicNanos();
        assertTrue(Clock.monotonicNanos() >= now);
    }
}
