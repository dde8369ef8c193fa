package zdaemon.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import zdaemon.benchmarks.StartUpLog.Work;

/** What the benchmark reads: command lines, logs, files of the kernel and of the measured programs. */
class ReadingTest {

    @Test
    void takesJavaCommandsApart() {
        JavaCommand command = JavaCommand.parse("/image/bin/java", List.of("java", "-Xint", "-XX:AOTCache=/c",
                "-Dx=y", "--enable-native-access=zdaemon", "-m", "zdaemon/Main", "status"));
        assertTrue(command.hasCache());
        assertEquals(List.of("-Xint"), command.bareFlags());
        assertEquals(List.of("/image/bin/java", "-Xint", "-XX:AOTCache=/c", "-Dx=y", "--enable-native-access=zdaemon",
                "-Xlog", "-m", "zdaemon/Main", "stop"), command.with(List.of("stop")).words("-Xlog"));
        assertFalse(JavaCommand.parse("java", List.of("java", "-m", "a/b")).hasCache());
    }

    @Test
    void attributesTheTimeBetweenClasses() {
        StartUpLog log = new StartUpLog(List.of(
                "[1000000ns] 0 Initializing 'java/lang/Object'(no method) (0x1) by thread \"main\"",
                "no line of the log",
                "[5000000ns] 1 Initializing 'zdaemon/cli/Main' (0x1) by thread \"main\"",
                "[6000000ns] 2 Initializing 'zdaemon/posix/Fd' (0x1) by thread \"main\"",
                "[8000000ns] 3 Initializing 'java/lang/invoke/LambdaForm$MH+0x12' (0x1) by thread \"main\"",
                "[9000000ns] 4 Initializing 'zdaemon/config/Parser' (0x1) by thread \"main\"",
                "[9500000ns] 5 Initializing 'java/util/BitSet' (0x1) by thread \"main\"",
                "[9750000ns] 6 Initializing 'zdaemon/protocol/Request' (0x1) by thread \"main\"",
                "[9875000ns] 7 Initializing 'zdaemon/posix/LibcSockets' (0x1) by thread \"main\"",
                "[9900000ns] 8 Initializing 'zdaemon/cli/Exit' (0x1) by thread \"main\""));
        assertEquals(5, log.until("zdaemon.cli.Main"));
        Map<Work, Double> works = log.after("zdaemon.cli.Main");
        assertEquals(1, works.get(Work.COMMAND), 1e-9);
        assertEquals(3, works.get(Work.LINKING), 1e-9);
        assertEquals(0.75, works.get(Work.PARSING), 1e-9);
        assertEquals(0.15, works.get(Work.TALKING), 1e-9);
    }

    @Test
    void takesMemoryInMillionsOfBytes() {
        Memory memory = Memory.parse(List.of("00-ff ---p [rollup]", "Rss:   9 kB", "Pss:   2000 kB",
                "Pss_Anon:   1 kB", "Anonymous:     1000 kB"));
        assertEquals(new Memory(1.024, 2.048), memory);
        assertThrows(AssertionError.class, () -> Memory.parse(List.of("Pss: 1 kB")));
    }

    @Test
    void measuresFromDeathToBirth() {
        assertEquals(Series.of(2, 3), Lives.gaps(List.of("0 1000000", "4000000 5000000", "7000000 8000000",
                "11000000 12000000"), 1));
    }

    @Test
    void readsItsCommandLine() {
        Options options = Options.parse(List.of("--short", "--check", "--only", "image", "--against", " py  zd "));
        assertTrue(options.isShort() && options.check() && !options.build());
        assertEquals(List.of("image"), options.only());
        assertEquals(Optional.of(List.of("py", "zd")), options.against());
        assertThrows(IllegalArgumentException.class, () -> Options.parse(List.of("--only")));
        assertThrows(IllegalArgumentException.class, () -> Options.parse(List.of("--fast")));
    }

    @Test
    void putsResultsBetweenTheDocumentsMarks() {
        Results results = new Results("a machine", List.of(), List.of("no cc"), "");
        String document = "before\n<!-- Written by benchmarks/run --document: begin -->\nold\n<!-- end -->\nafter\n";
        String replaced = results.replaceIn(document);
        assertTrue(replaced.startsWith("before\n") && replaced.endsWith("\n<!-- end -->\nafter\n"), replaced);
        assertTrue(replaced.contains("a machine") && replaced.contains("no cc") && !replaced.contains("old"), replaced);
        assertThrows(IllegalStateException.class, () -> results.replaceIn("no marks"));
    }
}
