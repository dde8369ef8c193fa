package zdaemon.protocol;

import java.util.ArrayList;
import java.util.List;
import zdaemon.protocol.Repr.ReprException;

/**
 * Reads what {@code repr} of Python 2 or 3 writes for strings and lists of strings: either quote, a {@code u} before
 * it, every escape but {@code \N}. Of the characters that must be escaped, those of ASCII are refused in the raw; which
 * of the others print differs from one Python to the next.
 */
final class ReprReader {

    private final String text;
    private int at;

    ReprReader(String text) {
        this.text = text;
    }

    String wholeString() throws ReprException {
        skipBlanks();
        String value = string();
        end();
        return value;
    }

    List<String> wholeList() throws ReprException {
        List<String> values = new ArrayList<>();
        skipBlanks();
        expect('[', "expected a list");
        skipBlanks();
        if (peek() != ']') {
            values.add(string());
            skipBlanks();
            while (peek() == ',') {
                at++;
                skipBlanks();
                values.add(string());
                skipBlanks();
            }
        }
        expect(']', "expected a comma or the end of the list");
        end();
        return List.copyOf(values);
    }

    private String string() throws ReprException {
        if (peek() == 'u') {
            at++;
        }
        int quote = peek();
        if (quote != '\'' && quote != '"') {
            throw wrong("expected a string");
        }
        at++;
        StringBuilder value = new StringBuilder();
        while (peek() != quote) {
            int c = peek();
            if (c < 0) {
                throw wrong("unclosed string");
            }
            if (c < ' ' || c == 0x7f) {
                throw wrong("control character in a string");
            }
            at++;
            if (c == '\\') {
                escape(value);
            } else {
                value.append((char) c);
            }
        }
        at++;
        return value.toString();
    }

    /** Reads what follows a backslash. */
    private void escape(StringBuilder value) throws ReprException {
        int c = peek();
        switch (c) {
            case '\\', '\'', '"' -> simple(value, (char) c);
            case 'a' -> simple(value, '\u0007');
            case 'b' -> simple(value, '\b');
            case 'f' -> simple(value, '\f');
            case 'n' -> simple(value, '\n');
            case 'r' -> simple(value, '\r');
            case 't' -> simple(value, '\t');
            case 'v' -> simple(value, '\u000b');
            case 'x' -> value.append((char) hex(2));
            case 'u' -> value.append((char) hex(4));
            case 'U' -> codePoint(value);
            case '0', '1', '2', '3', '4', '5', '6', '7' -> value.append((char) octal());
            default -> throw wrong("unknown escape");
        }
    }

    private void simple(StringBuilder value, char meaning) {
        at++;
        value.append(meaning);
    }

    private void codePoint(StringBuilder value) throws ReprException {
        int start = at;
        int point = hex(8);
        if (!Character.isValidCodePoint(point)) {
            at = start;
            throw wrong("not a character");
        }
        value.appendCodePoint(point);
    }

    private int hex(int digits) throws ReprException {
        at++;
        int value = 0;
        for (int i = 0; i < digits; i++) {
            int c = peek();
            int digit = c < 0x80 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                throw wrong("expected " + digits + " hexadecimal digits");
            }
            value = value << 4 | digit;
            at++;
        }
        return value;
    }

    /** At most three digits, as in C. */
    private int octal() {
        int value = 0;
        for (int i = 0; i < 3 && peek() >= '0' && peek() <= '7'; i++) {
            value = value << 3 | peek() - '0';
            at++;
        }
        return value;
    }

    /** The character here, or -1 at the end. */
    private int peek() {
        return at < text.length() ? text.charAt(at) : -1;
    }

    private void skipBlanks() {
        while (peek() == ' ') {
            at++;
        }
    }

    private void expect(char c, String problem) throws ReprException {
        if (peek() != c) {
            throw wrong(problem);
        }
        at++;
    }

    private void end() throws ReprException {
        skipBlanks();
        if (at < text.length()) {
            throw wrong("expected the end");
        }
    }

    private ReprException wrong(String problem) {
        return new ReprException(problem, at);
    }
}
