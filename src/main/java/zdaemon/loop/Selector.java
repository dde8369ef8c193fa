package zdaemon.loop;

import zdaemon.posix.Epoll;
import zdaemon.posix.Fd;
import zdaemon.posix.PosixException;

/** The clock, and waiting for descriptors: all that the loop needs of the kernel. Tests have another one. */
public interface Selector extends AutoCloseable {
    /** Something to read, an error or a hang-up. */
    int READABLE = 1;
    /** Room to write, an error or a hang-up. */
    int WRITABLE = 2;
    /** How many descriptors one wait can tell of. */
    int MOST = Epoll.MOST;

    /** Monotonic nanoseconds. */
    long now();

    /** Registers a descriptor, for a sum of the two, perhaps 0: errors and hang-ups are told whatever the wish. */
    void add(Fd descriptor, int wish, long token) throws PosixException;

    /** Changes the wish of a registered descriptor. */
    void modify(Fd descriptor, int wish, long token) throws PosixException;

    /** Takes a descriptor out that is still open. */
    void remove(Fd descriptor) throws PosixException;

    /** Forgets all that is registered, also what was closed elsewhere and a copy keeps alive. */
    void clear() throws PosixException;

    /**
     * Waits.
     *
     * @param timeoutNanos how long at most, in nanoseconds; without limit when negative
     * @return how many descriptors are ready; when {@link #MOST}, perhaps not all that are
     */
    int await(long timeoutNanos) throws PosixException;

    /** The token of the i-th that is ready. */
    long token(int i);

    /** What the i-th is ready for. */
    int ready(int i);

    @Override
    void close();
}
