package zdaemon.posix;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class UnixSocketTest {
    @TempDir
    Path folder;

    private String path;

    @BeforeEach
    void choosePath() {
        path = folder.resolve("s").toString();
    }

    private static Errno refused(Executable attempt) {
        return assertThrows(PosixException.class, attempt).errno();
    }

    @Test
    @SuppressWarnings("try") // the server hangs up early, to be read as the end
    void carriesAConversation() throws PosixException {
        try (Fd listener = UnixSocket.bind(path, 0700); Buffer buffer = Buffer.allocate(100)) {
            assertEquals(Errno.ECONNREFUSED, refused(() -> UnixSocket.connect(path)));
            UnixSocket.listen(listener, 5);
            assertEquals(Optional.empty(), UnixSocket.accept(listener));
            try (Fd client = UnixSocket.connect(path); Fd server = UnixSocket.accept(listener).orElseThrow()) {
                assertEquals(Fd.WOULD_BLOCK, server.read(buffer));
                client.writeFully(new byte[] {1, 2, 3});
                UnixSocket.shutdownWrite(client);
                assertEquals(3, server.read(buffer));
                assertEquals(0, server.read(buffer));
                assertEquals(2, UnixSocket.send(server, buffer, 1, 2));
                server.close();
                assertArrayEquals(new byte[] {2, 3}, client.readAll());
            }
        }
    }

    @Test
    void knowsThePeer() throws PosixException {
        try (Fd listener = UnixSocket.bind(path, 0700)) {
            UnixSocket.listen(listener, 5);
            try (Fd client = UnixSocket.connect(path); Fd server = UnixSocket.accept(listener).orElseThrow()) {
                Peer self = new Peer(Processes.self(), Credentials.effectiveUid(), Credentials.effectiveGid());
                assertEquals(self, UnixSocket.peer(server));
                assertEquals(self, UnixSocket.peer(client));
            }
        }
        try (Fd file = Fd.open("/dev/null", Open.READ, 0)) {
            assertEquals(Errno.ENOTSOCK, refused(() -> UnixSocket.peer(file)));
        }
    }

    @Test
    void sendingToNobodyIsAnErrorNotASignal() throws PosixException {
        try (Fd listener = UnixSocket.bind(path, 0700); Buffer buffer = Buffer.allocate(1)) {
            UnixSocket.listen(listener, 5);
            try (Fd client = UnixSocket.connect(path)) {
                UnixSocket.accept(listener).orElseThrow().close();
                assertEquals(Errno.EPIPE, refused(() -> UnixSocket.send(client, buffer, 0, 1)));
            }
        }
    }

    @Test
    void sendStopsWhenTheOtherSideDoesNotRead() throws PosixException {
        try (Fd listener = UnixSocket.bind(path, 0700); Buffer buffer = Buffer.allocate(65536)) {
            UnixSocket.listen(listener, 5);
            try (Fd client = UnixSocket.connect(path); Fd server = UnixSocket.accept(listener).orElseThrow()) {
                int sent = UnixSocket.send(server, buffer, 0, 65536);
                while (sent != Fd.WOULD_BLOCK) {
                    sent = UnixSocket.send(server, buffer, 0, 65536);
                }
                assertTrue(client.number() >= 0);
            }
        }
    }

    @Test
    void connectGivesUpWhenTheQueueStaysFull() throws PosixException {
        List<Fd> waiting = new ArrayList<>();
        try (Fd listener = UnixSocket.bind(path, 0700)) {
            UnixSocket.listen(listener, 0);
            assertEquals(Errno.EAGAIN, refused(() -> {
                for (int i = 0; i < 100; i++) {
                    waiting.add(UnixSocket.connect(path, 20_000_000));
                }
            }));
        } finally {
            waiting.forEach(Fd::close);
        }
    }

    @Test
    void pathsHaveALimit() throws PosixException {
        String name = "x".repeat(UnixSocket.MAX_PATH - folder.toString().length() - 1);
        String longest = folder + "/" + name;
        assertEquals(107, longest.length());
        try (Fd listener = UnixSocket.bind(longest, 0700)) {
            UnixSocket.listen(listener, 1);
            UnixSocket.connect(longest).close();
        }
        assertEquals(Errno.ENAMETOOLONG, refused(() -> UnixSocket.bind(longest + "x", 0700)));
        assertEquals(Errno.ENAMETOOLONG, refused(() -> UnixSocket.connect(longest + "x")));
        assertEquals(Errno.ENOENT, refused(() -> UnixSocket.connect("")));
    }

    @Test
    void bindAndConnectFailAsTheKernelSays() throws PosixException {
        assertEquals(Errno.ENOENT, refused(() -> UnixSocket.connect(path)));
        UnixSocket.bind(path, 0700).close();
        assertEquals(Errno.EADDRINUSE, refused(() -> UnixSocket.bind(path, 0700)));
        assertEquals(Errno.ECONNREFUSED, refused(() -> UnixSocket.connect(path)));
        assertEquals(FileType.SOCKET, FileSystem.status(path).orElseThrow().type());
        assertEquals("can't connect to '" + path + "x': No such file or directory",
                assertThrows(PosixException.class, () -> UnixSocket.connect(path + "x")).getMessage());
    }

    @Test
    void permissionsFollowTheUmask() throws PosixException {
        int umask = FileSystem.umask(077);
        try {
            UnixSocket.bind(path, 0700).close();
        } finally {
            FileSystem.umask(umask);
        }
        assertEquals(0700, FileSystem.status(path).orElseThrow().mode());
    }
}
