package zdaemon.eventlog.delivery;

import zdaemon.posix.Clock;

import zdaemon.posix.NativeString;

/** Says on standard error, which is the transcript, that logging does not work: once a minute at most. */
public final class Complaints {
    private static final long INTERVAL_NANOS = 60_000_000_000L;

    private final StandardStream stream;
    private final LogClock clock;
    private boolean complained;
    private long last;

    public Complaints(StandardStream stream, LogClock clock) {
        this.stream = stream;
        this.clock = clock;
    }

    /** Whether a complaint made now would be shown. */
    boolean allowed() {
        return !complained || clock.monotonicNanos() - last >= INTERVAL_NANOS;
    }

    /** The agent has complained in our place. */
    void made() {
        complained = true;
        last = clock.monotonicNanos();
    }

    /** Complains, unless that was done less than a minute ago. */
    public void add(String text) {
        if (allowed()) {
            made();
            stream.write(NativeString.encode("zdaemon: event log: " + text + "\n"));
        }
    }

    /** The two clocks of {@link Clock}, or in tests one that stands still. */
    public interface LogClock {
        /** Nanoseconds since 1970. */
        long wallNanos();

        /** Nanoseconds for deadlines. */
        long monotonicNanos();

        /** The system's clocks. */
        enum SystemClock implements LogClock {
            /** The one there is. */
            REAL;

            @Override
            public long wallNanos() {
                return Clock.wallNanos();
            }

            @Override
            public long monotonicNanos() {
                return Clock.monotonicNanos();
            }
        }
    }
}
