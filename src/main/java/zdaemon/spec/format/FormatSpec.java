package zdaemon.spec.format;

import java.util.Locale;
import zdaemon.spec.format.MessageFormat.FormatException;

/**
 * Python's format specification mini-language: {@code [[fill]align][sign][z][#][0][width][grouping][.precision][type]}.
 *
 * @param fill      code point that fills up to the width
 * @param align     {@code < > ^ =}, or NUL for the kind's own
 * @param sign      {@code + -} or space, or NUL
 * @param noMinus   {@code z}: a zero never has a minus
 * @param alternate {@code #}
 * @param zeros     a {@code 0} before the width
 * @param grouping  {@code ,} or {@code _}, or NUL
 * @param precision -1 when absent
 * @param type      NUL when absent
 */
public record FormatSpec(int fill, char align, char sign, boolean noMinus, boolean alternate, boolean zeros, int width,
                  char grouping, int precision, char type) {
    private static final int DEFAULT_PRECISION = 6;

    static FormatSpec parse(String spec) throws FormatException {
        return new FormatSpecParser(spec).parse();
    }

    /** A string by this specification. */
    String text(String text) throws FormatException {
        refuse(type != 0 && type != 's', "a text");
        refuse(sign != 0 || noMinus || alternate || grouping != 0 || align == '=', "a text");
        return aligned("", precision < 0 ? text : PythonText.first(text, precision), '<');
    }

    /** An integer by this specification. */
    String whole(long number) throws FormatException {
        switch (type) {
            case 'e', 'E', 'f', 'F', 'g', 'G', '%' -> {
                return real((double) number);
            }
            case 'c' -> {
                refuse(sign != 0 || alternate || grouping != 0 || precision >= 0 || noMinus, "a character");
                return aligned("", new Value.Whole(number).character(), '>');
            }
            default -> {
            }
        }
        int radix = radix();
        refuse(radix == 0 || precision >= 0 || noMinus, "an integer");
        refuse((grouping == ',' && radix != 10) || (grouping != 0 && type == 'n'), "an integer");
        String prefix = alternate && radix != 10 ? "0" + type : "";
        String digits = Long.toString(Math.abs(number), radix);
        digits = type == 'X' ? digits.toUpperCase(Locale.ROOT) : digits;
        return number(number < 0, prefix, digits, "", radix == 10 ? 3 : 4);
    }

    /** A floating-point number by this specification. */
    String real(double number) throws FormatException {
        refuse(grouping != 0 && type == 'n', "a number");
        String digits = digits(Math.abs(number));
        boolean negative = number < 0 || (number == 0 && 1 / number < 0);
        int end = 0;
        while (end < digits.length() && Character.isDigit(digits.charAt(end))) {
            end++;
        }
        return number(negative && !(noMinus && isZero(digits)), "", digits.substring(0, end), digits.substring(end), 3);
    }

    private String digits(double magnitude) throws FormatException {
        int digits = precision < 0 ? DEFAULT_PRECISION : precision;
        return switch (type) {
            case 'e', 'E', 'f', 'F', 'g', 'G' -> Decimals.real(magnitude, type, digits, alternate);
            case 'n' -> Decimals.real(magnitude, 'g', digits, alternate);
            case '%' -> Decimals.real(magnitude * 100, 'f', digits, alternate) + '%';
            case 0 -> precision < 0 ? Decimals.repr(magnitude)
                    : Decimals.general(magnitude, precision, alternate, true);
            default -> throw new FormatException("type '" + type + "' does not fit a number with a fraction");
        };
    }

    private static boolean isZero(String digits) {
        for (int at = 0; at < digits.length() && digits.charAt(at) != 'e'; at++) {
            if (digits.charAt(at) >= '1' && digits.charAt(at) <= '9') {
                return false;
            }
        }
        return true;
    }

    private int radix() {
        return switch (type) {
            case 0, 'd', 'n' -> 10;
            case 'b' -> 2;
            case 'o' -> 8;
            case 'x', 'X' -> 16;
            default -> 0;
        };
    }

    private String number(boolean negative, String prefix, String digits, String rest, int group) {
        String head = (negative ? "-" : sign == '+' || sign == ' ' ? Character.toString(sign) : "") + prefix;
        boolean padDigits = (fill == '0' && align == '=') || (zeros && align == 0);
        String body = digits;
        if (padDigits) {
            int room = width - head.length() - rest.length();
            while (grouped(body, group).length() < room) {
                body = '0' + body;
            }
        }
        return aligned(head, grouped(body, group) + rest, padDigits ? '=' : '>');
    }

    private String grouped(String digits, int size) {
        if (grouping == 0) {
            return digits;
        }
        StringBuilder out = new StringBuilder(digits);
        for (int at = digits.length() - size; at > 0; at -= size) {
            out.insert(at, grouping);
        }
        return out.toString();
    }

    private String aligned(String head, String body, char byDefault) {
        int room = width - PythonText.length(head) - PythonText.length(body);
        return switch (align == 0 ? byDefault : align) {
            case '<' -> head + body + PythonText.fill(fill, room);
            case '^' -> PythonText.fill(fill, room / 2) + head + body + PythonText.fill(fill, room - room / 2);
            case '=' -> head + PythonText.fill(fill, room) + body;
            default -> PythonText.fill(fill, room) + head + body;
        };
    }

    private void refuse(boolean bad, String kind) throws FormatException {
        if (bad) {
            throw new FormatException("the format specification does not fit " + kind);
        }
    }
}
