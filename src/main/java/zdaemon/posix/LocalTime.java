package zdaemon.posix;

/**
 * A moment as the clock on the wall shows it, {@code struct tm} of localtime(3).
 *
 * @param epochSecond the moment: seconds since 1970
 * @param year for example 2026
 * @param month 1 to 12
 * @param day 1 to 31
 * @param hour 0 to 23
 * @param minute 0 to 59
 * @param second 0 to 60
 * @param weekday 0 (Sunday) to 6
 * @param yearDay 0 (1 January) to 365
 * @param daylightSaving whether daylight saving time is in force
 * @param offset seconds east of Greenwich
 * @param zone abbreviation of the time zone, {@code CET}
 */
public record LocalTime(long epochSecond, int year, int month, int day, int hour, int minute, int second, int weekday,
        int yearDay, boolean daylightSaving, int offset, String zone) {
    private static final int BASE_YEAR = 1900;

    /**
     * Local time at a moment, by {@code TZ} or the system's zone as it was when this process first asked:
     * localtime_r(3). libc's table of zones is the one that everything else on the machine uses; java.time brings its
     * own, 100 KB of it.
     *
     * @param epochSecond seconds since 1970
     */
    public static LocalTime at(long epochSecond) {
        try (Buffer time = Buffer.allocate(Long.BYTES); Buffer tm = Buffer.allocate(LibcTime.TM_SIZE)) {
            time.putLong(0, epochSecond);
            if (LibcTime.localtime_r(time.address(), tm.address()) == 0) {
                throw new IllegalArgumentException("no year that fits: " + epochSecond);
            }
            return new LocalTime(epochSecond,
                    tm.getInt(LibcTime.TM_YEAR) + BASE_YEAR,
                    tm.getInt(LibcTime.TM_MON) + 1,
                    tm.getInt(LibcTime.TM_MDAY),
                    tm.getInt(LibcTime.TM_HOUR),
                    tm.getInt(LibcTime.TM_MIN),
                    tm.getInt(LibcTime.TM_SEC),
                    tm.getInt(LibcTime.TM_WDAY),
                    tm.getInt(LibcTime.TM_YDAY),
                    tm.getInt(LibcTime.TM_ISDST) > 0,
                    (int) tm.getLong(LibcTime.TM_GMTOFF),
                    Foreign.textAt(tm.getLong(LibcTime.TM_ZONE)));
        }
    }
}
