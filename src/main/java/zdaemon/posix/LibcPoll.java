package zdaemon.posix;

/** {@code poll.h}. */
final class LibcPoll {
    private static final Function PPOLL = new Function("ppoll");

    private LibcPoll() {}

    /**
     * {@code int ppoll(struct pollfd *fds, nfds_t nfds, const struct timespec *tmo_p, const sigset_t *sigmask)},
     * ppoll(2).
     */
    static int ppoll(long fds, long nfds, long timeout, long sigmask) {
        return (int) PPOLL.call(fds, nfds, timeout, sigmask);
    }
}
