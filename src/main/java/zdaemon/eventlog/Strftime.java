package zdaemon.eventlog;

import java.util.Locale;
import zdaemon.posix.LocalTime;

/**
 * strftime(3) in the C locale, with glibc's flags {@code _ - 0 + ^ #} and widths. What it does not know it leaves as it
 * is written, as glibc does.
 */
final class Strftime {
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
    static String format(String pattern, LocalTime time) {
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
        for (; at < pattern.length() && isDigit(pattern.charAt(at)) && width <= MessageFormat.MAX_WIDTH; at++) {
            width = width * 10 + pattern.charAt(at) - '0';
        }
        if (at < pattern.length() && (pattern.charAt(at) == 'E' || pattern.charAt(at) == 'O')) {
            at++;
        }
        if (at >= pattern.length() || width > MessageFormat.MAX_WIDTH) {
            return copy(pattern, percent, Math.min(at, pattern.length()));
        }
        Piece piece = piece(pattern.charAt(at));
        if (piece == Piece.UNKNOWN) {
            return copy(pattern, percent, at + 1);
        }
        out.append(piece.written(pad, width, upper, swap));
        return at + 1;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private Piece piece(char directive) {
        return switch (directive) {
            case 'a' -> Piece.word(DAYS[time.weekday()].substring(0, 3));
            case 'A' -> Piece.word(DAYS[time.weekday()]);
            case 'b', 'h' -> Piece.word(MONTHS[time.month() - 1].substring(0, 3));
            case 'B' -> Piece.word(MONTHS[time.month() - 1]);
            case 'c' -> compound("%a %b %e %H:%M:%S %Y");
            case 'D', 'x' -> compound("%m/%d/%y");
            case 'F' -> compound("%Y-%m-%d");
            case 'r' -> compound("%I:%M:%S %p");
            case 'R' -> compound("%H:%M");
            case 'T', 'X' -> compound("%H:%M:%S");
            case 'n' -> Piece.word("\n");
            case 't' -> Piece.word("\t");
            case '%' -> Piece.word("%");
            case 'p' -> Piece.swapping(time.hour() < 12 ? "AM" : "PM");
            case 'P' -> Piece.word(time.hour() < 12 ? "am" : "pm");
            case 'Z' -> Piece.swapping(time.zone());
            default -> number(directive);
        };
    }

    private Piece number(char directive) {
        int hour12 = time.hour() % 12 == 0 ? 12 : time.hour() % 12;
        return switch (directive) {
            case 'C' -> Piece.zeros(Math.floorDiv(time.year(), 100), 2);
            case 'd' -> Piece.zeros(time.day(), 2);
            case 'e' -> Piece.blanks(time.day(), 2);
            case 'g' -> Piece.zeros(Math.floorMod(isoYear(), 100), 2);
            case 'G' -> Piece.zeros(isoYear(), 1);
            case 'H' -> Piece.zeros(time.hour(), 2);
            case 'I' -> Piece.zeros(hour12, 2);
            case 'j' -> Piece.zeros(time.yearDay() + 1, 3);
            case 'k' -> Piece.blanks(time.hour(), 2);
            case 'l' -> Piece.blanks(hour12, 2);
            case 'm' -> Piece.zeros(time.month(), 2);
            case 'M' -> Piece.zeros(time.minute(), 2);
            case 's' -> Piece.zeros(time.epochSecond(), 1);
            case 'S' -> Piece.zeros(time.second(), 2);
            case 'u' -> Piece.zeros(time.weekday() == 0 ? 7 : time.weekday(), 1);
            case 'U' -> Piece.zeros((time.yearDay() - time.weekday() + 7) / 7, 2);
            case 'V' -> Piece.zeros(isoWeek(), 2);
            case 'w' -> Piece.zeros(time.weekday(), 1);
            case 'W' -> Piece.zeros((time.yearDay() - monday() + 7) / 7, 2);
            case 'y' -> Piece.zeros(Math.floorMod(time.year(), 100), 2);
            case 'Y' -> Piece.zeros(time.year(), 1);
            case 'z' -> Piece.zone(time.offset());
            default -> Piece.UNKNOWN;
        };
    }

    private Piece compound(String pattern) {
        return Piece.word(format(pattern, time));
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

    /** What one directive stands for, before flags and width. */
    private record Piece(String text, boolean negative, int digits, char pad, boolean swaps) {
        static final Piece UNKNOWN = new Piece("", false, 0, '\0', false);

        static Piece word(String text) {
            return new Piece(text, false, 0, ' ', false);
        }

        /** A word that the flag # turns to lower case, where it turns all others to upper case. */
        static Piece swapping(String text) {
            return new Piece(text, false, 0, ' ', true);
        }

        static Piece zeros(long number, int digits) {
            return new Piece(Long.toString(Math.abs(number)), number < 0, digits, '0', false);
        }

        static Piece blanks(long number, int digits) {
            return new Piece(Long.toString(Math.abs(number)), number < 0, digits, '_', false);
        }

        static Piece zone(int offsetSeconds) {
            int minutes = Math.abs(offsetSeconds) / 60;
            String text = Integer.toString(minutes / 60 * 100 + minutes % 60);
            return word((offsetSeconds < 0 ? "-" : "+") + "0".repeat(4 - text.length()) + text);
        }

        String written(char flag, int width, boolean upper, boolean swap) {
            String result = text;
            if (swaps && swap) {
                result = text.toLowerCase(Locale.ROOT);
            } else if (upper || swap && digits == 0) {
                result = text.toUpperCase(Locale.ROOT);
            }
            char padding = flag == 0 || flag == '+' ? pad : flag;
            int room = Math.max(width, padding == '-' ? 0 : digits) - result.length() - (negative ? 1 : 0);
            String sign = negative ? "-" : "";
            if (padding == '0') {
                return sign + PythonText.fill('0', room) + result;
            }
            return PythonText.fill(' ', room) + sign + result;
        }
    }
}
