package zdaemon.posix;

/** The two clocks: one for intervals and deadlines, one for dates. */
public final class Clock {
    private Clock() {}

    /**
     * Time that never jumps, for intervals and deadlines.
     *
     * @return nanoseconds since an arbitrary moment
     */
    public static long monotonicNanos() {
        return System.nanoTime();
    }

    /**
     * Time since the machine was started, the time in which it slept included.
     *
     * @return nanoseconds
     */
    public static long bootNanos() {
        return LibcTime.boottimeNanos();
    }

    /** {@return milliseconds since 1970; may jump when the clock is set} */
    public static long wallMillis() {
        return System.currentTimeMillis();
    }

    /**
     * The date, as exactly as the system knows it.
     *
     * @return nanoseconds since 1970; may jump when the clock is set
     */
    public static long wallNanos() {
        return LibcTime.realtimeNanos();
    }
}
