package zdaemon.posix;

/**
 * {@code unistd.h}, {@code fcntl.h}, {@code stdio.h}, {@code dirent.h}, {@code sys/stat.h}, {@code sys/ioctl.h}, {@code
 * sys/mman.h}, {@code sys/inotify.h}: descriptors, files and memory.
 */
final class LibcFiles {
    static final int DIRENT_NAME = 19;

    private static final Function CALLOC = new Function("calloc");
    static final Function CHDIR = new Function("chdir");
    private static final Function CHMOD = new Function("chmod");
    private static final Function CHOWN = new Function("chown");
    private static final Function CLOSE = new Function("close");
    /** {@code int close_range(unsigned int first, unsigned int last, int flags)}, close_range(2). By address alone. */
    static final Function CLOSE_RANGE = new Function("close_range");
    private static final Function CLOSEDIR = new Function("closedir");
    static final Function DUP2 = new Function("dup2");
    private static final Function FACCESSAT = new Function("faccessat");
    private static final Function FCHMOD = new Function("fchmod");
    private static final Function FCHOWN = new Function("fchown");
    private static final Function FCHOWNAT = new Function("fchownat");
    static final Function FCNTL = new Function("fcntl");
    private static final Function FLOCK = new Function("flock");
    private static final Function FREE = new Function("free");
    private static final Function FTRUNCATE = new Function("ftruncate");
    private static final Function GETCWD = new Function("getcwd");
    private static final Function INOTIFY_ADD_WATCH = new Function("inotify_add_watch");
    private static final Function INOTIFY_INIT1 = new Function("inotify_init1");
    private static final Function INOTIFY_RM_WATCH = new Function("inotify_rm_watch");
    private static final Function IOCTL = new Function("ioctl");
    private static final Function ISATTY = new Function("isatty");
    private static final Function LINK = new Function("link");
    private static final Function LINKAT = new Function("linkat");
    private static final Function LSEEK = new Function("lseek");
    private static final Function MEMFD_CREATE = new Function("memfd_create");
    private static final Function MADVISE = new Function("madvise");
    private static final Function MKDIR = new Function("mkdir");
    private static final Function MKDIRAT = new Function("mkdirat");
    private static final Function MKFIFO = new Function("mkfifo");
    private static final Function MMAP = new Function("mmap");
    private static final Function MUNMAP = new Function("munmap");
    private static final Function OPEN = new Function("open");
    private static final Function OPENAT = new Function("openat");
    private static final Function OPENDIR = new Function("opendir");
    private static final Function PIPE2 = new Function("pipe2");
    private static final Function PWRITE = new Function("pwrite");
    static final Function READ = new Function("read");
    private static final Function READDIR = new Function("readdir");
    private static final Function READLINK = new Function("readlink");
    private static final Function READLINKAT = new Function("readlinkat");
    private static final Function RENAME = new Function("rename");
    private static final Function RENAMEAT = new Function("renameat");
    private static final Function RMDIR = new Function("rmdir");
    private static final Function SPLICE = new Function("splice");
    private static final Function STATX = new Function("statx");
    static final Function UMASK = new Function("umask");
    private static final Function UNLINK = new Function("unlink");
    private static final Function UNLINKAT = new Function("unlinkat");
    static final Function WRITE = new Function("write");

    private LibcFiles() {}

    /** {@code void *calloc(size_t nmemb, size_t size)}, malloc(3). NULL when there is none. */
    static long calloc(long nmemb, long size) {
        return CALLOC.call(nmemb, size);
    }

    /** {@code int chdir(const char *path)}, chdir(2). */
    static int chdir(long path) {
        return (int) CHDIR.call(path);
    }

    /** {@code int chmod(const char *pathname, mode_t mode)}, chmod(2). */
    static int chmod(long pathname, int mode) {
        return (int) CHMOD.call(pathname, mode);
    }

    /** {@code int chown(const char *pathname, uid_t owner, gid_t group)}, chown(2). */
    static int chown(long pathname, int owner, int group) {
        return (int) CHOWN.call(pathname, owner, group);
    }

    /** {@code int close(int fd)}, close(2). Not repeated after EINTR: Linux has closed it by then. */
    static int close(int fd) {
        return (int) CLOSE.call(fd);
    }

    /** {@code int closedir(DIR *dirp)}, closedir(3). */
    static int closedir(long dirp) {
        return (int) CLOSEDIR.call(dirp);
    }

