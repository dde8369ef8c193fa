package zdaemon.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zdaemon.posix.Fd;
import zdaemon.posix.PosixException;
import zdaemon.posix.UnixSocket;

/** The socket's name: one owner, whatever lies around, and back when it is lost. */
class ControlSocketTest {
    @TempDir
    Path folder;
    private Path path;

    @BeforeEach
    void name() {
        path = folder.resolve("s");
    }

    @Test
    void whoeverFindsTheNameFindsSomebodyWhoAnswers() throws Exception {
        try (ControlSocket socket = ControlSocket.open(path.toString())) {
            assertTrue(socket.isInPlace());
            assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
            try (Fd client = UnixSocket.connect(path.toString()); Fd accepted = accept(socket.listener())) {
                assertTrue(client.number() != accepted.number());
            }
            assertEquals(List.of("s"), names());
        }
        assertEquals(List.of(), names());
    }

    @Test
    void oneThatIsAnsweredIsNotTaken() throws Exception {
        try (ControlSocket first = ControlSocket.open(path.toString())) {
            SocketTaken taken = assertThrows(SocketTaken.class, () -> ControlSocket.open(path.toString()));
            assertEquals("Another zdrun is already up using socket '" + path + "':", taken.getMessage());
            assertTrue(first.isInPlace());
        }
    }

    @Test
    void oneThatNobodyAnswersIsReplaced() throws Exception {
        try (ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            dead.bind(UnixDomainSocketAddress.of(path));
        }
        try (ControlSocket socket = ControlSocket.open(path.toString())) {
            assertTrue(socket.isInPlace());
        }
    }

    /** The temporary name has the process's number in it, and in a container that is always the same. */
    @Test
    void whatADeadProcessOfTheSameNumberLeftIsNotInTheWay() throws Exception {
        Path left = folder.resolve("." + Long.toString(ProcessHandle.current().pid(), Character.MAX_RADIX));
        try (ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            dead.bind(UnixDomainSocketAddress.of(left));
        }
        try (ControlSocket socket = ControlSocket.open(path.toString())) {
            assertEquals(List.of("s"), names());
            assertTrue(socket.isInPlace());
        }
    }

    /** What is said is about the name that the user knows, not about a temporary one. */
    @Test
    void aRefusalNamesTheSocket() {
        PosixException refusal = assertThrows(PosixException.class, () -> ControlSocket.open("/proc/s").close());
        assertTrue(refusal.getMessage().startsWith("can't bind '/proc/s': "), refusal::getMessage);
    }

    @Test
    void aLostNameIsPutBackAndNobodyWhoWaitedIsLost() throws Exception {
        try (ControlSocket socket = ControlSocket.open(path.toString());
                Fd early = UnixSocket.connect(path.toString())) {
            Files.delete(path);
            assertFalse(socket.isInPlace());
            try (Fd former = socket.restore(); Fd waited = accept(former)) {
                assertTrue(early.number() != waited.number());
            }
            assertTrue(socket.isInPlace());
            try (Fd late = UnixSocket.connect(path.toString()); Fd accepted = accept(socket.listener())) {
                assertTrue(late.number() != accepted.number());
            }
        }
        assertEquals(List.of(), names());
    }

    @Test
    void aNameThatSomebodyElseHasTakenIsLeftToHim() throws Exception {
        try (ControlSocket socket = ControlSocket.open(path.toString())) {
            Files.delete(path);
            try (ControlSocket other = ControlSocket.open(path.toString())) {
                assertThrows(SocketTaken.class, socket::restore);
                assertFalse(socket.isInPlace());
                assertTrue(other.isInPlace());
            }
            Files.writeString(path, "precious");
            assertThrows(SocketTaken.class, socket::restore);
        }
        assertEquals("precious", Files.readString(path));
    }

    private static Fd accept(Fd listener) throws PosixException {
        return UnixSocket.accept(listener).orElseThrow();
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
