package zdaemon.posix;

import java.util.Arrays;
import zdaemon.bindings.libc;

/**
 * Waits for any of a changing set of descriptors, ppoll(2), level-triggered. A descriptor is taken out with {@link
 * #remove} before it is closed.
 */
public final class Poller implements AutoCloseable {
    private static final int FIRST_CAPACITY = 16;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final Buffer timeout = Buffer.allocate(Layout.TIMESPEC_SIZE);
    // Slot i of the table is watched[i]'s; the first count slots are in use.
    private Buffer table = Buffer.allocate(FIRST_CAPACITY * Layout.POLLFD_SIZE);
    private Fd[] watched = new Fd[FIRST_CAPACITY];
    // Where a descriptor was put, by its number; true only if that slot says the same, since numbers are used again.
    private int[] slots = new int[FIRST_CAPACITY];
    private int count;

    private Poller() {}

    /** Makes a poller. */
    public static Poller create() {
        return new Poller();
    }

    /** Watches a descriptor, or changes what for. With neither, only errors and hang-ups wake the poll. */
    public void set(Fd fd, boolean readable, boolean writable) {
        int slot = slotOf(fd);
        if (slot < 0) {
            slot = add(fd);
        }
        int events = (readable ? libc.POLLIN() : 0) | (writable ? libc.POLLOUT() : 0);
        table.putShort(slot * Layout.POLLFD_SIZE + Layout.POLLFD_EVENTS, events);
    }

    private int add(Fd fd) {
        if (count == watched.length) {
            grow();
        }
        int at = count * Layout.POLLFD_SIZE;
        table.putLong(at, 0).putInt(at + Layout.POLLFD_FD, fd.number());
        put(fd, count);
        return count++;
    }

    private void put(Fd fd, int slot) {
        watched[slot] = fd;
        int number = fd.number();
        if (number >= slots.length) {
            slots = Arrays.copyOf(slots, Math.max(number + 1, 2 * slots.length));
        }
        if (number >= 0) {
            slots[number] = slot;
        }
    }

    private void grow() {
        Buffer larger = Buffer.allocate(2 * count * Layout.POLLFD_SIZE);
        larger.put(table.get(0, count * Layout.POLLFD_SIZE), 0, count * Layout.POLLFD_SIZE);
        table.close();
        table = larger;
        watched = Arrays.copyOf(watched, 2 * count);
    }

    /** Watches a descriptor no longer; nothing happens when it was not watched. */
    public void remove(Fd fd) {
        int slot = slotOf(fd);
        if (slot >= 0) {
            count--;
            table.putLong(slot * Layout.POLLFD_SIZE, table.getLong(count * Layout.POLLFD_SIZE));
            put(watched[count], slot);
            watched[count] = null;
        }
    }

    private int slotOf(Fd fd) {
        int number = fd.number();
        int slot = number >= 0 && number < slots.length ? slots[number] : count;
        if (slot < count && watched[slot] == fd) {
            return slot;
        }
        for (int i = 0; i < count; i++) {
            if (watched[i] == fd) {
                return i;
            }
        }
        return -1;
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
        int slot = slotOf(fd);
        return slot >= 0 && (table.getShort(slot * Layout.POLLFD_SIZE + Layout.POLLFD_REVENTS) & events) != 0;
    }

    /** Gives the table's memory back; the descriptors stay open. */
    @Override
    public void close() {
        table.close();
        timeout.close();
        count = 0;
    }
}
