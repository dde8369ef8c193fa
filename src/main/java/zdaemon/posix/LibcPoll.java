package zdaemon.posix;

/** {@code poll.h}, {@code sys/epoll.h}. */
final class LibcPoll {
    private static final Function EPOLL_CREATE1 = new Function("epoll_create1");
    private static final Function EPOLL_CTL = new Function("epoll_ctl");
    /** {@code epoll_pwait2}: glibc 2.35. */
    static final Function EPOLL_PWAIT2 = new Function("epoll_pwait2");
    private static final Function EPOLL_WAIT = new Function("epoll_wait");
    private static final Function PPOLL = new Function("ppoll");

    private LibcPoll() {}

    /** {@code int epoll_create1(int flags)}, epoll_create(2). */
    static int epoll_create1(int flags) {
        return (int) EPOLL_CREATE1.call(flags);
    }

    /** {@code int epoll_ctl(int epfd, int op, int fd, struct epoll_event *event)}, epoll_ctl(2). */
    static int epoll_ctl(int epfd, int op, int fd, long event) {
        return (int) EPOLL_CTL.call(epfd, op, fd, event);
    }

    /**
     * {@code int epoll_pwait2(int epfd, struct epoll_event *events, int maxevents, const struct timespec *timeout, const
     * sigset_t *sigmask)}, epoll_wait(2), Linux 5.11.
     */
    static int epoll_pwait2(int epfd, long events, int maxevents, long timeout, long sigmask) {
        return (int) EPOLL_PWAIT2.call(epfd, events, maxevents, timeout, sigmask);
    }

    /** {@code int epoll_wait(int epfd, struct epoll_event *events, int maxevents, int timeout)}, epoll_wait(2). */
    static int epoll_wait(int epfd, long events, int maxevents, int timeout) {
        return (int) EPOLL_WAIT.call(epfd, events, maxevents, timeout);
    }

    /**
     * {@code int ppoll(struct pollfd *fds, nfds_t nfds, const struct timespec *tmo_p, const sigset_t *sigmask)},
     * ppoll(2).
     */
    static int ppoll(long fds, long nfds, long timeout, long sigmask) {
        return (int) PPOLL.call(fds, nfds, timeout, sigmask);
    }
}
