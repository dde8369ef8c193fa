package zdaemon.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** With real processes. */
class StopwatchTest {

    private final Stopwatch stopwatch = new Stopwatch();

    @AfterEach
    void close() {
        stopwatch.close();
    }

    @Test
    void tellsHowTheProcessEnded() {
        assertEquals(7, run("exit 7").exit());
        assertEquals(128 + 9, run("kill -9 $$").exit());
    }

    @Test
    void givesItsEnvironmentAndNoOther() {
        assertEquals(0, run("test \"$COLOUR\" = blue && test -z \"$HOME\"").exit());
    }

    @Test
    void countsProcessorTime() {
        Timing busy = run("i=0; while test $i -lt 20000; do i=$((i+1)); done");
        assertTrue(busy.cpu() > run("exit 0").cpu(), busy.toString());
    }

    @Test
    void refusesAResultThatWasNotExpected() {
        Timing failed = run("exit 1");
        assertEquals(failed, failed.of("it", 1));
        assertThrows(AssertionError.class, () -> failed.of("it", 0));
    }

    @Test
    void saysWhatCannotBeRun() {
        AssertionError error = assertThrows(AssertionError.class,
                () -> stopwatch.time(List.of("/nowhere/to/be/found"), Map.of()));
        assertTrue(error.getMessage().contains("/nowhere/to/be/found"), error.getMessage());
    }

    private Timing run(String script) {
        return stopwatch.time(List.of("/bin/sh", "-c", script), Map.of("COLOUR", "blue", "PATH", "/usr/bin:/bin"));
    }
}