    /** {@code int dup2(int oldfd, int newfd)}, dup2(2). */
    static int dup2(int oldfd, int newfd) {
        return (int) DUP2.callThroughSignals(oldfd, newfd, 0, 0);
    }

    /** {@code int faccessat(int dirfd, const char *pathname, int mode, int flags)}, access(2). */
    static int faccessat(int dirfd, long pathname, int mode, int flags) {
        return (int) FACCESSAT.call(dirfd, pathname, mode, flags);
    }

    /** {@code int fchmod(int fd, mode_t mode)}, chmod(2). */
    static int fchmod(int fd, int mode) {
        return (int) FCHMOD.call(fd, mode);
    }

    /** {@code int fchown(int fd, uid_t owner, gid_t group)}, chown(2). */
    static int fchown(int fd, int owner, int group) {
        return (int) FCHOWN.call(fd, owner, group);
    }

    /** {@code int fchownat(int dirfd, const char *pathname, uid_t owner, gid_t group, int flags)}, chown(2). */
    static int fchownat(int dirfd, long pathname, int owner, int group, int flags) {
        return (int) FCHOWNAT.call(dirfd, pathname, owner, group, flags);
    }

    /** {@code int fcntl(int fd, int cmd, ...)}, fcntl(2). */
    static int fcntl(int fd, int cmd, long arg) {
        return (int) FCNTL.call(fd, cmd, arg);
    }

    /** {@code int flock(int fd, int operation)}, flock(2). */
    static int flock(int fd, int operation) {
        return (int) FLOCK.callThroughSignals(fd, operation, 0, 0);
    }

    /** {@code void free(void *ptr)}, malloc(3). */
    static void free(long ptr) {
        FREE.call(ptr);
    }

    /** {@code int ftruncate(int fd, off_t length)}, ftruncate(2). */
    static int ftruncate(int fd, long length) {
        return (int) FTRUNCATE.callThroughSignals(fd, length, 0, 0);
    }

    /** {@code char *getcwd(char *buf, size_t size)}, getcwd(3). NULL when it fails. */
    static long getcwd(long buf, long size) {
        return GETCWD.callOrNull(buf, size);
    }

    /** {@code int inotify_add_watch(int fd, const char *pathname, uint32_t mask)}, inotify_add_watch(2). */
    static int inotify_add_watch(int fd, long pathname, int mask) {
        return (int) INOTIFY_ADD_WATCH.call(fd, pathname, mask);
    }

    /** {@code int inotify_init1(int flags)}, inotify_init(2). */
    static int inotify_init1(int flags) {
        return (int) INOTIFY_INIT1.call(flags);
    }

    /** {@code int inotify_rm_watch(int fd, int wd)}, inotify_rm_watch(2). */
    static int inotify_rm_watch(int fd, int wd) {
        return (int) INOTIFY_RM_WATCH.call(fd, wd);
    }

    /** {@code int ioctl(int fd, unsigned long request, ...)}, ioctl(2). */
    static int ioctl(int fd, long request, long argp) {
        return (int) IOCTL.call(fd, request, argp);
    }

    /** {@code int isatty(int fd)}, isatty(3). */
    static int isatty(int fd) {
        return (int) ISATTY.call(fd);
    }

    /** {@code int link(const char *oldpath, const char *newpath)}, link(2). */
    static int link(long oldpath, long newpath) {
        return (int) LINK.call(oldpath, newpath);
    }

    /** {@code int linkat(int olddirfd, const char *old, int newdirfd, const char *new, int flags)}, link(2). */
    static int linkat(int olddirfd, long oldpath, int newdirfd, long newpath, int flags) {
        return (int) LINKAT.call(olddirfd, oldpath, newdirfd, newpath, flags);
    }

    /** {@code off_t lseek(int fd, off_t offset, int whence)}, lseek(2). */
    static long lseek(int fd, long offset, int whence) {
        return LSEEK.call(fd, offset, whence);
    }

    /** {@code int memfd_create(const char *name, unsigned int flags)}, memfd_create(2). */
    static int memfd_create(long name, int flags) {
        return (int) MEMFD_CREATE.call(name, flags);
    }

    /** {@code int mkdir(const char *pathname, mode_t mode)}, mkdir(2). */
    static int mkdir(long pathname, int mode) {
        return (int) MKDIR.call(pathname, mode);
    }

    /** {@code int mkdirat(int dirfd, const char *pathname, mode_t mode)}, mkdir(2). */
    static int mkdirat(int dirfd, long pathname, int mode) {
        return (int) MKDIRAT.call(dirfd, pathname, mode);
    }

