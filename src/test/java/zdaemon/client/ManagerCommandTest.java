package zdaemon.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import zdaemon.posix.FileSystem;

class ManagerCommandTest {

    @Test
    void fromAnImage() {
        List<String> words = new ManagerCommand("/j", Optional.empty(), Optional.empty(), Optional.of("zdaemon"), "x.Y")
                .words(3, OptionalInt.of(4));
        assertEquals(List.of("java", "-XX:+IgnoreUnrecognizedVMOptions"), words.subList(0, 2));
        assertEquals(List.of("--enable-native-access=zdaemon,org.jline.terminal.ffm",
                "-m", "zdaemon/x.Y", "settings=3", "report=4"),
                words.subList(words.size() - 5, words.size()));
        assertFalse(words.contains("-classpath") || words.contains("--module-path"));
    }

    @Test
    void fromAModulePath() {
        List<String> words =
                new ManagerCommand("/j", Optional.of("/m"), Optional.empty(), Optional.of("zdaemon"), "x.Y")
                        .words(3, OptionalInt.empty());
        assertEquals(List.of("--module-path", "/m", "-m", "zdaemon/x.Y", "settings=3"),
                words.subList(words.size() - 5, words.size()));
    }

    @Test
    void fromAClassPath() throws Exception {
        ManagerCommand command = ManagerCommand.likeThisProcess("/j", "x.Y");
        List<String> words = command.words(3, OptionalInt.empty());
        assertTrue(words.contains("--enable-native-access=ALL-UNNAMED"));
        String classPath = ManagerCommand.absolute(System.getProperty("java.class.path"));
        assertEquals(List.of("-classpath", classPath, "x.Y", "settings=3"),
                words.subList(words.size() - 4, words.size()));
    }

    /** A manager, and what it may become later, works in another directory. */
    @Test
    void searchPathsAreAbsolute() throws Exception {
        String here = FileSystem.currentDirectory();
        assertEquals("/a.jar:" + here + "/lib/b.jar:" + here, ManagerCommand.absolute("/a.jar:lib/b.jar:"));
    }
}
