package zdaemon.eventlog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zdaemon.Behaviour;
import zdaemon.Paragraph;
import zdaemon.eventlog.LogFile.Encoding;
import zdaemon.eventlog.Rotator.TimeRotator;
import zdaemon.eventlog.delivery.Complaints;
import zdaemon.eventlog.delivery.StandardStream;
import zdaemon.eventlog.format.LogLevel;
import zdaemon.eventlog.format.LogRecord;
import zdaemon.posix.Credentials;
import zdaemon.posix.FileSystem;
import zdaemon.spec.Handler.Rotation.When;
import zdaemon.spec.Handler.TextEncoding;

/** Rotation on real files: it keeps the newest lines, in order, in no more files than it may. */
@Behaviour(Paragraph.LOGFILE)
class RotationTest {
    private static final long START = 1_700_000_000L;
    private static final int NOBODY = 65_534;

    /** A sink on a fresh folder. */
    private static final class Folder implements AutoCloseable {
        private final Path folder = Files.createTempDirectory("rotation");
        private final Path log = folder.resolve("log");
        private final Streams errors = new Streams();
        private final Complaints complaints = new Complaints(new StandardStream(errors.writer()), new TestClock());

        Folder() throws IOException {
        }

        FileSink sink(Rotator rotator) {
            Encoding encoding = new Encoding(TextEncoding.UTF_8);
            return new FileSink(log.toString(), rotator, encoding, true, complaints);
        }

        List<Path> files() throws IOException {
            try (Stream<Path> files = Files.list(folder)) {
                return files.sorted().toList();
            }
        }

        @Override
        public void close() throws IOException {
            assertEquals("", errors.text());
            errors.close();
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static void write(FileSink sink, long second, String text) {
        sink.write(new LogRecord(second * TestClock.SECOND, LogLevel.INFO, text, 1, 0), text);
        assertTrue(sink.trouble().isEmpty(), () -> sink.trouble().toString());
    }

    private static void assertEndOf(List<String> written, List<String> found) {
        assertEquals(written.subList(written.size() - found.size(), written.size()), found);
    }

    @Property(tries = 100)
    void bySize(@ForAll @Size(max = 60) List<@IntRange(max = 40) Integer> lengths,
            @ForAll @IntRange(min = 1, max = 5) int oldFiles, @ForAll @IntRange(min = 1, max = 100) int maxSize)
            throws IOException {
        List<String> written = new ArrayList<>();
        try (Folder folder = new Folder()) {
            FileSink sink = folder.sink(new Rotator.BySize(maxSize, oldFiles));
            for (int i = 0; i < lengths.size(); i++) {
                written.add(i + "x".repeat(lengths.get(i)));
                write(sink, START, written.getLast());
            }
            sink.close();
            List<String> found = new ArrayList<>();
            for (int i = oldFiles; i >= 0; i--) {
                Path file = i == 0 ? folder.log : Path.of(folder.log + "." + i);
                if (Files.exists(file)) {
                    List<String> lines = Files.readAllLines(file);
                    assertTrue(Files.size(file) < maxSize || lines.size() == 1, file.toString());
                    found.addAll(lines);
                }
            }
            assertEndOf(written, found);
            assertTrue(folder.files().size() <= oldFiles + 1);
            assertTrue(folder.files().size() == oldFiles + 1 || found.size() == written.size());
        }
    }

    /** Also when the clock is set back, which is what steps below zero are. */
    @Property(tries = 100)
    void byTime(@ForAll @Size(max = 60) List<@IntRange(min = -3, max = 10) Integer> steps,
            @ForAll @IntRange(min = 1, max = 5) int oldFiles, @ForAll @IntRange(min = 1, max = 4) int interval)
            throws IOException {
        List<String> written = new ArrayList<>();
        try (Folder folder = new Folder()) {
            Rollover rollover = new Rollover(When.S, interval, JavaZone.of("UTC"));
            FileSink sink = folder.sink(TimeRotator.of(folder.log.toString(), rollover, oldFiles, START));
            long second = START;
            boolean backwards = false;
            for (int step : steps) {
                second += step;
                backwards |= step < 0;
                written.add("at " + second);
                write(sink, second, written.getLast());
            }
            sink.close();
            List<String> found = new ArrayList<>();
            for (Path file : folder.files()) {
                if (!file.equals(folder.log)) {
                    found.addAll(Files.readAllLines(file));
                }
            }
            if (Files.exists(folder.log)) {
                found.addAll(Files.readAllLines(folder.log));
            }
            assertTrue(folder.files().size() <= oldFiles + 1);
            if (!backwards) {
                assertEndOf(written, found);
            }
            assertTrue(folder.files().size() == oldFiles + 1 || found.size() == written.size());
        }
    }

    /** Its owner exchanges it for a link when the file is open already: nothing is renamed or removed behind the link. */
    @Test
    void aFolderOfSomebodyElse(@TempDir Path top) throws IOException {
        assumeTrue(Credentials.effectiveUid() == 0, "only root can make folders that belong to others");
        Rollover rollover = new Rollover(When.S, 1, JavaZone.of("UTC"));
        Path theirs = Files.createDirectory(top.resolve("theirs"));
        FileSystem.changeOwner(theirs.toString(), NOBODY, NOBODY);
        Path victim = Files.createDirectory(top.resolve("victim"));
        for (String name : List.of("log", "log.1", "log.2", "log.2020-01-01_00-00-00", "log.2020-01-01_00-00-01")) {
            Files.writeString(victim.resolve(name), name);
        }
        Path way = theirs.resolve("way");
        for (Rotator rotator : List.of(new Rotator.BySize(10, 3), TimeRotator.of(way + "/log", rollover, 1, START))) {
            Files.createDirectory(way);
            try (Streams errors = new Streams()) {
                Complaints complaints = new Complaints(new StandardStream(errors.writer()), new TestClock());
                FileSink sink = new FileSink(way + "/log", rotator, new Encoding(TextEncoding.UTF_8), true, complaints);
                write(sink, START, "one line");
                Files.move(way, theirs.resolve("moved" + rotator.getClass().getSimpleName()));
                Files.createSymbolicLink(way, victim);
                sink.write(new LogRecord((START + 5) * TestClock.SECOND, LogLevel.INFO, "two", 1, 0), "another line");
                assertTrue(sink.trouble().orElseThrow().contains("is a symbolic link of user"), sink.trouble().get());
                sink.close();
            }
            Files.delete(way);
            try (Stream<Path> files = Files.list(victim)) {
                for (Path file : files.toList()) {
                    assertEquals(file.getFileName().toString(), Files.readString(file));
                }
            }
            assertEquals(5, victim.toFile().list().length);
        }
    }
}
