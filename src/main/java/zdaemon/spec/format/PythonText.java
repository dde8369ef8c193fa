package zdaemon.spec.format;

/** Strings the way Python shows and measures them. */
final class PythonText {
    private PythonText() {
    }

    /** Length in code points, which is what widths and precisions count. */
    static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** The first {@code count} code points, or all when there are fewer. */
    static String first(String text, int count) {
        return length(text) <= count ? text : text.substring(0, text.offsetByCodePoints(0, count));
    }

    /** {@code count} copies of a code point. */
    static String fill(int codePoint, int count) {
        return count <= 0 ? "" : Character.toString(codePoint).repeat(count);
    }

    /**
     * As {@code repr()} writes a string, or {@code ascii()} when asked to.
     *
     * @param ascii whether everything outside ASCII is escaped
     */
    static String repr(String text, boolean ascii) {
        char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
        StringBuilder out = new StringBuilder().append(quote);
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            int code = text.codePointAt(at);
            switch (code) {
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\\' -> out.append("\\\\");
                default -> {
                    if (code == quote) {
                        out.append('\\').append(quote);
                    } else if ((code >= 0x7f && ascii) || !printable(code)) {
                        escape(out, code);
                    } else {
                        out.appendCodePoint(code);
                    }
                }
            }
        }
        return out.append(quote).toString();
    }

    private static void escape(StringBuilder out, int code) {
        if (code < 0x100) {
            hexadecimal(out.append("\\x"), code, 2);
        } else if (code < 0x10000) {
            hexadecimal(out.append("\\u"), code, 4);
        } else {
            hexadecimal(out.append("\\U"), code, 8);
        }
    }

    private static void hexadecimal(StringBuilder out, int code, int width) {
        String digits = Integer.toHexString(code);
        out.append("0".repeat(width - digits.length())).append(digits);
    }

    private static boolean printable(int code) {
        if (code == ' ') {
            return true;
        }
        return switch (Character.getType(code)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED,
                 Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SPACE_SEPARATOR -> false;
            default -> true;
        };
    }
}
