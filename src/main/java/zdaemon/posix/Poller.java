package zdaemon.posix;

import java.util.Arrays;
import zdaemon.bindings.libc;

/**
 * Waits for any of a few descriptors, ppoll(2), level-triggered; for many there is {@code zdaemon.loop}. A descriptor is
 * taken out with {@link #remove} before it is closed.
 */
public final class Poller implements AutoCloseable {
    private static final int CAPACITY = 16;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final Buffer timeout = Buffer.allocate(Layout.TIMESPEC_SIZE);
    // Entry i of the table is watched[i]'s; the first count entries are in use.
    private Buffer table = Buffer.allocate(CAPACITY * Layout.POLLFD_SIZE);
    private Fd[] watched = new Fd[CAPACITY];
    private int count;

    private Poller() {}

    /** {@return one that watches nothing yet} */
    public static Poller create() {
        return new Poller();
    }

    /** Watches a descriptor, or changes what for. With neither, only errors and hang-ups wake the poll. */
    public void set(Fd fd, boolean readable, boolean writable) {
        int i = indexOf(fd);
        if (i == count) {
            if (count == watched.length) {
                grow();
            }
            watched[count++] = fd;
        }
        int events = (readable ? libc.POLLIN() : 0) | (writable ? libc.POLLOUT() : 0);
        int at = i * Layout.POLLFD_SIZE;
        table.putInt(at + Layout.POLLFD_FD, fd.number()).putShort(at + Layout.POLLFD_EVENTS, events)
                .putShort(at + Layout.POLLFD_REVENTS, 0);
    }

    private void grow() {
        int size = count * Layout.POLLFD_SIZE;
        Buffer larger = Buffer.allocate(2 * size);
        larger.put(table.get(0, size), 0, size);
        table.close();
        table = larger;
        watched = Arrays.copyOf(watched, 2 * count);
    }

    /** Watches a descriptor no longer; nothing happens when it was not watched. */
    public void remove(Fd fd) {
        int i = indexOf(fd);
        if (i < count) {
            count--;
            table.putLong(i * Layout.POLLFD_SIZE, table.getLong(count * Layout.POLLFD_SIZE));
            watched[i] = watched[count];
            watched[count] = null;
        }
    }

    private int indexOf(Fd fd) {
        int i = 0;
        while (i < count && watched[i] != fd) {
            i++;
        }
        return i;
    }

    /**
     * Waits until a descriptor is ready, a signal interrupts, or the time is over.
     *
     * @param timeoutNanos how long at most, in nanoseconds; without limit when negative
     * @return how many descriptors are ready; 0 after a signal
     * @throws PosixException EINVAL when there are more than the process may have open, ENOMEM
     */
    public int poll(long timeoutNanos) throws PosixException {
        long limit = 0;
        if (timeoutNanos >= 0) {
            timeout.putLong(Layout.TIMESPEC_SEC, timeoutNanos / NANOS_PER_SECOND);
            timeout.putLong(Layout.TIMESPEC_NSEC, timeoutNanos % NANOS_PER_SECOND);
            limit = timeout.address();
        }
        int ready = LibcSockets.ppoll(table.address(), count, limit, 0);
        if (ready < 0) {
            // The kernel leaves the last poll's answers in place when it fails; they are no answers to this one.
            for (int i = 0; i < count; i++) {
                table.putShort(i * Layout.POLLFD_SIZE + Layout.POLLFD_REVENTS, 0);
            }
            if (Function.errnoNumber() != libc.EINTR()) {
                throw PosixException.on("ppoll", "");
            }
            return 0;
        }
        return ready;
    }

    /**
     * Whether the last poll found something to read. An end of file, a hang-up or an error counts: reading tells which.
     *
     * @return false also when it is not watched
     */
    public boolean readable(Fd fd) {
        return has(fd, libc.POLLIN() | libc.POLLHUP() | libc.POLLERR() | libc.POLLNVAL());
    }

    /**
     * Whether the last poll found room to write. A hang-up or an error counts: writing tells which.
     *
     * @return false also when it is not watched
     */
    public boolean writable(Fd fd) {
        return has(fd, libc.POLLOUT() | libc.POLLHUP() | libc.POLLERR() | libc.POLLNVAL());
    }

    private boolean has(Fd fd, int events) {
        int i = indexOf(fd);
        return i < count && (table.getShort(i * Layout.POLLFD_SIZE + Layout.POLLFD_REVENTS) & events) != 0;
    }

    /** Gives the table's memory back; the descriptors stay open. */
    @Override
    public void close() {
        table.close();
        timeout.close();
        count = 0;
    }
}
