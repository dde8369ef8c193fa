package zdaemon.posix;

import zdaemon.bindings.libc;

/**
 * Why a call failed, errno(3).
 *
 * @param number the kernel's number
 */
public record Errno(int number) {
    /** Operation not permitted. */
    public static final Errno EPERM = new Errno(libc.EPERM());
    /** No such file or directory. */
    public static final Errno ENOENT = new Errno(libc.ENOENT());
    /** No such process. */
    public static final Errno ESRCH = new Errno(libc.ESRCH());
    /** Interrupted by a signal. */
    public static final Errno EINTR = new Errno(libc.EINTR());
    /** Input/output error. */
    public static final Errno EIO = new Errno(libc.EIO());
    /** No such device or address; nobody has the pipe open for reading. */
    public static final Errno ENXIO = new Errno(libc.ENXIO());
    /** The arguments and the environment together are too long. */
    public static final Errno E2BIG = new Errno(libc.E2BIG());
    /** Not a program that the kernel can execute. */
    public static final Errno ENOEXEC = new Errno(libc.ENOEXEC());
    /** Not an open descriptor. */
    public static final Errno EBADF = new Errno(libc.EBADF());
    /** No child processes. */
    public static final Errno ECHILD = new Errno(libc.ECHILD());
    /** Nothing there yet, or too many processes: try again. */
    public static final Errno EAGAIN = new Errno(libc.EAGAIN());
    /** Out of memory. */
    public static final Errno ENOMEM = new Errno(libc.ENOMEM());
    /** Permission denied. */
    public static final Errno EACCES = new Errno(libc.EACCES());
    /** The file exists already. */
    public static final Errno EEXIST = new Errno(libc.EEXIST());
    /** The link would cross file systems. */
    public static final Errno EXDEV = new Errno(libc.EXDEV());
    /** Not a directory. */
    public static final Errno ENOTDIR = new Errno(libc.ENOTDIR());
    /** Is a directory. */
    public static final Errno EISDIR = new Errno(libc.EISDIR());
    /** Invalid argument. */
    public static final Errno EINVAL = new Errno(libc.EINVAL());
    /** This process has too many descriptors open. */
    public static final Errno EMFILE = new Errno(libc.EMFILE());
    /** The system has too many files open. */
    public static final Errno ENFILE = new Errno(libc.ENFILE());
    /** Not a terminal. */
    public static final Errno ENOTTY = new Errno(libc.ENOTTY());
    /** No space left on the device. */
    public static final Errno ENOSPC = new Errno(libc.ENOSPC());
    /** Read-only file system. */
    public static final Errno EROFS = new Errno(libc.EROFS());
    /** Nobody reads the other end any more. */
    public static final Errno EPIPE = new Errno(libc.EPIPE());
    /** The path or name is too long. */
    public static final Errno ENAMETOOLONG = new Errno(libc.ENAMETOOLONG());
    /** The kernel lacks this call. */
    public static final Errno ENOSYS = new Errno(libc.ENOSYS());
    /** The directory is not empty. */
    public static final Errno ENOTEMPTY = new Errno(libc.ENOTEMPTY());
    /** Too many symbolic links. */
    public static final Errno ELOOP = new Errno(libc.ELOOP());
    /** The socket at that path is of another type. */
    public static final Errno EPROTOTYPE = new Errno(libc.EPROTOTYPE());
    /** Not a socket. */
    public static final Errno ENOTSOCK = new Errno(libc.ENOTSOCK());
    /** Something is bound to that address already. */
    public static final Errno EADDRINUSE = new Errno(libc.EADDRINUSE());
    /** The connection went away before it was accepted. */
    public static final Errno ECONNABORTED = new Errno(libc.ECONNABORTED());
    /** The other side threw the connection away. */
    public static final Errno ECONNRESET = new Errno(libc.ECONNRESET());
    /** Not connected. */
    public static final Errno ENOTCONN = new Errno(libc.ENOTCONN());
    /** Nobody listens there. */
    public static final Errno ECONNREFUSED = new Errno(libc.ECONNREFUSED());
    /** Took too long. */
    public static final Errno ETIMEDOUT = new Errno(libc.ETIMEDOUT());

    /** {@return as in errno.h, {@code ENOENT}} */
    public String name() {
        return LibcTime.symbol(number);
    }

    /** {@return the English text, {@code No such file or directory}, whatever the locale} */
    public String message() {
        return LibcTime.text(number);
    }

    /**
     * Compares. Written out, like the others of the kind: a record's own are made up by the runtime when they are first
     * needed, which takes an interpreted process twenty milliseconds.
     *
     * @return whether it is the same error
     */
    @Override
    public boolean equals(Object other) {
        return other instanceof Errno that && that.number == number;
    }

    @Override
    public int hashCode() {
        return number;
    }

    @Override
    public String toString() {
        return name();
    }
}
