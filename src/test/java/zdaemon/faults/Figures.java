package zdaemon.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What was measured on the way, in {@code target/figures.txt}: the tests themselves assert generous limits. */
final class Figures {
    private static final Path FILE = Path.of("target", "figures.txt");

    private Figures() {
    }

    static void note(String figure) {
        try {
            Files.createDirectories(FILE.getParent());
            Files.writeString(FILE, figure + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
