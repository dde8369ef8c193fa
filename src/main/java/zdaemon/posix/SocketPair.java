package zdaemon.posix;

import zdaemon.bindings.libc;

/**
 * Two sockets that are connected with each other, socketpair(2).
 *
 * @param one either
 * @param other the other
 */
public record SocketPair(Fd one, Fd other) {
    /** Both ends non-blocking and close-on-exec. */
    public static SocketPair open() throws PosixException {
        Buffer pair = Buffer.scratch();
        int type = libc.SOCK_STREAM() | libc.SOCK_CLOEXEC() | libc.SOCK_NONBLOCK();
        if (LibcSockets.socketpair(libc.AF_UNIX(), type, 0, pair.address()) < 0) {
            throw PosixException.on("socketpair", "");
        }
        return new SocketPair(Fd.of(pair.getInt(0)), Fd.of(pair.getInt(Integer.BYTES)));
    }
}
