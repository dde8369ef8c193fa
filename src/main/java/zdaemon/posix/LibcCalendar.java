package zdaemon.posix;

/** {@code time.h}: local time, and where the fields of {@code struct tm} lie. */
final class LibcCalendar {
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

    private static final Function LOCALTIME_R = new Function("localtime_r");

    private LibcCalendar() {}

    /** {@code struct tm *localtime_r(const time_t *timep, struct tm *result)}, localtime(3). NULL when it fails. */
    static long localtime_r(long timep, long result) {
        return LOCALTIME_R.call(timep, result);
    }
}
