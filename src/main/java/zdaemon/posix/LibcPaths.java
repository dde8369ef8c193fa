package zdaemon.posix;

/** {@code unistd.h}, {@code sys/stat.h}, {@code stdio.h}: what is done to files by their path. */
final class LibcPaths {
    static final Function CHDIR = new Function("chdir");
    private static final Function CHMOD = new Function("chmod");
    private static final Function CHOWN = new Function("chown");
    private static final Function FACCESSAT = new Function("faccessat");
    private static final Function GETCWD = new Function("getcwd");
    private static final Function LINK = new Function("link");
    private static final Function MKDIR = new Function("mkdir");
    private static final Function MKFIFO = new Function("mkfifo");
    private static final Function READLINK = new Function("readlink");
    private static final Function RENAME = new Function("rename");
    private static final Function RMDIR = new Function("rmdir");
    private static final Function STATX = new Function("statx");
    static final Function UMASK = new Function("umask");
    private static final Function UNLINK = new Function("unlink");

    private LibcPaths() {}

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

    /** {@code int faccessat(int dirfd, const char *pathname, int mode, int flags)}, access(2). */
    static int faccessat(int dirfd, long pathname, int mode, int flags) {
        return (int) FACCESSAT.call(dirfd, pathname, mode, flags);
    }

    /** {@code char *getcwd(char *buf, size_t size)}, getcwd(3). NULL when it fails. */
    static long getcwd(long buf, long size) {
        return GETCWD.call(buf, size);
    }

    /** {@code int link(const char *oldpath, const char *newpath)}, link(2). */
    static int link(long oldpath, long newpath) {
        return (int) LINK.call(oldpath, newpath);
    }

    /** {@code int mkdir(const char *pathname, mode_t mode)}, mkdir(2). */
    static int mkdir(long pathname, int mode) {
        return (int) MKDIR.call(pathname, mode);
    }

    /** {@code int mkfifo(const char *pathname, mode_t mode)}, mkfifo(3). */
    static int mkfifo(long pathname, int mode) {
        return (int) MKFIFO.call(pathname, mode);
    }

    /** {@code ssize_t readlink(const char *pathname, char *buf, size_t bufsiz)}, readlink(2). */
    static long readlink(long pathname, long buf, long bufsiz) {
        return READLINK.call(pathname, buf, bufsiz);
    }

    /** {@code int rename(const char *oldpath, const char *newpath)}, rename(2). */
    static int rename(long oldpath, long newpath) {
        return (int) RENAME.call(oldpath, newpath);
    }

    /** {@code int rmdir(const char *pathname)}, rmdir(2). */
    static int rmdir(long pathname) {
        return (int) RMDIR.call(pathname);
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
}
