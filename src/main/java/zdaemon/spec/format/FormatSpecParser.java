package zdaemon.spec.format;

import zdaemon.spec.format.MessageFormat.FormatException;

/** Reads a {@link FormatSpec} from left to right. */
final class FormatSpecParser {
    private final String spec;
    private int at;

    FormatSpecParser(String spec) {
        this.spec = spec;
    }

    FormatSpec parse() throws FormatException {
        int fill = ' ';
        boolean filled = false;
        char align = 0;
        int fillWidth = spec.isEmpty() ? 0 : Character.charCount(spec.codePointAt(0));
        if (fillWidth > 0 && fillWidth < spec.length() && isAlign(spec.charAt(fillWidth))) {
            fill = spec.codePointAt(0);
            filled = true;
            align = spec.charAt(fillWidth);
            at = fillWidth + 1;
        } else if (isAlign(peek())) {
            align = spec.charAt(at++);
        }
        char sign = peek() == '+' || peek() == '-' || peek() == ' ' ? spec.charAt(at++) : 0;
        boolean noMinus = take('z');
        boolean alternate = take('#');
        boolean zeros = take('0');
        int width = number();
        char grouping = peek() == ',' || peek() == '_' ? spec.charAt(at++) : 0;
        int precision = -1;
        if (take('.')) {
            int from = at;
            precision = number();
            if (at == from) {
                throw new FormatException("the precision is missing");
            }
        }
        char type = at < spec.length() ? spec.charAt(at++) : 0;
        if (at < spec.length()) {
            throw new FormatException("invalid format specification '" + spec + "'");
        }
        return new FormatSpec(zeros && !filled ? '0' : fill, align, sign, noMinus, alternate, zeros, width, grouping,
                precision, type);
    }

    private static boolean isAlign(char c) {
        return c == '<' || c == '>' || c == '^' || c == '=';
    }

    private char peek() {
        return at < spec.length() ? spec.charAt(at) : 0;
    }

    private boolean take(char c) {
        boolean found = peek() == c;
        at += found ? 1 : 0;
        return found;
    }

    private int number() throws FormatException {
        int value = 0;
        for (; peek() >= '0' && peek() <= '9'; at++) {
            value = value * 10 + peek() - '0';
            if (value > MessageFormat.MAX_WIDTH) {
                throw new FormatException("a width of more than " + MessageFormat.MAX_WIDTH);
            }
        }
        return value;
    }
}
