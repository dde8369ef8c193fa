package zdaemon.eventlog.format;

/**
 * One message with its circumstances.
 *
 * @param wallNanos    when it was logged: nanoseconds since 1970
 * @param level        its level, see {@link LogLevel}
 * @param message      the text
 * @param process      process id of the manager
 * @param startedNanos when the manager's log was opened: nanoseconds since 1970; the field {@code relativeCreated}
 *                     counts from there
 */
public record LogRecord(long wallNanos, int level, String message, int process, long startedNanos) {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    /** Whole seconds since 1970, rounded down. */
    public long epochSecond() {
        return Math.floorDiv(wallNanos, NANOS_PER_SECOND);
    }

    /** Seconds since 1970 with a fraction: the field {@code created}. */
    double created() {
        return wallNanos / 1e9;
    }

    /** The millisecond within the second, a whole number: the field {@code msecs}. */
    double milliseconds() {
        return Math.floor(Math.floorMod(wallNanos, NANOS_PER_SECOND) / 1e6);
    }

    /** Milliseconds since the log was opened: the field {@code relativeCreated}. */
    double relativeCreated() {
        return (wallNanos - startedNanos) / 1e6;
    }
}
