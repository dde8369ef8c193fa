package zdaemon.reference;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import zdaemon.cli.words.Verb;

/** README.md has tables of its own; they must not fall behind. */
class ReadmeTest {

    @Test
    void tellsEachExitStatus() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        for (ManualPageEnd.Status status : ManualPageEnd.all()) {
            assertTrue(readme.contains("\n| " + status.label() + " | "), status::label);
        }
    }

    @Test
    void tellsEachAction() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        for (Verb verb : Candidates.actions()) {
            assertTrue(readme.matches("(?s).*\n\\| ([^|\n]*, )?`" + verb.word() + "[ `].*"), verb::word);
        }
    }
}
