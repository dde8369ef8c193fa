package zdaemon.spec;


/**
 * Writes {@code key=value} lines, and undoes their escapes: a backslash, and any UTF-16 unit that is not printable
 * ASCII.
 */
final class TextWriter {
    private final StringBuilder out = new StringBuilder(4096);

    TextWriter(String firstLine) {
        out.append(firstLine).append('\n');
    }

    TextWriter put(String key, String value) {
        out.append(key).append('=');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\') {
                out.append("\\\\");
            } else if (c >= ' ' && c < 0x7f) {
                out.append(c);
            } else {
                out.append("\\u");
                for (int shift = 12; shift >= 0; shift -= 4) {
                    out.append(Character.forDigit(c >> shift & 0xf, 16));
                }
            }
        }
        out.append('\n');
        return this;
    }

    TextWriter put(String key, int value) {
        return put(key, Integer.toString(value));
    }

    TextWriter put(String key, boolean value) {
        return put(key, value ? "on" : "off");
    }

    String text() {
        return out.toString();
    }

    /** The value that was written as {@code text[from, to)}. */
    static String plain(String text, int from, int to) throws RecordException {
        int escape = text.indexOf('\\', from);
        if (escape < 0 || escape >= to) {
            return text.substring(from, to);
        }
        StringBuilder plain = new StringBuilder(to - from);
        int at = from;
        while (at < to) {
            char c = text.charAt(at);
            if (c != '\\') {
                plain.append(c);
                at++;
            } else if (at + 1 < to && text.charAt(at + 1) == '\\') {
                plain.append('\\');
                at += 2;
            } else if (at + 5 < to && text.charAt(at + 1) == 'u') {
                plain.append((char) Integer.parseInt(text, at + 2, at + 6, 16));
                at += 6;
            } else {
                throw new RecordException("broken escape");
            }
        }
        return plain.toString();
    }
}
