package zdaemon.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileWatchTest {
    private static final long LONG = 10_000_000_000L;

    @TempDir
    Path folder;

    /** Whether something has happened since the last look; then looks. */
    private static boolean wakes(FileWatch watch, long nanos) throws PosixException {
        try (Poller poller = Poller.create()) {
            poller.set(watch.fd(), true, false);
            boolean woken = poller.poll(nanos) == 1;
            watch.drain();
            return woken;
        }
    }

    @Test
    void wakesForEveryKindOfChange() throws IOException {
        Path file = Files.writeString(folder.resolve("log"), "one\n");
        try (FileWatch watch = FileWatch.on(file.toString())) {
            assertTrue(!wakes(watch, 0));
            Files.writeString(file, "two\n", StandardOpenOption.APPEND);
            assertTrue(wakes(watch, LONG), "growth");
            Files.writeString(file, "", StandardOpenOption.TRUNCATE_EXISTING);
            assertTrue(wakes(watch, LONG), "truncation");
            Files.move(file, folder.resolve("log.1"));
            assertTrue(wakes(watch, LONG), "move");
            Files.writeString(file, "");
            assertTrue(wakes(watch, LONG), "new file");
            wakes(watch, 0);
            Files.writeString(file, "three\n", StandardOpenOption.APPEND);
            assertTrue(wakes(watch, LONG), "growth of the new file");
            Files.delete(file);
            assertTrue(wakes(watch, LONG), "removal");
        }
    }

    @Test
    void theLossOfANameWakesAndNothingElse() throws IOException {
        Path file = Files.writeString(folder.resolve("s"), "");
        try (FileWatch watch = FileWatch.onName(file.toString())) {
            Files.writeString(folder.resolve("other"), "one\n");
            Files.writeString(file, "content\n");
            Files.delete(folder.resolve("other"));
            assertTrue(!wakes(watch, 0));
            Files.move(file, folder.resolve("away"));
            assertTrue(wakes(watch, LONG), "move");
            Files.writeString(file, "");
            wakes(watch, 0);
            Files.delete(file);
            assertTrue(wakes(watch, LONG), "removal");
            Files.writeString(file, "");
            wakes(watch, 0);
            Files.move(Files.writeString(folder.resolve("new"), ""), file, StandardCopyOption.REPLACE_EXISTING);
            assertTrue(wakes(watch, LONG), "another one in its place");
        }
    }

    @Test
    void waitsForAFileThatIsNotThereYet() throws IOException {
        Path file = folder.resolve("log");
        try (FileWatch watch = FileWatch.on(file.toString())) {
            Files.writeString(file, "");
            assertTrue(wakes(watch, LONG));
        }
        assertEquals(Errno.ENOENT, assertThrows(PosixException.class,
                () -> FileWatch.on(folder.resolve("none/log").toString())).errno());
    }
}
