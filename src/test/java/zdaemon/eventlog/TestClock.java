package zdaemon.eventlog;

import zdaemon.eventlog.delivery.Complaints.LogClock;

/** A clock that a test moves. */
public final class TestClock implements LogClock {
    public static final long SECOND = 1_000_000_000L;

    private long wall = 1_700_000_000L * SECOND;
    private long monotonic = -5 * SECOND;

    public void advance(long seconds) {
        wall += seconds * SECOND;
        monotonic += seconds * SECOND;
    }

    @Override
    public long wallNanos() {
        return wall;
    }

    @Override
    public long monotonicNanos() {
        return monotonic;
    }
}
