package zdaemon.posix;

import zdaemon.bindings.libc;

/** {@code time.h}. */
final class LibcTime {
    private static final Function CLOCK_GETTIME = new Function("clock_gettime");

    private LibcTime() {}

    /** {@code int clock_gettime(clockid_t clockid, struct timespec *tp)}, clock_gettime(2). */
    static int clock_gettime(int clockid, long tp) {
        return (int) CLOCK_GETTIME.call(clockid, tp);
    }

    static long realtimeNanos() {
        try (Buffer time = Buffer.allocate(Layout.TIMESPEC_SIZE)) {
            clock_gettime(libc.CLOCK_REALTIME(), time.address());
            return time.getLong(Layout.TIMESPEC_SEC) * 1_000_000_000L + time.getLong(Layout.TIMESPEC_NSEC);
        }
    }
}
