package zdaemon.cli.prompt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zdaemon.Behaviour;
import zdaemon.Paragraph;
import zdaemon.posix.Credentials;

@Behaviour(Paragraph.TERMINAL)
class LineHistoryTest {
    @TempDir
    Path folder;
    private String state;
    private Path file;

    @BeforeEach
    void place() {
        state = folder.resolve("local/state").toString();
        file = Path.of(state, "zdaemon", "history");
    }

    @Test
    void keepsLinesForTheNextSession() throws IOException {
        LineHistory history = LineHistory.in(state);
        assertEquals(List.of(), history.lines());
        for (String line : List.of("start", "start", "", " secret", "kill \uDCFF", "start")) {
            history.add(line);
        }
        assertEquals(List.of("start", "kill \uDCFF", "start"), LineHistory.in(state).lines());
        assertEquals("rw-------", mode(file));
        assertEquals("rwx------", mode(file.getParent()));
        assertEquals("rwx------", mode(file.getParent().getParent().getParent()));
    }

    @Test
    void isCutNowAndThen() throws IOException {
        LineHistory.in(state);
        List<String> many = IntStream.range(0, 2 * LineHistory.KEPT + 1).mapToObj(Integer::toString).toList();
        Files.write(file, many);
        List<String> last = many.subList(many.size() - LineHistory.KEPT, many.size());
        assertEquals(last, LineHistory.in(state).lines());
        assertEquals(last, Files.readAllLines(file));
        assertEquals("rw-------", mode(file));
        try (Stream<Path> files = Files.list(file.getParent())) {
            assertEquals(1, files.count());
        }
    }

    @Test
    void followsNoLink() throws IOException {
        LineHistory.in(state);
        Path target = Files.createFile(folder.resolve("target"));
        Files.createSymbolicLink(file, target);
        LineHistory history = LineHistory.in(state);
        history.add("start");
        assertEquals(0, Files.size(target));
    }

    @Test
    void whatCannotBeKeptIsNot() throws IOException {
        Files.createFile(folder.resolve("local"));
        LineHistory history = LineHistory.in(state);
        history.add("start");
        assertEquals(List.of(), history.lines());
    }

    @Test
    void anotherUsersFolderIsLeftAlone() throws IOException {
        assumeTrue(Credentials.effectiveUid() == 0, "only root has folders of others");
        Files.setAttribute(folder, "unix:uid", 65534, LinkOption.NOFOLLOW_LINKS);
        LineHistory.in(state).add("start");
        assertFalse(Files.exists(folder.resolve("local")));
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
