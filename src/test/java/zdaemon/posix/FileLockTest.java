package zdaemon.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileLockTest {
    private static final int NOBODY = 65_534;

    @TempDir
    Path folder;

    private boolean isTaken(Path file) throws PosixException {
        try (Fd other = Fd.open(file.toString(), Open.READ, 0)) {
            return LibcFiles.flock(other.number(), zdaemon.bindings.libc.LOCK_EX() | zdaemon.bindings.libc.LOCK_NB()) < 0;
        }
    }

    @Test
    void isOneAtATimeAndLeavesNothing() throws IOException {
        Path file = folder.resolve("lock");
        FileLock lock = FileLock.exclusive(file.toString());
        assertTrue(isTaken(file));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        lock.close();
        assertFalse(Files.exists(file));
        FileLock.exclusive(file.toString()).close();
    }

    @Test
    void takesTheFileOfOneThatHasDied() throws IOException {
        Path file = Files.createFile(folder.resolve("lock"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (FileLock lock = FileLock.exclusive(file.toString())) {
            assertTrue(isTaken(file), lock::toString);
        }
        assertFalse(Files.exists(file));
    }

    /** A lock on the folder itself, which everybody may take who may read it, is nobody's business. */
    @Test
    void aStrangersLockOnTheFolderIsNotInTheWay() throws IOException {
        try (Fd stranger = Fd.open(folder.toString(), Open.READ, 0)) {
            assertEquals(0, LibcFiles.flock(stranger.number(), zdaemon.bindings.libc.LOCK_EX()));
            FileLock.exclusive(folder.resolve("lock").toString()).close();
        }
    }

    @Test
    void aPlantedFileIsNamed() throws IOException {
        assumeTrue(Credentials.effectiveUid() == 0, "only root can make files that belong to others");
        Path file = Files.createFile(folder.resolve("lock"));
        FileSystem.changeOwner(file.toString(), NOBODY, NOBODY);
        PosixException refused = assertThrows(PosixException.class, () -> FileLock.exclusive(file.toString()));
        assertEquals("can't use '" + file + "', which belongs to user nobody; remove it, or choose another folder: "
                + "Permission denied", refused.getMessage());
    }
}
