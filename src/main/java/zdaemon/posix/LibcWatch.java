package zdaemon.posix;

/** {@code sys/inotify.h}. */
final class LibcWatch {
    private static final Function INOTIFY_ADD_WATCH = new Function("inotify_add_watch");
    private static final Function INOTIFY_INIT1 = new Function("inotify_init1");
    private static final Function INOTIFY_RM_WATCH = new Function("inotify_rm_watch");

    private LibcWatch() {}

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
}
