package zdaemon.posix;

import zdaemon.bindings.libc;

/**
 * Sockets that messages are thrown into: connected, and never waiting, neither while connecting nor while sending. Send
 * with {@link UnixSocket#send}.
 */
public final class MessageSocket {
    static final int SOCKADDR_IN_SIZE = 16;
    static final int SOCKADDR_IN_PORT = 2;
    static final int SOCKADDR_IN_ADDR = 4;
    // struct sockaddr_in6 has no counterpart in the bindings: jextract writes nonsense for the union in it.
    private static final int SOCKADDR_IN6_SIZE = 28;
    private static final int SOCKADDR_IN6_ADDR = 8;
    private static final int IPV4_BYTES = 4;

    private MessageSocket() {}

    /**
     * Connects to a Unix socket, datagram or, when the one there is such, stream: unix(7).
     *
     * @return close-on-exec
     * @throws PosixException ENOENT, ECONNREFUSED when nobody listens, EAGAIN when the listener is busy, EACCES,
     *     ENAMETOOLONG, …
     */
    public static Fd connect(String path) throws PosixException {
        try {
            return connect(path, libc.SOCK_DGRAM());
        } catch (PosixException e) {
            if (!e.errno().equals(Errno.EPROTOTYPE)) {
                throw e;
            }
            return connect(path, libc.SOCK_STREAM());
        }
    }

    private static Fd connect(String path, int type) throws PosixException {
        byte[] bytes = NativeString.encode(path);
        if (bytes.length > UnixSocket.MAX_PATH) {
            throw new PosixException("connect to", Errno.ENAMETOOLONG, PosixException.quote(path));
        }
        try (Buffer address = Buffer.allocate(Layout.SOCKADDR_UN_SIZE)) {
            address.putShort(Layout.SOCKADDR_UN_FAMILY, libc.AF_UNIX());
            address.put(Layout.SOCKADDR_UN_PATH, bytes, 0, bytes.length);
            return connect(libc.AF_UNIX(), type, address, PosixException.quote(path));
        }
    }

    /**
     * Makes a UDP socket that sends to one address, udp(7).
     *
     * @param address four bytes of IPv4 or sixteen of IPv6
     * @return close-on-exec
     * @throws PosixException ENETUNREACH, EAFNOSUPPORT, …
     */
    public static Fd connect(byte[] address, int port) throws PosixException {
        boolean old = address.length == IPV4_BYTES;
        try (Buffer name = Buffer.allocate(old ? SOCKADDR_IN_SIZE : SOCKADDR_IN6_SIZE)) {
            int family = old ? libc.AF_INET() : libc.AF_INET6();
            name.putShort(0, family);
            name.put(SOCKADDR_IN_PORT, new byte[] {(byte) (port >> 8), (byte) port}, 0, 2);
            name.put(old ? SOCKADDR_IN_ADDR : SOCKADDR_IN6_ADDR, address, 0, address.length);
            return connect(family, libc.SOCK_DGRAM(), name, "port " + port);
        }
    }

    private static Fd connect(int family, int type, Buffer address, String subject) throws PosixException {
        int fd = LibcSockets.socket(family, type | libc.SOCK_CLOEXEC() | libc.SOCK_NONBLOCK(), 0);
        if (fd < 0) {
            throw PosixException.on("socket", "");
        }
        if (LibcSockets.connect(fd, address.address(), address.capacity()) < 0) {
            PosixException refused = PosixException.on("connect to", subject);
            LibcFiles.close(fd);
            throw refused;
        }
        return Fd.of(fd);
    }
}
