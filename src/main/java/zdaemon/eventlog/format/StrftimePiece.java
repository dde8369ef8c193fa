package zdaemon.eventlog.format;

import java.util.Locale;

/**
 * What one directive of {@link Strftime} stands for, before flags and width.
 *
 * @param text     words, or a number's digits without its sign
 * @param negative whether it is a number below zero
 * @param digits   how many digits at least; 0 for words
 * @param pad      what fills up to the width: {@code 0}, or anything else for blanks
 * @param swaps    whether the flag {@code #} turns it to lower case
 */
record StrftimePiece(String text, boolean negative, int digits, char pad, boolean swaps) {
    static final StrftimePiece UNKNOWN = new StrftimePiece("", false, 0, '\0', false);

    static StrftimePiece word(String text) {
        return new StrftimePiece(text, false, 0, ' ', false);
    }

    /** A word that the flag # turns to lower case, where it turns all others to upper case. */
    static StrftimePiece swapping(String text) {
        return new StrftimePiece(text, false, 0, ' ', true);
    }

    static StrftimePiece zeros(long number, int digits) {
        return new StrftimePiece(Long.toString(Math.abs(number)), number < 0, digits, '0', false);
    }

    static StrftimePiece blanks(long number, int digits) {
        return new StrftimePiece(Long.toString(Math.abs(number)), number < 0, digits, '_', false);
    }

    static StrftimePiece zone(int offsetSeconds) {
        int minutes = Math.abs(offsetSeconds) / 60;
        String text = Integer.toString(minutes / 60 * 100 + minutes % 60);
        return word((offsetSeconds < 0 ? "-" : "+") + "0".repeat(4 - text.length()) + text);
    }

    String written(char flag, int width, boolean upper, boolean swap) {
        String result = text;
        if (swaps && swap) {
            result = text.toLowerCase(Locale.ROOT);
        } else if (upper || (swap && digits == 0)) {
            result = text.toUpperCase(Locale.ROOT);
        }
        char padding = flag == 0 || flag == '+' ? pad : flag;
        int room = Math.max(width, padding == '-' ? 0 : digits) - result.length() - (negative ? 1 : 0);
        String sign = negative ? "-" : "";
        if (padding == '0') {
            return sign + "0".repeat(Math.max(0, room)) + result;
        }
        return " ".repeat(Math.max(0, room)) + sign + result;
    }
}
