package zdaemon.spec.format;

import java.util.Locale;
import zdaemon.spec.format.MessageFormat.FieldValues;
import zdaemon.spec.format.MessageFormat.FormatException;

/**
 * A field of the style {@code classic}: Python's {@code %} operator over named fields, {@code %(levelname)-8s}. Flags
 * {@code - + # 0} and space, width, precision and the conversions {@code s r a c d i u o x X e E f F g G}.
 */
final class PercentField implements MessageFormat.Piece {
    private static final int DEFAULT_PRECISION = 6;

    private final String format;
    private final int start;
    private int at;
    private String name = "";
    private boolean left;
    private boolean plus;
    private boolean space;
    private boolean alternate;
    private boolean zeros;
    private int width;
    private int precision = -1;
    private char conversion;

    private PercentField(String format, int start) throws FormatException {
        this.format = format;
        this.start = start;
        this.at = start + 1;
        parse();
    }

    static MessageFormat parse(String format) throws FormatException {
        MessageFormat parsed = new MessageFormat();
        int at = 0;
        for (int percent = format.indexOf('%'); percent >= 0; percent = format.indexOf('%', at)) {
            parsed.add(format.substring(at, percent));
            if (format.startsWith("%", percent + 1)) {
                parsed.add("%");
                at = percent + 2;
            } else {
                PercentField field = new PercentField(format, percent);
                parsed.add(field);
                at = field.at;
            }
        }
        parsed.add(format.substring(at));
        return parsed;
    }

    private void parse() throws FormatException {
        if (peek() != '(') {
            throw new FormatException("a '%' that is not followed by '(name)'");
        }
        name = parenthesized();
        for (; flag(peek()); at++) {
        }
        width = number();
        if (peek() == '.') {
            at++;
            precision = number();
        }
        if (peek() == 'h' || peek() == 'l' || peek() == 'L') {
            at++;
        }
        if (at >= format.length()) {
            throw new FormatException("no conversion for field '" + name + "'");
        }
        conversion = format.charAt(at++);
    }

    private char peek() {
        return at < format.length() ? format.charAt(at) : '\0';
    }

    private String written() {
        return format.substring(start, Math.min(at, format.length()));
    }

    private String parenthesized() throws FormatException {
        int from = ++at;
        for (int depth = 1; at < format.length(); at++) {
            depth += peek() == '(' ? 1 : peek() == ')' ? -1 : 0;
            if (depth == 0) {
                return format.substring(from, at++);
            }
        }
        throw new FormatException("a '%' that is not followed by '(name)'");
    }

    private boolean flag(char c) {
        switch (c) {
            case '-' -> left = true;
            case '+' -> plus = true;
            case ' ' -> space = true;
            case '#' -> alternate = true;
            case '0' -> zeros = true;
            default -> {
                return false;
            }
        }
        return true;
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

    @Override
    public void render(FieldValues fields, StringBuilder out) throws FormatException {
        Value value = fields.require(name);
        try {
            out.append(converted(value));
        } catch (FormatException e) {
            throw new FormatException(written() + ": " + e.getMessage());
        }
    }

    private String converted(Value value) throws FormatException {
        return switch (conversion) {
            case 's' -> words(value.text());
            case 'r' -> words(value.repr());
            case 'a' -> words(value.ascii());
            case 'c' -> padded(value.character());
            case 'd', 'i', 'u' -> whole("", value.truncated(), 10);
            case 'o' -> whole("0o", value.integer(), 8);
            case 'x' -> whole("0x", value.integer(), 16);
            case 'X' -> whole("0x", value.integer(), 16).toUpperCase(Locale.ROOT);
            case 'f', 'F', 'e', 'E', 'g', 'G' -> real(value.real());
            default -> throw new FormatException("unsupported format character '" + conversion + "'");
        };
    }

    private String words(String text) {
        return padded(precision < 0 ? text : PythonText.first(text, precision));
    }

    private String whole(String prefix, long number, int radix) {
        String digits = Long.toString(Math.abs(number), radix);
        digits = "0".repeat(Math.max(0, precision - digits.length())) + digits;
        return number(number < 0, alternate ? prefix : "", digits);
    }

    private String real(double number) {
        int digits = precision < 0 ? DEFAULT_PRECISION : precision;
        String text = Decimals.real(Math.abs(number), conversion, digits, alternate);
        return number(number < 0, "", text);
    }

    private String number(boolean negative, String prefix, String digits) {
        String head = (negative ? "-" : plus ? "+" : space ? " " : "") + prefix;
        int room = width - head.length() - digits.length();
        return zeros && !left ? head + PythonText.fill('0', room) + digits : padded(head + digits);
    }

    private String padded(String text) {
        String blanks = PythonText.fill(' ', width - PythonText.length(text));
        return left ? text + blanks : blanks + text;
    }
}