    /** {@code int mkfifo(const char *pathname, mode_t mode)}, mkfifo(3). */
    static int mkfifo(long pathname, int mode) {
        return (int) MKFIFO.call(pathname, mode);
    }

    /**
     * {@code void *mmap(void *addr, size_t length, int prot, int flags, int fd, off_t offset)}, mmap(2), of the file's
     * beginning. {@code (void *) -1} when it fails.
     */
    static long mmap(long length, int prot, int flags, int fd) {
        return MMAP.call(0, length, prot, flags, fd, 0);
    }

    /** {@code int madvise(void *addr, size_t length, int advice)}, madvise(2). */
    static int madvise(long addr, long length, int advice) {
        return (int) MADVISE.call(addr, length, advice);
    }

    /** {@code int munmap(void *addr, size_t length)}, munmap(2). */
    static int munmap(long addr, long length) {
        return (int) MUNMAP.call(addr, length);
    }

    /** {@code int open(const char *pathname, int flags, mode_t mode)}, open(2). */
    static int open(long pathname, int flags, int mode) {
        return (int) OPEN.callThroughSignals(pathname, flags, mode, 0);
    }

    /** {@code int openat(int dirfd, const char *pathname, int flags, mode_t mode)}, open(2). */
    static int openat(int dirfd, long pathname, int flags, int mode) {
        return (int) OPENAT.callThroughSignals(dirfd, pathname, flags, mode);
    }

    /** {@code DIR *opendir(const char *name)}, opendir(3), close-on-exec. NULL when it fails. */
    static long opendir(long name) {
        return OPENDIR.call(name);
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

    /** {@code struct dirent *readdir(DIR *dirp)}, readdir(3). NULL at the end. */
    static long readdir(long dirp) {
        return READDIR.call(dirp);
    }

    /** {@code ssize_t readlink(const char *pathname, char *buf, size_t bufsiz)}, readlink(2). */
    static long readlink(long pathname, long buf, long bufsiz) {
        return READLINK.call(pathname, buf, bufsiz);
    }

    /** {@code ssize_t readlinkat(int dirfd, const char *pathname, char *buf, size_t bufsiz)}, readlink(2). */
    static long readlinkat(int dirfd, long pathname, long buf, long bufsiz) {
        return READLINKAT.call(dirfd, pathname, buf, bufsiz);
    }

    /** {@code int rename(const char *oldpath, const char *newpath)}, rename(2). */
    static int rename(long oldpath, long newpath) {
        return (int) RENAME.call(oldpath, newpath);
    }

    /** {@code int renameat(int olddirfd, const char *oldpath, int newdirfd, const char *newpath)}, rename(2). */
    static int renameat(int olddirfd, long oldpath, int newdirfd, long newpath) {
        return (int) RENAMEAT.call(olddirfd, oldpath, newdirfd, newpath);
    }

    /** {@code int rmdir(const char *pathname)}, rmdir(2). */
    static int rmdir(long pathname) {
        return (int) RMDIR.call(pathname);
    }

    /**
     * {@code ssize_t splice(int fd_in, off64_t *off_in, int fd_out, off64_t *off_out, size_t len, unsigned int flags)},
     * splice(2), without {@code off_in}.
     */
    static long splice(int fdIn, int fdOut, long offOut, long len, int flags) {
        return SPLICE.call(fdIn, 0, fdOut, offOut, len, flags);
    }

    /**
     * {@code int statx(int dirfd, const char *pathname, int flags, unsigned int mask, struct statx *statxbuf)},
     * statx(2).
     */
    static int statx(int dirfd, long pathname, int flags, int mask, long statxbuf) {
        return (int) STATX.call(dirfd, pathname, flags, mask, statxbuf);
    }

    /** {@code mode_t umask(mode_t mask)}, umask(2). */
    static int umask(int mask) {
        return (int) UMASK.call(mask);
    }

    /** {@code int unlink(const char *pathname)}, unlink(2). */
    static int unlink(long pathname) {
        return (int) UNLINK.call(pathname);
    }

    /** {@code int unlinkat(int dirfd, const char *pathname, int flags)}, unlink(2). */
    static int unlinkat(int dirfd, long pathname, int flags) {
        return (int) UNLINKAT.call(dirfd, pathname, flags);
    }

    /** {@code ssize_t write(int fd, const void *buf, size_t count)}, write(2). */
    static long write(int fd, long buf, long count) {
        return WRITE.callThroughSignals(fd, buf, count, 0);
    }
}
