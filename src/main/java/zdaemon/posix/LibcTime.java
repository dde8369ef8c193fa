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
        return nanos(libc.CLOCK_REALTIME());
    }

    static long boottimeNanos() {
        return nanos(libc.CLOCK_BOOTTIME());
    }

    private static long nanos(int clockid) {
        Buffer time = Scratch.ofThread();
        clock_gettime(clockid, time.address());
        return time.getLong(Layout.TIMESPEC_SEC) * 1_000_000_000L + time.getLong(Layout.TIMESPEC_NSEC);
    }
}
