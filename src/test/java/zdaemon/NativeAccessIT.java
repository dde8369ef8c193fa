package zdaemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** No JNI, and restricted methods in two rooms only: asked of the JDK's own scanner. */
class NativeAccessIT {
    private static final Path SCANNER = Path.of(System.getProperty("java.home"), "bin", "jnativescan");
    private static final Path JAR = Path.of(System.getProperty("zdaemon.jar", "target/zdaemon.jar"));

    @Test
    void restrictedMethodsAreCalledInBindingsAndPosixOnly() throws Exception {
        List<String> callers = scan().stream()
                .filter(line -> line.startsWith("  ") && !line.startsWith("    ") && line.strip().startsWith("zdaemon."))
                .map(line -> line.strip().replaceAll("[:].*", ""))
                .toList();
        assertFalse(callers.isEmpty(), "the scanner named no class: has its output changed?");
        List<String> outsiders = callers.stream()
                .filter(name -> !name.startsWith("zdaemon.bindings.") && !name.startsWith("zdaemon.posix."))
                .toList();
        assertEquals(List.of(), outsiders);
    }

    @Test
    void noClassDeclaresANativeMethod() throws Exception {
        List<String> declared = scan().stream().filter(line -> line.contains("is a native method"))
                .filter(line -> line.strip().startsWith("zdaemon.")).toList();
        assertEquals(List.of(), declared);
    }

    private static List<String> scan() throws IOException, InterruptedException {
        Assumptions.assumeTrue(Files.isExecutable(SCANNER), "this JDK has no jnativescan (it came with JDK 24)");
        Path output = Files.createTempFile("jnativescan", ".txt");
        try {
            Process scan = new ProcessBuilder(SCANNER.toString(), "--class-path", JAR.toString())
                    .redirectErrorStream(true).redirectOutput(output.toFile()).start();
            assertEquals(0, scan.waitFor(), () -> read(output));
            List<String> lines = Files.readAllLines(output);
            assertTrue(lines.size() > 1, () -> read(output));
            return lines;
        } finally {
            Files.delete(output);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
