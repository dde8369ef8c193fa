package zdaemon.eventlog;

import zdaemon.eventlog.format.Formatter.Zone;
import zdaemon.eventlog.format.Strftime;
import zdaemon.posix.LocalTime;
import zdaemon.spec.Handler.Rotation;

/**
 * When a log file that is rotated by time ends, and what it is called then: as in Python's TimedRotatingFileHandler.
 * Times are seconds since 1970.
 */
final class Rollover {
    private static final int MINUTE = 60;
    private static final int HOUR = 60 * MINUTE;
    private static final int DAY = 24 * HOUR;
    private static final int WEEK = 7 * DAY;
    private static final String SECONDS_PATTERN = "%Y-%m-%d_%H-%M-%S";

    private final Rotation.When when;
    private final long interval;
    private final Zone zone;

    Rollover(Rotation.When when, int interval, Zone zone) {
        this.when = when;
        this.interval = (long) unit(when) * interval;
        this.zone = zone;
    }

    private static int unit(Rotation.When when) {
        return switch (when) {
            case S -> 1;
            case M -> MINUTE;
            case H -> HOUR;
            case D, MIDNIGHT -> DAY;
            case W0, W1, W2, W3, W4, W5, W6 -> WEEK;
        };
    }

    /** The end of a file that was begun, or last written, at a moment. */
    long after(long moment) {
        return switch (when) {
            case S, M, H, D -> moment + interval;
            case MIDNIGHT -> midnight(moment, interval / DAY - 1);
            case W0, W1, W2, W3, W4, W5, W6 -> midnight(moment, daysLeft(moment) + (interval / WEEK - 1) * 7);
        };
    }

    /** Days after today until the day whose end counts; none when that is today. */
    private long daysLeft(long moment) {
        int today = (zone.at(moment).weekday() + 6) % 7;
        int wanted = when.ordinal() - Rotation.When.W0.ordinal();
        return Math.floorMod(wanted - today, 7);
    }

    /** The end of the day that is so many days after a moment, on the local clock, whatever daylight saving does. */
    private long midnight(long moment, long days) {
        LocalTime time = zone.at(moment);
        long elapsed = (long) time.hour() * HOUR + (long) time.minute() * MINUTE + time.second();
        long naive = moment - elapsed + (days + 1) * DAY;
        long exact = naive + time.offset() - zone.at(naive).offset();
        // Where clocks change at midnight itself there may be no such time; then the change is as good.
        return zone.at(exact).offset() == zone.at(naive).offset() ? exact : Math.max(naive, exact);
    }

    /**
     * What is put behind a file's name when it ends: the time that its interval began, with as many digits as the unit
     * needs.
     *
     * @param end the end that was due
     * @param now the actual time, whose daylight saving counts
     */
    String suffix(long end, long now) {
        long begin = end - interval;
        boolean saving = zone.at(now).daylightSaving();
        if (saving != zone.at(begin).daylightSaving()) {
            begin += saving ? HOUR : -HOUR;
        }
        return Strftime.format(pattern(), zone.at(begin));
    }

    private String pattern() {
        return switch (when) {
            case S -> SECONDS_PATTERN;
            case M -> "%Y-%m-%d_%H-%M";
            case H -> "%Y-%m-%d_%H";
            case D, MIDNIGHT, W0, W1, W2, W3, W4, W5, W6 -> "%Y-%m-%d";
        };
    }

    /** Whether the text looks like one of {@link #suffix}, perhaps with an ending behind it that a compressor added. */
    boolean isSuffix(String text) {
        int dot = text.indexOf('.');
        String date = dot < 0 ? text : text.substring(0, dot);
        String model = Strftime.format(pattern(), zone.at(0));
        if (date.length() != model.length()) {
            return false;
        }
        for (int i = 0; i < date.length(); i++) {
            boolean digit = date.charAt(i) >= '0' && date.charAt(i) <= '9';
            boolean digitWanted = model.charAt(i) >= '0' && model.charAt(i) <= '9';
            if (digit != digitWanted || (!digit && date.charAt(i) != model.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
