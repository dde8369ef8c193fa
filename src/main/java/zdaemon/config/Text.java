package zdaemon.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import zdaemon.config.Type.BadValue;

/**
 * White space, words and letter case. White space is what Python's {@code str.split} takes for it, no-break space and
 * all: files that were pasted from a web page have always worked, and commands were always split there.
 */
final class Text {

    private Text() {
    }

    static boolean isSpace(char c) {
        if (c <= ' ') {
            return c == ' ' || (c >= '\t' && c <= '\r') || c >= 0x1c;
        }
        return c >= 0x85 && isWideSpace(c);
    }

    private static boolean isWideSpace(char c) {
        return c == 0x85 || c == 0xa0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200a) || c == 0x2028 || c == 0x2029
                || c == 0x202f || c == 0x205f || c == 0x3000;
    }

    static String trim(String text) {
        int from = skipSpace(text, 0);
        int to = text.length();
        while (to > from && isSpace(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    /** The first index from {@code from} on that is not white space, or the length. */
    static int skipSpace(String text, int from) {
        int at = from;
        while (at < text.length() && isSpace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /** The first index from {@code from} on that is white space, or the length. */
    static int skipWord(String text, int from) {
        int at = from;
        while (at < text.length() && !isSpace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        int from = skipSpace(text, 0);
        while (from < text.length()) {
            int to = skipWord(text, from);
            words.add(text.substring(from, to));
            from = skipSpace(text, to);
        }
        return words;
    }

    /** Lower case, the same in every locale. */
    static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** A character of a name: an ASCII letter or digit, or an underscore. */
    static boolean isNamePart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c) || c == '_';
    }

    static boolean isName(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isNamePart(text.charAt(i))) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /**
     * Reads an integer with an optional sign, white space around it allowed. What does not fit
     * comes back as the largest or least number there is: the caller knows the limits.
     *
     * @param digits the integer
     * @param reason what to say when it is none
     * @param text   the value to quote then
     */
    static long integer(String digits, String reason, String text) throws BadValue {
        String number = Text.trim(digits);
        int at = number.startsWith("-") || number.startsWith("+") ? 1 : 0;
        if (at == number.length()) {
            throw BadValue.of(reason, text);
        }
        long value = 0;
        for (; at < number.length(); at++) {
            char c = number.charAt(at);
            if (!Text.isDigit(c)) {
                throw BadValue.of(reason, text);
            }
            value = value > (Long.MAX_VALUE - 9) / 10 ? Long.MAX_VALUE : value * 10 + (c - '0');
        }
        return number.charAt(0) == '-' ? -value : value;
    }

    /** An integer within limits. */
    static int integer(String text, int least, int most) throws BadValue {
        long value = integer(text, "not a valid integer", text);
        if (value < least || value > most) {
            throw BadValue.of("not an integer between " + least + " and " + most, text);
        }
        return (int) value;
    }
}
