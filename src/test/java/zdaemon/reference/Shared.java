package zdaemon.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What the build wrote below {@code share}, and the tools that judge it. */
final class Shared {
    private static final int SECONDS = 60;
    private static final Path SHARE = Path.of(System.getProperty("zdaemon.home", "target/zdaemon"), "share");

    static final Path MANUAL = SHARE.resolve("man/man1/zdaemon.1").toAbsolutePath();
    static final Path BASH = SHARE.resolve("bash-completion/completions/zdaemon").toAbsolutePath();
    static final Path ZSH = SHARE.resolve("zsh/site-functions/_zdaemon").toAbsolutePath();
    static final Path FISH = SHARE.resolve("fish/vendor_completions.d/zdaemon.fish").toAbsolutePath();

    private Shared() {
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Skips the test, by the tool's name, where it is not installed. */
    static void require(String tool) {
        boolean found = Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
        assumeTrue(found, tool + " is not installed");
    }

    /** Runs a tool in an empty environment but PATH and HOME; it must succeed. Answers its output and errors. */
    static String run(Path folder, String... command) throws IOException, InterruptedException {
        Path out = Files.createTempFile("output", ".txt");
        try {
            ProcessBuilder builder = new ProcessBuilder(List.of(command)).directory(folder.toFile())
                    .redirectErrorStream(true).redirectInput(Path.of("/dev/null").toFile())
                    .redirectOutput(out.toFile());
            builder.environment().keySet().retainAll(List.of("PATH"));
            builder.environment().put("HOME", folder.toString());
            builder.environment().put("LC_ALL", "C.UTF-8");
            Process process = builder.start();
            boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
            process.destroyForcibly().waitFor();
            String text = Files.readString(out);
            assertTrue(ended, () -> String.join(" ", command) + " did not end: " + text);
            assertEquals(0, process.exitValue(), text);
            return text;
        } finally {
            Files.delete(out);
        }
    }
}
