package zdaemon.control;

import zdaemon.loop.Selector;
import zdaemon.posix.Clock;
import zdaemon.posix.Epoll;
import zdaemon.posix.Fd;
import zdaemon.posix.PosixException;

/** The real kernel, which is never waited for, and a clock that a test moves. */
final class MovedClock implements Selector {
    private final Epoll epoll = new Epoll();
    private long ahead;
    private boolean isIdle;

    MovedClock() throws PosixException {}

    void move(long nanos) {
        ahead += nanos;
    }

    /** Whether the last wait would have been a long one. */
    boolean isIdle() {
        return isIdle;
    }

    @Override
    public long now() {
        return Clock.monotonicNanos() + ahead;
    }

    @Override
    public int await(long timeoutNanos) throws PosixException {
        int count = epoll.await(0);
        isIdle = count == 0 && timeoutNanos != 0;
        return count;
    }

    @Override
    public void add(Fd descriptor, int wish, long token) throws PosixException {
        epoll.add(descriptor, wish, token);
    }

    @Override
    public void modify(Fd descriptor, int wish, long token) throws PosixException {
        epoll.modify(descriptor, wish, token);
    }

    @Override
    public void remove(Fd descriptor) throws PosixException {
        epoll.remove(descriptor);
    }

    @Override
    public void clear() {
        throw new UnsupportedOperationException();
    }

    @Override
    public long token(int i) {
        return epoll.token(i);
    }

    @Override
    public int ready(int i) {
        return epoll.ready(i);
    }

    @Override
    public void close() {
        epoll.close();
    }
}
