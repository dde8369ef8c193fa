package zdaemon.posix;

import zdaemon.bindings.libc;

/**
 * A set of descriptors in the kernel, any of which can be waited for, epoll(7), level-triggered. What is registered under
 * a token stays so until it is removed, or the last descriptor of that open file is closed, by whomever.
 */
public final class Epoll implements AutoCloseable {
    /** Ready to be read; also a wish for that. */
    public static final int READABLE = 1;
    /** Ready to be written; also a wish for that. */
    public static final int WRITABLE = 2;

    /** How many ready descriptors one wait can tell; the others are told by the next. */
    public static final int MOST = 64;

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final Fd fd;
    private final Buffer timeout = Buffer.allocate(Layout.TIMESPEC_SIZE);
    private final Buffer change = Buffer.allocate(Layout.EPOLL_EVENT_SIZE);
    private final Buffer events = Buffer.allocate(MOST * Layout.EPOLL_EVENT_SIZE);
    private final Buffer own = Buffer.allocate(Layout.POLLFD_SIZE);
    private boolean isExact = LibcSockets.EPOLL_PWAIT2.exists();

    /**
     * An empty set.
     *
     * @throws PosixException EMFILE, ENFILE, ENOMEM
     */
    public Epoll() throws PosixException {
        int number = LibcSockets.epoll_create1(libc.EPOLL_CLOEXEC());
        if (number < 0) {
            throw PosixException.on("epoll_create1", "");
        }
        fd = Fd.of(number);
    }

    /** As on a kernel without epoll_pwait2(2). */
    void forgetExactness() {
        isExact = false;
    }

    /**
     * Registers a descriptor. Errors and hang-ups are told whatever the wish.
     *
     * @param wish a sum of {@link #READABLE} and {@link #WRITABLE}, perhaps 0
     * @throws PosixException EPERM for a regular file or folder, EEXIST, ENOMEM, ENOSPC (max_user_watches)
     */
    public void add(Fd descriptor, int wish, long token) throws PosixException {
        control(libc.EPOLL_CTL_ADD(), descriptor, wish, token);
    }

    /** Changes what a registered descriptor is watched for. */
    public void modify(Fd descriptor, int wish, long token) throws PosixException {
        control(libc.EPOLL_CTL_MOD(), descriptor, wish, token);
    }

    /** Takes a descriptor out, which is still open. */
    public void remove(Fd descriptor) throws PosixException {
        control(libc.EPOLL_CTL_DEL(), descriptor, 0, 0);
    }

    private void control(int operation, Fd descriptor, int wish, long token) throws PosixException {
        int wished = ((wish & READABLE) != 0 ? libc.EPOLLIN() : 0) | ((wish & WRITABLE) != 0 ? libc.EPOLLOUT() : 0);
        change.putInt(0, wished).putLong(Layout.EPOLL_EVENT_DATA, token);
        if (LibcSockets.epoll_ctl(fd.number(), operation, descriptor.number(), change.address()) < 0) {
            throw PosixException.on("epoll_ctl", descriptor.toString());
        }
    }

    /**
     * Waits until something is ready, a signal interrupts, or the time is over.
     *
     * @param timeoutNanos how long at most, in nanoseconds; without limit when negative
     * @return how many are ready; 0 after a signal
     * @throws PosixException EBADF once closed
     */
    public int await(long timeoutNanos) throws PosixException {
        long limit = 0;
        if (timeoutNanos >= 0) {
            timeout.putLong(Layout.TIMESPEC_SEC, timeoutNanos / NANOS_PER_SECOND);
            timeout.putLong(Layout.TIMESPEC_NSEC, timeoutNanos % NANOS_PER_SECOND);
            limit = timeout.address();
        }
        if (isExact) {
            int ready = LibcSockets.epoll_pwait2(fd.number(), events.address(), MOST, limit, 0);
            if (ready >= 0 || Function.errnoNumber() != libc.ENOSYS()) {
                return zeroWhenInterrupted("epoll_pwait2", ready);
            }
            isExact = false;
        }
        // An older kernel knows milliseconds only; but the set itself can be waited for.
        own.putInt(Layout.POLLFD_FD, fd.number()).putShort(Layout.POLLFD_EVENTS, libc.POLLIN());
        if (zeroWhenInterrupted("ppoll", LibcSockets.ppoll(own.address(), 1, limit, 0)) == 0) {
            return 0;
        }
        return zeroWhenInterrupted("epoll_wait", LibcSockets.epoll_wait(fd.number(), events.address(), MOST, 0));
    }

    private static int zeroWhenInterrupted(String call, int ready) throws PosixException {
        if (ready < 0 && Function.errnoNumber() != libc.EINTR()) {
            throw PosixException.on(call, "");
        }
        return Math.max(0, ready);
    }

    /** The token of the i-th that the last wait found ready. */
    public long token(int i) {
        return events.getLong(i * Layout.EPOLL_EVENT_SIZE + Layout.EPOLL_EVENT_DATA);
    }

    /** What the i-th is ready for. An error or a hang-up counts as both: reading or writing tells which. */
    public int ready(int i) {
        int found = events.getInt(i * Layout.EPOLL_EVENT_SIZE);
        int trouble = (found & (libc.EPOLLHUP() | libc.EPOLLERR())) != 0 ? READABLE | WRITABLE : 0;
        return trouble | ((found & libc.EPOLLIN()) != 0 ? READABLE : 0) | ((found & libc.EPOLLOUT()) != 0 ? WRITABLE : 0);
    }

    /** Empties the set; its members stay open. */
    @Override
    public void close() {
        fd.close();
        timeout.close();
        change.close();
        events.close();
        own.close();
    }
}
