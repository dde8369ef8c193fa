package zdaemon.protocol;

import java.util.List;

/**
 * Strings and lists of strings as Python 3's {@code repr} writes them, both ways (behaviour §5). Lone surrogates, which
 * stand for bytes that are not UTF-8, are escaped like everything else that does not print. Nothing is ever evaluated.
 */
public final class Repr {

    private static final String HEX = "0123456789abcdef";

    private Repr() {}

    /** Writes a string: in single quotes, unless it holds one of them and no double quote. */
    public static String string(String value) {
        StringBuilder out = new StringBuilder(value.length() + 2);
        write(value, out);
        return out.toString();
    }

    /** Writes a list of strings. */
    public static String list(List<String> values) {
        StringBuilder out = new StringBuilder("[");
        for (String value : values) {
            if (out.length() > 1) {
                out.append(", ");
            }
            write(value, out);
        }
        return out.append(']').toString();
    }

    /**
     * Reads a string: what any Python has ever written for one, blanks around it allowed.
     *
     * @throws ReprException if the text is anything else
     */
    public static String parseString(String text) throws ReprException {
        return new ReprReader(text).wholeString();
    }

    /** Reads a list of strings, as {@link #parseString}. */
    public static List<String> parseList(String text) throws ReprException {
        return new ReprReader(text).wholeList();
    }

    private static void write(String value, StringBuilder out) {
        char quote = value.indexOf('\'') >= 0 && value.indexOf('"') < 0 ? '"' : '\'';
        out.append(quote);
        int plain = 0;
        for (int at = 0; at < value.length();) {
            char c = value.charAt(at);
            if (c >= ' ' && c < 0x7f && c != quote && c != '\\') {
                at++;
            } else {
                out.append(value, plain, at);
                int point = value.codePointAt(at);
                at += Character.charCount(point);
                plain = at;
                special(point, quote, out);
            }
        }
        out.append(value, plain, value.length());
        out.append(quote);
    }

    private static void special(int point, char quote, StringBuilder out) {
        if (point == quote || point == '\\') {
            out.append('\\').append((char) point);
        } else if (prints(point)) {
            out.appendCodePoint(point);
        } else {
            escape(point, out);
        }
    }

    private static void escape(int point, StringBuilder out) {
        switch (point) {
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                if (point <= 0xff) {
                    hex(point, 2, out.append("\\x"));
                } else if (point <= 0xffff) {
                    hex(point, 4, out.append("\\u"));
                } else {
                    hex(point, 8, out.append("\\U"));
                }
            }
        }
    }

    private static void hex(int value, int digits, StringBuilder out) {
        for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
            out.append(HEX.charAt(value >> shift & 0xf));
        }
    }

    /** Python's {@code str.isprintable}: all but the categories C* and Z*, the space excepted. */
    private static boolean prints(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED,
                    Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SPACE_SEPARATOR -> false;
            default -> true;
        };
    }

    /** A text is not what Python's {@code repr} would have written. */
    public static final class ReprException extends Exception {

        private static final long serialVersionUID = 1;

        private final int position;

        ReprException(String problem, int position) {
            super(problem + " at position " + position);
            this.position = position;
        }

        /** Where in the text the trouble is, an index from 0. */
        public int position() {
            return position;
        }
    }
}
