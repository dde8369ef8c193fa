package zdaemon.posix;

import zdaemon.bindings.libc;

/** {@code time.h}, {@code errno.h}, {@code string.h}: clocks, local time, and errno in words. */
final class LibcTime {
    static final int TM_SIZE = 56;
    static final int TM_SEC = 0;
    static final int TM_MIN = 4;
    static final int TM_HOUR = 8;
    static final int TM_MDAY = 12;
    static final int TM_MON = 16;
    static final int TM_YEAR = 20;
    static final int TM_WDAY = 24;
    static final int TM_YDAY = 28;
    static final int TM_ISDST = 32;
    static final int TM_GMTOFF = 40;
    static final int TM_ZONE = 48;

    private static final Function ERRNO_LOCATION = new Function("__errno_location");
    private static final Function CLOCK_GETTIME = new Function("clock_gettime");
    private static final Function LOCALTIME_R = new Function("localtime_r");
    private static final Function STRERROR = new Function("strerror");
    private static final Function STRERRORDESC_NP = new Function("strerrordesc_np");
    private static final Function STRERRORNAME_NP = new Function("strerrorname_np");

    private LibcTime() {}

    /** {@code int *__errno_location(void)}: what the macro errno expands to, errno(3). */
    static long __errno_location() {
        return ERRNO_LOCATION.call();
    }

    static long boottimeNanos() {
        return nanos(libc.CLOCK_BOOTTIME());
    }

    /** {@code int clock_gettime(clockid_t clockid, struct timespec *tp)}, clock_gettime(2). */
    static int clock_gettime(int clockid, long tp) {
        return (int) CLOCK_GETTIME.call(clockid, tp);
    }

    /** {@code struct tm *localtime_r(const time_t *timep, struct tm *result)}, localtime(3). NULL when it fails. */
    static long localtime_r(long timep, long result) {
        return LOCALTIME_R.call(timep, result);
    }

    private static long nanos(int clockid) {
        Buffer time = Buffer.scratch();
        clock_gettime(clockid, time.address());
        return time.getLong(Layout.TIMESPEC_SEC) * 1_000_000_000L + time.getLong(Layout.TIMESPEC_NSEC);
    }

    static long realtimeNanos() {
        return nanos(libc.CLOCK_REALTIME());
    }

    /** {@code char *strerror(int errnum)}, strerror(3). */
    static long strerror(int errnum) {
        return STRERROR.call(errnum);
    }

    /** {@code const char *strerrordesc_np(int errnum)}, strerror(3): never translated; NULL for an unknown number. */
    static long strerrordesc_np(int errnum) {
        return STRERRORDESC_NP.call(errnum);
    }

    /** {@code const char *strerrorname_np(int errnum)}, strerror(3): NULL for an unknown number. */
    static long strerrorname_np(int errnum) {
        return STRERRORNAME_NP.call(errnum);
    }

    static String symbol(int errnum) {
        long name = STRERRORNAME_NP.exists() ? strerrorname_np(errnum) : 0;
        return name == 0 ? "errno " + errnum : Foreign.textAt(name);
    }

    static String text(int errnum) {
        // glibc has the untranslated text since 2.32; an older one gives the locale's, which beats none.
        long text = STRERRORDESC_NP.exists() ? strerrordesc_np(errnum) : strerror(errnum);
        return text == 0 ? "Unknown error " + errnum : Foreign.textAt(text);
    }
}
