package zdaemon.eventlog.format;

import zdaemon.posix.LocalTime;

/**
 * strftime(3) in the C locale, with glibc's flags {@code _ - 0 + ^ #} and widths. What it does not know it leaves as it
 * is written, as glibc does.
 */
public final class Strftime {
    /** No field is padded to more: a slip in a format must not eat the memory. */
    private static final int MAX_WIDTH = 10_000;

    private static final String[] DAYS =
            {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};
    private static final String[] MONTHS = {"January", "February", "March", "April", "May", "June", "July", "August",
        "September", "October", "November", "December"};

    private final LocalTime time;
    private final StringBuilder out = new StringBuilder();

    private Strftime(LocalTime time) {
        this.time = time;
    }

    /** Writes a time by a pattern. */
    public static String format(String pattern, LocalTime time) {
        Strftime strftime = new Strftime(time);
        int at = 0;
        while (at < pattern.length()) {
            at = pattern.charAt(at) == '%' ? strftime.directive(pattern, at) : strftime.copy(pattern, at, at + 1);
        }
        return strftime.out.toString();
    }

    private int copy(String pattern, int from, int to) {
        out.append(pattern, from, to);
        return to;
    }

    private int directive(String pattern, int percent) {
        int at = percent + 1;
        char pad = 0;
        boolean upper = false;
        boolean swap = false;
        for (; at < pattern.length() && "_-0+^#".indexOf(pattern.charAt(at)) >= 0; at++) {
            switch (pattern.charAt(at)) {
                case '^' -> upper = true;
                case '#' -> swap = true;
                default -> pad = pattern.charAt(at);
            }
        }
        int width = 0;
        for (; at < pattern.length() && isDigit(pattern.charAt(at)) && width <= MAX_WIDTH; at++) {
            width = width * 10 + pattern.charAt(at) - '0';
        }
        if (at < pattern.length() && (pattern.charAt(at) == 'E' || pattern.charAt(at) == 'O')) {
            at++;
        }
        if (at >= pattern.length() || width > MAX_WIDTH) {
            return copy(pattern, percent, Math.min(at, pattern.length()));
        }
        StrftimePiece piece = piece(pattern.charAt(at));
        if (piece == StrftimePiece.UNKNOWN) {
            return copy(pattern, percent, at + 1);
        }
        out.append(piece.written(pad, width, upper, swap));
        return at + 1;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private StrftimePiece piece(char directive) {
        return switch (directive) {
            case 'a' -> StrftimePiece.word(DAYS[time.weekday()].substring(0, 3));
            case 'A' -> StrftimePiece.word(DAYS[time.weekday()]);
            case 'b', 'h' -> StrftimePiece.word(MONTHS[time.month() - 1].substring(0, 3));
            case 'B' -> StrftimePiece.word(MONTHS[time.month() - 1]);
            case 'c' -> compound("%a %b %e %H:%M:%S %Y");
            case 'D', 'x' -> compound("%m/%d/%y");
            case 'F' -> compound("%Y-%m-%d");
            case 'r' -> compound("%I:%M:%S %p");
            case 'R' -> compound("%H:%M");
            case 'T', 'X' -> compound("%H:%M:%S");
            case 'n' -> StrftimePiece.word("\n");
            case 't' -> StrftimePiece.word("\t");
            case '%' -> StrftimePiece.word("%");
            case 'p' -> StrftimePiece.swapping(time.hour() < 12 ? "AM" : "PM");
            case 'P' -> StrftimePiece.word(time.hour() < 12 ? "am" : "pm");
            case 'Z' -> StrftimePiece.swapping(time.zone());
            default -> number(directive);
        };
    }

    private StrftimePiece number(char directive) {
        int hour12 = time.hour() % 12 == 0 ? 12 : time.hour() % 12;
        return switch (directive) {
            case 'C' -> StrftimePiece.zeros(Math.floorDiv(time.year(), 100), 2);
            case 'd' -> StrftimePiece.zeros(time.day(), 2);
            case 'e' -> StrftimePiece.blanks(time.day(), 2);
            case 'g' -> StrftimePiece.zeros(Math.floorMod(isoYear(), 100), 2);
            case 'G' -> StrftimePiece.zeros(isoYear(), 1);
            case 'H' -> StrftimePiece.zeros(time.hour(), 2);
            case 'I' -> StrftimePiece.zeros(hour12, 2);
            case 'j' -> StrftimePiece.zeros(time.yearDay() + 1, 3);
            case 'k' -> StrftimePiece.blanks(time.hour(), 2);
            case 'l' -> StrftimePiece.blanks(hour12, 2);
            case 'm' -> StrftimePiece.zeros(time.month(), 2);
            case 'M' -> StrftimePiece.zeros(time.minute(), 2);
            case 's' -> StrftimePiece.zeros(time.epochSecond(), 1);
            case 'S' -> StrftimePiece.zeros(time.second(), 2);
            case 'u' -> StrftimePiece.zeros(time.weekday() == 0 ? 7 : time.weekday(), 1);
            case 'U' -> StrftimePiece.zeros((time.yearDay() - time.weekday() + 7) / 7, 2);
            case 'V' -> StrftimePiece.zeros(isoWeek(), 2);
            case 'w' -> StrftimePiece.zeros(time.weekday(), 1);
            case 'W' -> StrftimePiece.zeros((time.yearDay() - monday() + 7) / 7, 2);
            case 'y' -> StrftimePiece.zeros(Math.floorMod(time.year(), 100), 2);
            case 'Y' -> StrftimePiece.zeros(time.year(), 1);
            case 'z' -> StrftimePiece.zone(time.offset());
            default -> StrftimePiece.UNKNOWN;
        };
    }

    private StrftimePiece compound(String pattern) {
        return StrftimePiece.word(format(pattern, time));
    }

    /** Days since Monday. */
    private int monday() {
        return (time.weekday() + 6) % 7;
    }

    private int isoWeek() {
        int week = (time.yearDay() - monday() + 10) / 7;
        if (week < 1) {
            return weeks(time.year() - 1);
        }
        return week > weeks(time.year()) ? 1 : week;
    }

    private int isoYear() {
        int week = (time.yearDay() - monday() + 10) / 7;
        return week < 1 ? time.year() - 1 : week > weeks(time.year()) ? time.year() + 1 : time.year();
    }

    /** ISO 8601: a year has 53 weeks when its last day, or the last day of the year before, says so. */
    private static int weeks(int year) {
        return lastWeekday(year) == 4 || lastWeekday(year - 1) == 3 ? 53 : 52;
    }

    /** Weekday of 31 December, 0 is Sunday. */
    private static int lastWeekday(int year) {
        return Math.floorMod(year + Math.floorDiv(year, 4) - Math.floorDiv(year, 100) + Math.floorDiv(year, 400), 7);
    }
}
