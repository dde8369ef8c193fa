package zdaemon.posix;

/** {@code sys/socket.h}, {@code poll.h}, {@code sys/epoll.h}: sockets, and waiting for descriptors. */
final class LibcSockets {
    private static final Function ACCEPT4 = new Function("accept4");
    private static final Function BIND = new Function("bind");
    private static final Function CONNECT = new Function("connect");
    private static final Function EPOLL_CREATE1 = new Function("epoll_create1");
    private static final Function EPOLL_CTL = new Function("epoll_ctl");
    /** {@code epoll_pwait2}: glibc 2.35. */
    static final Function EPOLL_PWAIT2 = new Function("epoll_pwait2");
    private static final Function EPOLL_WAIT = new Function("epoll_wait");
    private static final Function GETSOCKOPT = new Function("getsockopt");
    private static final Function LISTEN = new Function("listen");
    private static final Function PPOLL = new Function("ppoll");
    private static final Function SEND = new Function("send");
    private static final Function SETSOCKOPT = new Function("setsockopt");
    private static final Function SHUTDOWN = new Function("shutdown");
    private static final Function SOCKET = new Function("socket");
    private static final Function SOCKETPAIR = new Function("socketpair");

    private LibcSockets() {}

    /** {@code int accept4(int sockfd, struct sockaddr *addr, socklen_t *addrlen, int flags)}, accept(2). */
    static int accept4(int sockfd, long addr, long addrlen, int flags) {
        return (int) ACCEPT4.callThroughSignals(sockfd, addr, addrlen, flags);
    }

    /** {@code int bind(int sockfd, const struct sockaddr *addr, socklen_t addrlen)}, bind(2). */
    static int bind(int sockfd, long addr, int addrlen) {
        return (int) BIND.call(sockfd, addr, addrlen);
    }

    /**
     * {@code int connect(int sockfd, const struct sockaddr *addr, socklen_t addrlen)}, connect(2). Unix sockets may
     * repeat it.
     */
    static int connect(int sockfd, long addr, int addrlen) {
        return (int) CONNECT.callThroughSignals(sockfd, addr, addrlen, 0);
    }

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

    /** {@code int getsockopt(int sockfd, int level, int optname, void *optval, socklen_t *optlen)}, getsockopt(2). */
    static int getsockopt(int sockfd, int level, int optname, long optval, long optlen) {
        return (int) GETSOCKOPT.call(sockfd, level, optname, optval, optlen);
    }

    /** {@code int listen(int sockfd, int backlog)}, listen(2). */
    static int listen(int sockfd, int backlog) {
        return (int) LISTEN.call(sockfd, backlog);
    }

    /**
     * {@code int ppoll(struct pollfd *fds, nfds_t nfds, const struct timespec *tmo_p, const sigset_t *sigmask)},
     * ppoll(2).
     */
    static int ppoll(long fds, long nfds, long timeout, long sigmask) {
        return (int) PPOLL.call(fds, nfds, timeout, sigmask);
    }

    /** {@code ssize_t send(int sockfd, const void *buf, size_t len, int flags)}, send(2). */
    static long send(int sockfd, long buf, long len, int flags) {
        return SEND.callThroughSignals(sockfd, buf, len, flags);
    }

    /**
     * {@code int setsockopt(int sockfd, int level, int optname, const void *optval, socklen_t optlen)}, getsockopt(2).
     */
    static int setsockopt(int sockfd, int level, int optname, long optval, int optlen) {
        return (int) SETSOCKOPT.call(sockfd, level, optname, optval, optlen);
    }

    /** {@code int shutdown(int sockfd, int how)}, shutdown(2). */
    static int shutdown(int sockfd, int how) {
        return (int) SHUTDOWN.call(sockfd, how);
    }

    /** {@code int socket(int domain, int type, int protocol)}, socket(2). */
    static int socket(int domain, int type, int protocol) {
        return (int) SOCKET.call(domain, type, protocol);
    }

    /** {@code int socketpair(int domain, int type, int protocol, int sv[2])}, socketpair(2). */
    static int socketpair(int domain, int type, int protocol, long sv) {
        return (int) SOCKETPAIR.call(domain, type, protocol, sv);
    }
}
