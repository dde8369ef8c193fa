package zdaemon.posix;

/**
 * {@code unistd.h}, {@code fcntl.h}, {@code sys/ioctl.h}, {@code sys/mman.h}: descriptors and what is read and
 * written through them.
 */
final class LibcFiles {
    private static final Function CLOSE = new Function("close");
    /** {@code int close_range(unsigned int first, unsigned int last, int flags)}, close_range(2). By address alone. */
    static final Function CLOSE_RANGE = new Function("close_range");
    static final Function DUP2 = new Function("dup2");
    private static final Function FCHMOD = new Function("fchmod");
    static final Function FCNTL = new Function("fcntl");
    private static final Function FLOCK = new Function("flock");
    private static final Function FTRUNCATE = new Function("ftruncate");
    private static final Function IOCTL = new Function("ioctl");
    private static final Function ISATTY = new Function("isatty");
    private static final Function LSEEK = new Function("lseek");
    private static final Function MEMFD_CREATE = new Function("memfd_create");
    private static final Function OPEN = new Function("open");
    private static final Function PIPE2 = new Function("pipe2");
    private static final Function PWRITE = new Function("pwrite");
    static final Function READ = new Function("read");
    private static final Function SPLICE = new Function("splice");
    static final Function WRITE = new Function("write");

    private LibcFiles() {}

    /** {@code int close(int fd)}, close(2). Not repeated after EINTR: Linux has closed it by then. */
    static int close(int fd) {
        return (int) CLOSE.call(fd);
    }

    /** {@code int dup2(int oldfd, int newfd)}, dup2(2). */
    static int dup2(int oldfd, int newfd) {
        return (int) DUP2.callThroughSignals(oldfd, newfd, 0, 0);
    }

    /** {@code int fchmod(int fd, mode_t mode)}, chmod(2). */
    static int fchmod(int fd, int mode) {
        return (int) FCHMOD.call(fd, mode);
    }

    /** {@code int fcntl(int fd, int cmd, ...)}, fcntl(2). */
    static int fcntl(int fd, int cmd, long arg) {
        return (int) FCNTL.call(fd, cmd, arg);
    }

    /** {@code int flock(int fd, int operation)}, flock(2). */
    static int flock(int fd, int operation) {
        return (int) FLOCK.callThroughSignals(fd, operation, 0, 0);
    }

    /** {@code int ftruncate(int fd, off_t length)}, ftruncate(2). */
    static int ftruncate(int fd, long length) {
        return (int) FTRUNCATE.callThroughSignals(fd, length, 0, 0);
    }

    /** {@code int ioctl(int fd, unsigned long request, ...)}, ioctl(2). */
    static int ioctl(int fd, long request, long argp) {
        return (int) IOCTL.call(fd, request, argp);
    }

    /** {@code int isatty(int fd)}, isatty(3). */
    static int isatty(int fd) {
        return (int) ISATTY.call(fd);
    }

    /** {@code off_t lseek(int fd, off_t offset, int whence)}, lseek(2). */
    static long lseek(int fd, long offset, int whence) {
        return LSEEK.call(fd, offset, whence);
    }

    /** {@code int memfd_create(const char *name, unsigned int flags)}, memfd_create(2). */
    static int memfd_create(long name, int flags) {
        return (int) MEMFD_CREATE.call(name, flags);
    }

    /** {@code int open(const char *pathname, int flags, mode_t mode)}, open(2). */
    static int open(long pathname, int flags, int mode) {
        return (int) OPEN.callThroughSignals(pathname, flags, mode, 0);
    }

    /** {@code int pipe2(int pipefd[2], int flags)}, pipe2(2). */
    static int pipe2(long pipefd, int flags) {
        return (int) PIPE2.call(pipefd, flags);
    }

    /** {@code ssize_t pwrite(int fd, const void *buf, size_t count, off_t offset)}, pwrite(2). */
    static long pwrite(int fd, long buf, long count, long offset) {
        return PWRITE.callThroughSignals(fd, buf, count, offset);
    }

    /** {@code ssize_t read(int fd, void *buf, size_t count)}, read(2). */
    static long read(int fd, long buf, long count) {
        return READ.callThroughSignals(fd, buf, count, 0);
    }

    /**
     * {@code ssize_t splice(int fd_in, off64_t *off_in, int fd_out, off64_t *off_out, size_t len, unsigned int flags)},
     * splice(2), without {@code off_in}.
     */
    static long splice(int fdIn, int fdOut, long offOut, long len, int flags) {
        return SPLICE.call(fdIn, 0, fdOut, offOut, len, flags);
    }

    /** {@code ssize_t write(int fd, const void *buf, size_t count)}, write(2). */
    static long write(int fd, long buf, long count) {
        return WRITE.callThroughSignals(fd, buf, count, 0);
    }
}
