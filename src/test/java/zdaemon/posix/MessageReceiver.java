package zdaemon.posix;

import static org.junit.jupiter.api.Assertions.assertTrue;

import zdaemon.bindings.libc;

/** The other end of a {@link MessageSocket} in tests: a Unix datagram socket, which the JDK does not have. */
public final class MessageReceiver implements AutoCloseable {
    private static final long DEADLINE_NANOS = 10_000_000_000L;

    private final String path;
    private final Fd socket;

    private MessageReceiver(String path, Fd socket) {
        this.path = path;
        this.socket = socket;
    }

    /** Binds a datagram socket to a path. */
    public static MessageReceiver bind(String path) throws PosixException {
        Fd socket = Fd.of(LibcSockets.socket(libc.AF_UNIX(), libc.SOCK_DGRAM() | libc.SOCK_CLOEXEC(), 0));
        byte[] bytes = NativeString.encode(path);
        try (Buffer address = Buffer.allocate(Layout.SOCKADDR_UN_SIZE)) {
            address.putShort(Layout.SOCKADDR_UN_FAMILY, libc.AF_UNIX());
            address.put(Layout.SOCKADDR_UN_PATH, bytes, 0, bytes.length);
            if (LibcSockets.bind(socket.number(), address.address(), address.capacity()) < 0) {
                throw PosixException.onPath("bind", path);
            }
        }
        return new MessageReceiver(path, socket);
    }

    /** The next message, waiting for it no longer than ten seconds. */
    public byte[] receive() throws PosixException {
        try (Poller poller = Poller.create(); Buffer buffer = Buffer.allocate(65_536)) {
            poller.set(socket, true, false);
            assertTrue(poller.poll(DEADLINE_NANOS) > 0, "no message came");
            return buffer.get(0, socket.read(buffer));
        }
    }

    @Override
    public void close() throws PosixException {
        socket.close();
        FileSystem.unlink(path);
    }
}
