package zdaemon.loop;

import zdaemon.posix.Clock;
import zdaemon.posix.Epoll;
import zdaemon.posix.Fd;
import zdaemon.posix.PosixException;

/** The real clock and the real kernel. */
final class EpollSelector implements Selector {
    private Epoll epoll = new Epoll();

    EpollSelector() throws PosixException {}

    @Override
    public long now() {
        return Clock.monotonicNanos();
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
    public void clear() throws PosixException {
        Epoll fresh = new Epoll();
        epoll.close();
        epoll = fresh;
    }

    @Override
    public int await(long timeoutNanos) throws PosixException {
        return epoll.await(timeoutNanos);
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
