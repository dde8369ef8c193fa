package zdaemon.posix;

/** {@code fcntl.h}, {@code sys/stat.h}, {@code unistd.h}: what is done to names in an open folder. */
final class LibcFolders {
    private static final Function FCHOWNAT = new Function("fchownat");
    private static final Function LINKAT = new Function("linkat");
    private static final Function MKDIRAT = new Function("mkdirat");
    private static final Function OPENAT = new Function("openat");
    private static final Function READLINKAT = new Function("readlinkat");
    private static final Function RENAMEAT = new Function("renameat");
    private static final Function UNLINKAT = new Function("unlinkat");

    private LibcFolders() {}

    /** {@code int fchownat(int dirfd, const char *pathname, uid_t owner, gid_t group, int flags)}, chown(2). */
    static int fchownat(int dirfd, long pathname, int owner, int group, int flags) {
        return (int) FCHOWNAT.call(dirfd, pathname, owner, group, flags);
    }

    /** {@code int linkat(int olddirfd, const char *old, int newdirfd, const char *new, int flags)}, link(2). */
    static int linkat(int olddirfd, long oldpath, int newdirfd, long newpath, int flags) {
        return (int) LINKAT.call(olddirfd, oldpath, newdirfd, newpath, flags);
    }

    /** {@code int mkdirat(int dirfd, const char *pathname, mode_t mode)}, mkdir(2). */
    static int mkdirat(int dirfd, long pathname, int mode) {
        return (int) MKDIRAT.call(dirfd, pathname, mode);
    }

    /** {@code int openat(int dirfd, const char *pathname, int flags, mode_t mode)}, open(2). */
    static int openat(int dirfd, long pathname, int flags, int mode) {
        return (int) OPENAT.callThroughSignals(dirfd, pathname, flags, mode);
    }

    /** {@code ssize_t readlinkat(int dirfd, const char *pathname, char *buf, size_t bufsiz)}, readlink(2). */
    static long readlinkat(int dirfd, long pathname, long buf, long bufsiz) {
        return READLINKAT.call(dirfd, pathname, buf, bufsiz);
    }

    /** {@code int renameat(int olddirfd, const char *oldpath, int newdirfd, const char *newpath)}, rename(2). */
    static int renameat(int olddirfd, long oldpath, int newdirfd, long newpath) {
        return (int) RENAMEAT.call(olddirfd, oldpath, newdirfd, newpath);
    }

    /** {@code int unlinkat(int dirfd, const char *pathname, int flags)}, unlink(2). */
    static int unlinkat(int dirfd, long pathname, int flags) {
        return (int) UNLINKAT.call(dirfd, pathname, flags);
    }
}
