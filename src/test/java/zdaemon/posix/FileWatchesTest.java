package zdaemon.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileWatchesTest {
    @TempDir
    Path folder;

    private static BitSet bits(int... numbers) {
        BitSet bits = new BitSet();
        for (int number : numbers) {
            bits.set(number);
        }
        return bits;
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    @Test
    void tellsWhichFilesHaveChanged() throws Exception {
        Files.writeString(folder.resolve("a"), "");
        try (FileWatches watches = FileWatches.create(); Poller poller = Poller.create()) {
            assertEquals(0, watches.add(file("a")));
            assertEquals(1, watches.add(file("b")));
            assertEquals(2, watches.add(file("a")));
            poller.set(watches.fd(), true, false);
            assertEquals(bits(), watches.changed());

            Files.writeString(folder.resolve("a"), "x");
            assertEquals(1, poller.poll(10_000_000_000L));
            assertEquals(bits(0, 2), watches.changed());

            Files.writeString(folder.resolve("other"), "x");
            assertEquals(bits(), watches.changed());

            Files.writeString(folder.resolve("b"), "x");
            assertTrue(watches.changed().get(1), "created");
            Files.writeString(folder.resolve("b"), "yy");
            assertEquals(bits(1), watches.changed());
        }
    }

    @Test
    void followsTheName() throws Exception {
        Files.writeString(folder.resolve("a"), "");
        try (FileWatches watches = FileWatches.create()) {
            watches.add(file("a"));
            Files.move(folder.resolve("a"), folder.resolve("a.1"));
            Files.writeString(folder.resolve("a"), "");
            assertEquals(bits(0), watches.changed());
            Files.writeString(folder.resolve("a"), "x");
            assertEquals(bits(0), watches.changed());
        }
    }

    @Test
    void thereMustBeAFolder() throws Exception {
        try (FileWatches watches = FileWatches.create()) {
            PosixException e = assertThrows(PosixException.class, () -> watches.add(file("no/a")));
            assertEquals(Errno.ENOENT, e.errno());
        }
    }
}
