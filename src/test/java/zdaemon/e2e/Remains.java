package zdaemon.e2e;

import static zdaemon.e2e.Until.within;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * What a test may leave behind, and its end. Processes are found by a variable in their environment, which everything
 * that the test starts inherits, so that no other process can ever be hit.
 */
final class Remains {

    static final String VARIABLE = "ZDAEMON_TEST_RUN";

    private static final String RUN = UUID.randomUUID().toString();
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Path root;
    private final String mark = RUN + "." + COUNT.incrementAndGet() + ".";

    Remains(Path root) {
        this.root = root;
    }

    /** The variable's value in this test's processes. */
    String mark() {
        return mark;
    }

    /** The living processes of this test. */
    List<Proc> processes() {
        return Proc.marked(VARIABLE, mark);
    }

    /** An assertion error if any process of this whole run of the tests is left. */
    static void assertNoProcessOfTheRun() {
        List<Proc> left = Proc.marked(VARIABLE, RUN);
        if (!left.isEmpty()) {
            throw new AssertionError("processes left after the tests: " + left);
        }
    }

    /** Asks managers to end, kills what is left, deletes the folder; an assertion error if the tool left anything. */
    void clear() {
        sockets().forEach(Remains::askToExit);
        StringBuilder left = new StringBuilder();
        if (!within(PATIENCE, () -> processes().isEmpty())) {
            left.append("processes left: ").append(processes()).append('\n');
            processes().forEach(process -> process.kill("KILL"));
            within(PATIENCE, () -> processes().isEmpty());
        }
        sockets().forEach(socket -> left.append("socket left: ").append(socket).append('\n'));
        for (String outside : List.of("home", "tmp")) {
            walk(root.resolve(outside)).filter(file -> !file.equals(root.resolve(outside)))
                    .forEach(file -> left.append("file left: ").append(file).append('\n'));
        }
        walk(root).sorted(Comparator.reverseOrder()).forEach(Remains::delete);
        if (!left.isEmpty()) {
            throw new AssertionError(left.toString());
        }
    }

    /** The small files of a folder with their content. */
    static String describe(Path folder) {
        StringBuilder text = new StringBuilder();
        walk(folder).filter(Files::isRegularFile).forEach(file -> text.append(describeFile(file)));
        return text.toString();
    }

    private static String describeFile(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            int shown = Math.min(bytes.length, 4096);
            return "--- " + file + " (" + bytes.length + " bytes)\n" + new String(bytes, 0, shown) + "\n";
        } catch (IOException unreadable) {
            return "--- " + file + " " + unreadable + "\n";
        }
    }

    private List<Path> sockets() {
        return walk(root).filter(Remains::special).toList();
    }

    private static boolean special(Path file) {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS).isOther();
        } catch (IOException gone) {
            return false;
        }
    }

    private static void askToExit(Path socket) {
        try {
            Wire.ask(socket, "exit");
        } catch (IOException | AssertionError nobodyThere) {
            // Whoever should have answered is found among the processes.
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> walk(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.toList().stream();
        } catch (IOException | UncheckedIOException changing) {
            return Stream.empty();
        }
    }
}
