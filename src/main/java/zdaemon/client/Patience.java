package zdaemon.client;

import java.util.Optional;
import zdaemon.posix.Clock;
import zdaemon.posix.Fd;
import zdaemon.posix.Poller;
import zdaemon.posix.PosixException;
import zdaemon.posix.SignalFd;

/**
 * How long a client waits, the sign of life that it gives each second meanwhile, and the signal that may cut the wait
 * short. The wait itself is for a descriptor; the seconds are for the eye only (behaviour §2).
 */
public final class Patience implements AutoCloseable {
    private static final long SECOND = 1_000_000_000L;
    private static final long WITHOUT_END = Long.MAX_VALUE;

    /** Told of each second that passes. */
    public interface Ticker {
        /** Another second has passed. */
        void second();
    }

    /** Why a wait ended. */
    public enum Wake {
        /** The descriptor has something, or takes something. */
        READY,
        /** A second passed; only {@link #untilTick} says so. */
        TICK,
        /** There is no more time. */
        TIME_UP,
        /** The user interrupted. */
        INTERRUPTED
    }

    private final Poller poller;
    private final Optional<Ticker> ticker;
    private final Optional<SignalFd> interrupts;
    private final long start = Clock.monotonicNanos();
    private final long limit;
    private long deadline;
    private long ticks;

    private Patience(long limit, Optional<Ticker> ticker, Optional<SignalFd> interrupts) throws PosixException {
        this.poller = Poller.create();
        this.ticker = ticker;
        this.interrupts = interrupts;
        this.limit = limit;
        this.deadline = limit;
        if (interrupts.isPresent()) {
            poller.set(interrupts.get().fd(), true, false);
        }
    }

    /**
     * A silent wait that nothing interrupts.
     *
     * @throws PosixException when there is no memory or descriptor for it
     */
    public static Patience silent(int seconds) throws PosixException {
        return new Patience(seconds * SECOND, Optional.empty(), Optional.empty());
    }

    /**
     * A wait with a limit.
     *
     * @throws PosixException when there is no memory or descriptor for it
     */
    public static Patience upTo(long seconds, Ticker ticker, Optional<SignalFd> interrupts) throws PosixException {
        return new Patience(seconds * SECOND, Optional.of(ticker), interrupts);
    }

    /**
     * A wait without a limit.
     *
     * @throws PosixException when there is no memory or descriptor for it
     */
    public static Patience endless(Ticker ticker, Optional<SignalFd> interrupts) throws PosixException {
        return new Patience(WITHOUT_END, Optional.of(ticker), interrupts);
    }

    /**
     * A silent wait without a limit, which costs nothing while nothing happens.
     *
     * @throws PosixException when there is no memory or descriptor for it
     */
    public static Patience untilInterrupted(Optional<SignalFd> interrupts) throws PosixException {
        return new Patience(WITHOUT_END, Optional.empty(), interrupts);
    }

    /** What was waited for has come a step nearer: from now on there is as much time as at first. */
    public void renew() {
        if (limit != WITHOUT_END) {
            deadline = Clock.monotonicNanos() - start + limit;
        }
    }

    /**
     * Waits until bytes, or the end, can be read.
     *
     * @return never {@link Wake#TICK}
     * @throws PosixException when polling fails
     */
    public Wake untilReadable(Fd fd) throws PosixException {
        return untilReady(fd, true);
    }

    /**
     * Waits until bytes can be written.
     *
     * @return never {@link Wake#TICK}
     * @throws PosixException when polling fails
     */
    public Wake untilWritable(Fd fd) throws PosixException {
        return untilReady(fd, false);
    }

    private Wake untilReady(Fd fd, boolean reading) throws PosixException {
        poller.set(fd, reading, !reading);
        try {
            while (true) {
                Wake wake = poll();
                if (wake == Wake.READY || wake == Wake.TICK) {
                    // A peer that hangs up makes a descriptor readable, whatever was waited for.
                    if (poller.readable(fd) || poller.writable(fd)) {
                        return Wake.READY;
                    }
                } else {
                    return wake;
                }
            }
        } finally {
            poller.remove(fd);
        }
    }

    /**
     * Waits until the next second is over; for waits with a ticker.
     *
     * @return {@link Wake#TICK}, or why there will be no further one
     * @throws PosixException when polling fails
     */
    public Wake untilTick() throws PosixException {
        long before = ticks;
        while (true) {
            Wake wake = poll();
            if (wake == Wake.TIME_UP || wake == Wake.INTERRUPTED) {
                return wake;
            }
            if (ticks > before) {
                return Wake.TICK;
            }
        }
    }

    /** One poll: until something is ready, the second is over, or the time is up; a ready descriptor is never late. */
    private Wake poll() throws PosixException {
        long elapsed = Clock.monotonicNanos() - start;
        long nextTick = ticker.isPresent() ? (ticks + 1) * SECOND : WITHOUT_END;
        int ready = poller.poll(Math.max(0, Math.min(nextTick, deadline) - elapsed));
        if (ready > 0 && interrupts.isPresent() && poller.readable(interrupts.get().fd())
                && interrupts.get().read().isPresent()) {
            return Wake.INTERRUPTED;
        }
        if (ready > 0) {
            return Wake.READY;
        }
        if (elapsed >= deadline) {
            return Wake.TIME_UP;
        }
        if (Clock.monotonicNanos() - start >= nextTick) {
            ticks++;
            ticker.orElseThrow().second();
            return Wake.TICK;
        }
        return Wake.READY;
    }

    /** Gives the poller back; the signals' descriptor stays its owner's. */
    @Override
    public void close() {
        poller.close();
    }
}
