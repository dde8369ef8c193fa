package zdaemon.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateRecordTest {
    @TempDir
    Path folder;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void itsBeginningIsOverwrittenInPlace() throws IOException {
        Path path = folder.resolve("f");
        try (PrivateRecord file = new PrivateRecord(path.toString())) {
            assertFalse(file.overwrite(bytes("head")), "nothing there yet");
            file.write(bytes("head and rest"));
            Object inode = Files.getAttribute(path, "unix:ino");
            assertTrue(file.overwrite(bytes("HE")));
            assertEquals("HEad and rest", Files.readString(path));
            assertEquals(inode, Files.getAttribute(path, "unix:ino"));
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
            assertFalse(file.overwrite(new byte[5000]), "more than one page");
            assertEquals("HEad and rest", Files.readString(path));
        }
    }

    /** As by somebody who cleans up. */
    @Test
    void oneThatWasRemovedIsNotOverwritten() throws IOException {
        Path path = folder.resolve("f");
        try (PrivateRecord file = new PrivateRecord(path.toString())) {
            file.write(bytes("one"));
            Files.delete(path);
            assertFalse(file.overwrite(bytes("two")));
            file.write(bytes("three"));
            assertTrue(file.overwrite(bytes("T")));
            assertEquals("Three", Files.readString(path));
            file.remove();
            assertFalse(Files.exists(path));
            file.remove();
        }
    }
}
