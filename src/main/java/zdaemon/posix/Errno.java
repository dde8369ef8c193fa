package zdaemon.posix;

import zdaemon.bindings.libc;

/**
 * Why a call failed, errno(3).
 *
 * @param number the kernel's number
 */
public record Errno(int number) {
    public static final Errno EPERM = new Errno(libc.EPERM());
    public static final Errno ENOENT = new Errno(libc.ENOENT());
    public static final Errno ESRCH = new Errno(libc.ESRCH());
    public static final Errno EINTR = new Errno(libc.EINTR());
    public static final Errno EIO = new Errno(libc.EIO());
    public static final Errno ENXIO = new Errno(libc.ENXIO());
    public static final Errno E2BIG = new Errno(libc.E2BIG());
    public static final Errno ENOEXEC = new Errno(libc.ENOEXEC());
    public static final Errno EBADF = new Errno(libc.EBADF());
    public static final Errno ECHILD = new Errno(libc.ECHILD());
    public static final Errno EAGAIN = new Errno(libc.EAGAIN());
    public static final Errno ENOMEM = new Errno(libc.ENOMEM());
    public static final Errno EACCES = new Errno(libc.EACCES());
    public static final Errno EEXIST = new Errno(libc.EEXIST());
    public static final Errno EXDEV = new Errno(libc.EXDEV());
    public static final Errno ENOTDIR = new Errno(libc.ENOTDIR());
    public static final Errno EISDIR = new Errno(libc.EISDIR());
    public static final Errno EINVAL = new Errno(libc.EINVAL());
    public static final Errno EMFILE = new Errno(libc.EMFILE());
    public static final Errno ENFILE = new Errno(libc.ENFILE());
    public static final Errno ENOTTY = new Errno(libc.ENOTTY());
    public static final Errno ENOSPC = new Errno(libc.ENOSPC());
    public static final Errno EROFS = new Errno(libc.EROFS());
    public static final Errno EPIPE = new Errno(libc.EPIPE());
    public static final Errno ENAMETOOLONG = new Errno(libc.ENAMETOOLONG());
    public static final Errno ENOSYS = new Errno(libc.ENOSYS());
    public static final Errno ENOTEMPTY = new Errno(libc.ENOTEMPTY());
    public static final Errno ELOOP = new Errno(libc.ELOOP());
    public static final Errno EPROTOTYPE = new Errno(libc.EPROTOTYPE());
    public static final Errno ENOTSOCK = new Errno(libc.ENOTSOCK());
    public static final Errno EADDRINUSE = new Errno(libc.EADDRINUSE());
    public static final Errno ECONNABORTED = new Errno(libc.ECONNABORTED());
    public static final Errno ECONNRESET = new Errno(libc.ECONNRESET());
    public static final Errno ENOTCONN = new Errno(libc.ENOTCONN());
    public static final Errno ECONNREFUSED = new Errno(libc.ECONNREFUSED());
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
