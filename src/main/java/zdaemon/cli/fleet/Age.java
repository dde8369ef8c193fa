package zdaemon.cli.fleet;

/** How long something has lasted, or how long ago it was, in words. Times are in microseconds. */
final class Age {
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private Age() {
    }

    /** {@code 3d 4h}, {@code 5h 12m}, {@code 2m 10s}, {@code 7s}: the two largest units. What has not begun is {@code 0s}. */
    static String shortly(long micros) {
        long seconds = seconds(micros);
        if (seconds >= DAY) {
            return seconds / DAY + "d " + seconds % DAY / HOUR + "h";
        }
        if (seconds >= HOUR) {
            return seconds / HOUR + "h " + seconds % HOUR / MINUTE + "m";
        }
        return seconds >= MINUTE ? seconds / MINUTE + "m " + seconds % MINUTE + "s" : seconds + "s";
    }

    /** {@code 3 days ago}, {@code 1 minute ago}, {@code just now}: the largest unit. */
    static String ago(long micros) {
        long seconds = seconds(micros);
        if (seconds == 0) {
            return "just now";
        }
        if (seconds >= DAY) {
            return counted(seconds / DAY, "day");
        }
        if (seconds >= HOUR) {
            return counted(seconds / HOUR, "hour");
        }
        return seconds >= MINUTE ? counted(seconds / MINUTE, "minute") : counted(seconds, "second");
    }

    /** {@code in 3 s}, rounded up: what is still to come is not said to be there. */
    static String in(long micros) {
        long seconds = Math.max(0, micros / MICROS_PER_SECOND + (micros > 0 && micros % MICROS_PER_SECOND > 0 ? 1 : 0));
        return "in " + seconds + " s";
    }

    /** A clock that was set back makes it negative. */
    private static long seconds(long micros) {
        return Math.max(0, micros / MICROS_PER_SECOND);
    }

    private static String counted(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s") + " ago";
    }
}
