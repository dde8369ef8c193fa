package zdaemon.eventlog.delivery;

import zdaemon.posix.Clock;

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
