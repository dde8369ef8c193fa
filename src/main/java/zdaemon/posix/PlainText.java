package zdaemon.posix;

/**
 * Text that came from elsewhere, such as names of processes, a manager's replies, or what a file holds, on its way to a
 * terminal or a log: whatever could act there, or look like other text, is written out. Terminals obey control characters;
 * a newline forges a line; marks of direction turn words around. Bytes that are no UTF-8 stay, but for control characters of other encodings.
 */
public final class PlainText {
    private static final String HEX = "0123456789abcdef";
    private static final int TILDE = '~';
    private static final int FIRST_BYTE = 0xDC80;
    /** Those before are control characters in the encodings that have a byte for each. */
    private static final int FIRST_PRINTED_BYTE = 0xDCA0;
    private static final int LAST_BYTE = 0xDCFF;

    private PlainText() {}

    /** One line: {@code \n}, <code>&#92;x1b</code>, <code>&#92;u202e</code> for what is not plain. */
    public static String line(String text) {
        return of(text, "");
    }

    /** Lines: newlines and tabs stay. */
    public static String lines(String text) {
        return of(text, "\n\t");
    }

    private static String of(String text, String spared) {
        int at = 0;
        while (at < text.length() && (isPlainAscii(text.charAt(at)) || spared.indexOf(text.charAt(at)) >= 0)) {
            at++;
        }
        if (at == text.length()) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length() + 16).append(text, 0, at);
        while (at < text.length()) {
            int point = text.codePointAt(at);
            if (spared.indexOf(point) >= 0 || isPlain(point)) {
                plain.appendCodePoint(point);
            } else {
                escape(point, plain);
            }
            at += Character.charCount(point);
        }
        return plain.toString();
    }

    private static boolean isPlainAscii(int point) {
        return point >= ' ' && point <= TILDE;
    }

    private static boolean isPlain(int point) {
        if (isPlainAscii(point)) {
            return true;
        }
        if (point >= FIRST_PRINTED_BYTE && point <= LAST_BYTE) {
            return true;
        }
        int type = Character.getType(point);
        return type != Character.CONTROL && type != Character.FORMAT && type != Character.SURROGATE
                && type != Character.LINE_SEPARATOR && type != Character.PARAGRAPH_SEPARATOR;
    }

    private static void escape(int point, StringBuilder plain) {
        int letter = "\n\r\t".indexOf(point);
        if (letter >= 0) {
            plain.append('\\').append("nrt".charAt(letter));
        } else if (point >= FIRST_BYTE && point <= LAST_BYTE) {
            hex(plain.append("\\x"), point & 0xFF, 2);
        } else if (point <= 0xFF) {
            hex(plain.append("\\x"), point, 2);
        } else if (point <= Character.MAX_VALUE) {
            hex(plain.append("\\u"), point, 4);
        } else {
            hex(plain.append("\\U"), point, 8);
        }
    }

    private static void hex(StringBuilder plain, int number, int digits) {
        for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
            plain.append(HEX.charAt(number >>> shift & 0xF));
        }
    }
}
