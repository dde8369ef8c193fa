package zdaemon.config;

/**
 * Quotes what the user wrote for a message: in single quotes, or in double ones when it holds a single quote and no
 * double one, unprintable characters escaped so that a message stays one line on any terminal.
 */
final class Quoted {

    /** A message is to be read by a person: what is longer is cut. */
    private static final int LONGEST = 1000;

    private Quoted() {
    }

    static String of(String text) {
        char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
        StringBuilder out = new StringBuilder(Math.min(text.length(), LONGEST) + 8);
        out.append(quote);
        for (int i = 0; i < text.length(); i++) {
            if (i == LONGEST) {
                out.append("...");
                break;
            }
            append(out, text.charAt(i), quote);
        }
        return out.append(quote).toString();
    }

    private static void append(StringBuilder out, char c, char quote) {
        if (c == quote || c == '\\') {
            out.append('\\').append(c);
        } else if (c == '\n') {
            out.append("\\n");
        } else if (c == '\t') {
            out.append("\\t");
        } else if (c == '\r') {
            out.append("\\r");
        } else if (c < ' ' || (c >= 0x7f && c < 0xa0)) {
            out.append("\\x").append(digit(c >> 4)).append(digit(c));
        } else if (c >= 0xdc80 && c <= 0xdcff && !precededByHigh(out)) {
            out.append("\\udc").append(digit(c >> 4)).append(digit(c));
        } else {
            out.append(c);
        }
    }

    private static boolean precededByHigh(StringBuilder out) {
        return Character.isHighSurrogate(out.charAt(out.length() - 1));
    }

    private static char digit(int value) {
        return Character.forDigit(value & 0xf, 16);
    }
}
