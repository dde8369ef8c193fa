package zdaemon.posix;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import zdaemon.process.Run;

class FileSystemTest {
    @TempDir
    Path folder;

    private String in(String name) {
        return folder + "/" + name;
    }

    private static Errno refused(Executable attempt) {
        return assertThrows(PosixException.class, attempt).errno();
    }

    private void write(String name, String text) throws PosixException {
        try (Fd file = Fd.open(in(name), Open.WRITE | Open.CREATE | Open.EXCLUSIVE, 0640)) {
            file.writeFully(NativeString.encode(text));
        }
    }

    @Test
    void tellsWhatIsThere() throws IOException {
        write("file", "12345");
        FileStatus status = FileSystem.status(in("file")).orElseThrow();
        assertEquals(FileType.REGULAR, status.type());
        assertEquals(5, status.size());
        assertEquals(0640, status.mode());
        assertEquals(Credentials.effectiveUid(), status.uid());
        assertEquals(Files.getAttribute(folder.resolve("file"), "unix:ino"), status.inode());
        try (Fd fd = Fd.open(in("file"), Open.READ, 0)) {
            assertEquals(status, FileSystem.status(fd));
        }
        assertEquals(FileType.DIRECTORY, FileSystem.status(folder.toString()).orElseThrow().type());
        assertEquals(FileType.CHARACTER_DEVICE, FileSystem.status("/dev/null").orElseThrow().type());
        Pipe pipe = Pipe.open();
        try (Fd reader = pipe.reader(); Fd writer = pipe.writer()) {
            assertEquals(FileType.FIFO, FileSystem.status(reader).type());
            assertTrue(FileSystem.status(reader).isSameFile(FileSystem.status(writer)));
        }
    }

    @Test
    void nothingThereIsNoError() throws PosixException {
        write("file", "");
        assertEquals(Optional.empty(), FileSystem.status(in("none")));
        assertEquals(Optional.empty(), FileSystem.status(in("file/below")));
        assertEquals(Optional.empty(), FileSystem.linkStatus(in("none")));
        assertEquals(Errno.ENAMETOOLONG, refused(() -> FileSystem.status(in("x".repeat(300)))));
    }

    @Test
    void followsLinksOrNot() throws IOException {
        Files.createSymbolicLink(folder.resolve("link"), folder.resolve("none"));
        assertEquals(FileType.SYMBOLIC_LINK, FileSystem.linkStatus(in("link")).orElseThrow().type());
        assertEquals(Optional.empty(), FileSystem.status(in("link")));
        Files.createSymbolicLink(folder.resolve("loop"), folder.resolve("loop"));
        assertEquals(Errno.ELOOP, refused(() -> FileSystem.status(in("loop"))));
    }

    @Test
    void linksRenamesAndRemoves() throws PosixException {
        write("a", "a");
        write("b", "b");
        assertEquals(Errno.EEXIST, refused(() -> FileSystem.link(in("a"), in("b"))));
        FileSystem.link(in("a"), in("c"));
        assertTrue(FileSystem.status(in("a")).orElseThrow().isSameFile(FileSystem.status(in("c")).orElseThrow()));
        FileSystem.rename(in("c"), in("b"));
        assertArrayEquals(new byte[] {'a'}, FileSystem.read(in("b")));
        FileSystem.unlink(in("b"));
        assertEquals(Errno.ENOENT, refused(() -> FileSystem.unlink(in("b"))));
        assertEquals(Errno.ENOENT, refused(() -> FileSystem.rename(in("b"), in("z"))));
    }

    @Test
    void makesAndRemovesDirectories() throws PosixException {
        int umask = FileSystem.umask(027);
        try {
            assertEquals(027, FileSystem.umask(027));
            FileSystem.makeDirectory(in("d"), 0777);
        } finally {
            FileSystem.umask(umask);
        }
        assertEquals(0750, FileSystem.status(in("d")).orElseThrow().mode());
        assertEquals(Errno.EEXIST, refused(() -> FileSystem.makeDirectory(in("d"), 0777)));
        FileSystem.changeMode(in("d"), 01777);
        assertEquals(01777, FileSystem.status(in("d")).orElseThrow().mode());
        FileSystem.changeOwner(in("d"), Credentials.effectiveUid(), -1);
        write("d/x", "");
        assertEquals(Errno.ENOTEMPTY, refused(() -> FileSystem.removeDirectory(in("d"))));
        FileSystem.unlink(in("d/x"));
        FileSystem.removeDirectory(in("d"));
        assertEquals(Optional.empty(), FileSystem.status(in("d")));
    }

    @Test
    void knowsWhatCanBeExecuted() throws PosixException {
        write("file", "");
        assertFalse(FileSystem.isExecutable(in("file")));
        FileSystem.changeMode(in("file"), 0755);
        assertTrue(FileSystem.isExecutable(in("file")));
        assertFalse(FileSystem.isExecutable(in("none")));
    }

    @Test
    void namesKeepTheirBytes() throws PosixException {
        String odd = "\udcff\udc80\u00e9";
        write(odd, "odd");
        assertArrayEquals("odd".getBytes(), FileSystem.read(in(odd)));
        assertEquals(odd + "\n", Run.of("/bin/ls", folder.toString()).output());
        FileSystem.unlink(in(odd));
    }

    @Test
    void readsWholeFiles() throws PosixException {
        String text = "0123456789".repeat(5000);
        write("long", text);
        assertEquals(text, NativeString.decode(FileSystem.read(in("long"))));
        PosixException e = assertThrows(PosixException.class, () -> FileSystem.read(folder.toString()));
        assertEquals("can't read '" + folder + "': Is a directory", e.getMessage());
    }

    @Test
    void makesPathsAbsolute() throws PosixException {
        String here = FileSystem.currentDirectory();
        assertEquals(System.getProperty("user.dir"), here);
        assertEquals(here + "/a/../b", FileSystem.absolute("./a//../b/."));
        assertEquals(here, FileSystem.absolute("."));
        assertEquals("/a/b", FileSystem.absolute("//a/./b/"));
        assertEquals("/.a/b.", FileSystem.absolute("/.a/b."));
        assertEquals("/", FileSystem.absolute("/"));
    }

    @Test
    void changesDirectory() throws PosixException {
        assertEquals(Errno.ENOENT, refused(() -> FileSystem.changeDirectory(in("none"))));
        String here = FileSystem.currentDirectory();
        FileSystem.changeDirectory(folder.toString());
        try {
            assertEquals(Run.of("/bin/pwd").output(), FileSystem.currentDirectory() + "\n");
        } finally {
            FileSystem.changeDirectory(here);
        }
    }
}
