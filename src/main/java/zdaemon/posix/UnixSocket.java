package zdaemon.posix;

import java.util.Objects;
import java.util.Optional;
import zdaemon.bindings.libc;

/** Stream sockets that have a path, unix(7). */
public final class UnixSocket {
    /** How many bytes a socket's path may have. */
    public static final int MAX_PATH = Layout.SOCKADDR_UN_SIZE - Layout.SOCKADDR_UN_PATH - 1;

    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final int NANOS_PER_MICRO = 1_000;

    private UnixSocket() {}

    /**
     * Makes a socket and gives it a path, bind(2). Nobody can connect before {@link #listen}.
     *
     * @param mode its permissions, less the umask
     * @throws PosixException EADDRINUSE, ENOENT, EACCES, ENAMETOOLONG, …
     */
    public static Fd bind(String path, int mode) throws PosixException {
        Fd socket = socket(libc.SOCK_NONBLOCK());
        try (Buffer address = address("bind", path)) {
            // By the descriptor, before there is a name: by then that could be another file's. bind(2) gives the file the
            // socket's own mode.
            if (LibcFiles.fchmod(socket.number(), mode) < 0) {
                throw PosixException.onPath("chmod", path);
            }
            if (LibcSockets.bind(socket.number(), address.address(), address.capacity()) < 0) {
                throw PosixException.onPath("bind", path);
            }
        } catch (PosixException e) {
            socket.close();
            throw e;
        }
        return socket;
    }

    /**
     * Lets clients connect, listen(2).
     *
     * @throws PosixException EBADF, ENOTSOCK
     */
    public static void listen(Fd socket, int backlog) throws PosixException {
        orThrow("listen", LibcSockets.listen(socket.number(), backlog), socket);
    }

    /**
     * Accepts a client that waits, accept(2).
     *
     * @param socket a listening one, non-blocking
     * @return the connection, non-blocking and close-on-exec; empty when nobody waits, or no longer
     * @throws PosixException EMFILE, ENFILE, ENOMEM
     */
    public static Optional<Fd> accept(Fd socket) throws PosixException {
        int fd = LibcSockets.accept4(socket.number(), 0, 0, libc.SOCK_CLOEXEC() | libc.SOCK_NONBLOCK());
        if (fd < 0) {
            int errno = Function.errnoNumber();
            if (errno == libc.EAGAIN() || errno == libc.ECONNABORTED()) {
                return Optional.empty();
            }
            throw PosixException.on("accept", socket.toString());
        }
        return Optional.of(Fd.of(fd));
    }

    /**
     * Connects, connect(2), waiting for a place in the queue if need be.
     *
     * @return blocking and close-on-exec
     * @throws PosixException ECONNREFUSED when nobody listens, ENOENT, ENOTSOCK, EPROTOTYPE, EACCES, ENAMETOOLONG, …
     */
    public static Fd connect(String path) throws PosixException {
        return connect(path, 0);
    }

    /**
     * Connects, connect(2), waiting for a place in the queue no longer than that. The limit (SO_SNDTIMEO) also holds
     * for each later write.
     *
     * @param timeoutNanos how long to wait, in nanoseconds; 0 is without limit
     * @return blocking and close-on-exec
     * @throws PosixException EAGAIN when the time is over; ECONNREFUSED when nobody listens, ENOENT, ENOTSOCK,
     *     EPROTOTYPE, EACCES, ENAMETOOLONG, …
     */
    public static Fd connect(String path, long timeoutNanos) throws PosixException {
        Fd socket = socket(0);
        try (Buffer address = address("connect", path); Buffer limit = Buffer.allocate(Layout.TIMEVAL_SIZE)) {
            if (timeoutNanos > 0) {
                limit.putLong(Layout.TIMEVAL_SEC, timeoutNanos / NANOS_PER_SECOND);
                limit.putLong(Layout.TIMEVAL_USEC, Math.ceilDiv(timeoutNanos % NANOS_PER_SECOND, NANOS_PER_MICRO));
                orThrow("setsockopt", LibcSockets.setsockopt(socket.number(), libc.SOL_SOCKET(), libc.SO_SNDTIMEO(),
                        limit.address(), limit.capacity()), socket);
            }
            if (LibcSockets.connect(socket.number(), address.address(), address.capacity()) < 0) {
                throw PosixException.onPath("connect to", path);
            }
        } catch (PosixException e) {
            socket.close();
            throw e;
        }
        return socket;
    }

    private static Fd socket(int flags) throws PosixException {
        int fd = LibcSockets.socket(libc.AF_UNIX(), libc.SOCK_STREAM() | libc.SOCK_CLOEXEC() | flags, 0);
        if (fd < 0) {
            throw PosixException.on("socket", "");
        }
        return Fd.of(fd);
    }

    private static Buffer address(String call, String path) throws PosixException {
        byte[] bytes = NativeString.encode(path);
        if (bytes.length > MAX_PATH) {
            throw new PosixException(call, Errno.ENAMETOOLONG, PosixException.quote(path));
        }
        if (bytes.length == 0) {
            throw new PosixException(call, Errno.ENOENT, PosixException.quote(path));
        }
        Buffer address = Buffer.allocate(Layout.SOCKADDR_UN_SIZE);
        address.putShort(Layout.SOCKADDR_UN_FAMILY, libc.AF_UNIX());
        address.put(Layout.SOCKADDR_UN_PATH, bytes, 0, bytes.length);
        return address;
    }

    /**
     * Asks the kernel who is at the other end, SO_PEERCRED.
     *
     * @throws PosixException ENOTSOCK, EBADF
     */
    public static Peer peer(Fd connection) throws PosixException {
        try (Buffer ucred = Buffer.allocate(Layout.UCRED_SIZE); Buffer length = Buffer.allocate(Integer.BYTES)) {
            length.putInt(0, Layout.UCRED_SIZE);
            orThrow("getsockopt", LibcSockets.getsockopt(connection.number(), libc.SOL_SOCKET(), libc.SO_PEERCRED(),
                    ucred.address(), length.address()), connection);
            return new Peer(new Pid(ucred.getInt(Layout.UCRED_PID)), ucred.getInt(Layout.UCRED_UID),
                    ucred.getInt(Layout.UCRED_GID));
        }
    }

    /**
     * Sends, send(2), never raising SIGPIPE.
     *
     * @param from holds the bytes
     * @return how many were sent, perhaps fewer; {@link Fd#WOULD_BLOCK}
     * @throws PosixException EPIPE or ECONNRESET when the other side is gone
     */
    public static int send(Fd connection, Buffer from, int offset, int count) throws PosixException {
        Objects.checkFromIndexSize(offset, count, from.capacity());
        long sent = LibcSockets.send(connection.number(), from.addressOf(offset), count, libc.MSG_NOSIGNAL());
        if (sent < 0) {
            if (Function.errnoNumber() == libc.EAGAIN()) {
                return Fd.WOULD_BLOCK;
            }
            throw PosixException.on("send", connection.toString());
        }
        return (int) sent;
    }

    /**
     * Lets the other side read an end of file, shutdown(2), while we can still read.
     *
     * @throws PosixException ENOTCONN, EBADF
     */
    public static void shutdownWrite(Fd connection) throws PosixException {
        orThrow("shutdown", LibcSockets.shutdown(connection.number(), libc.SHUT_WR()), connection);
    }

    private static void orThrow(String call, int result, Fd subject) throws PosixException {
        if (result < 0) {
            throw PosixException.on(call, subject.toString());
        }
    }
}
