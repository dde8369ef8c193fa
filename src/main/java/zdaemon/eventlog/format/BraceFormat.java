package zdaemon.eventlog.format;

/**
 * The style {@code format}: Python's {@code str.format} over named fields, {@code {levelname:<8}}, {@code {message!r}},
 * with the whole format mini-language ({@link FormatSpec}) and fields within a specification.
 */
final class BraceFormat implements MessageFormat {
    private static final int NESTING = 2;

    private final String format;

    BraceFormat(String format) {
        this.format = format;
    }

    @Override
    public String render(Fields fields) throws FormatException {
        return expand(format, fields, NESTING);
    }

    private static String expand(String text, Fields fields, int nesting) throws FormatException {
        if (nesting == 0) {
            throw new FormatException("braces are nested too deep");
        }
        StringBuilder out = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c != '{' && c != '}') {
                out.append(c);
            } else if (at < text.length() && text.charAt(at) == c) {
                out.append(c);
                at++;
            } else if (c == '}') {
                throw new FormatException("single '}'; write }} for a brace");
            } else {
                int end = closing(text, at);
                out.append(field(text.substring(at, end), fields, nesting));
                at = end + 1;
            }
        }
        return out.toString();
    }

    private static int closing(String text, int from) throws FormatException {
        int depth = 1;
        for (int at = from; at < text.length(); at++) {
            char c = text.charAt(at);
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (depth == 0) {
                return at;
            }
        }
        throw new FormatException("'{' without its '}'; write {{ for a brace");
    }

    private static String field(String inside, Fields fields, int nesting) throws FormatException {
        int colon = inside.indexOf(':');
        String spec = colon < 0 ? "" : expand(inside.substring(colon + 1), fields, nesting - 1);
        String head = colon < 0 ? inside : inside.substring(0, colon);
        int bang = head.indexOf('!');
        String name = bang < 0 ? head : head.substring(0, bang);
        if (name.isEmpty()) {
            throw new FormatException("a field name is missing: {" + inside + "}");
        }
        Value value = fields.require(name);
        try {
            return (bang < 0 ? value : converted(value, head.substring(bang + 1))).format(FormatSpec.parse(spec));
        } catch (FormatException e) {
            throw new FormatException("{" + inside + "}: " + e.getMessage());
        }
    }

    private static Value converted(Value value, String conversion) throws FormatException {
        return new Value.Text(switch (conversion) {
            case "s" -> value.text();
            case "r" -> value.repr();
            case "a" -> value instanceof Value.Text text ? PythonText.repr(text.text(), true) : value.repr();
            default -> throw new FormatException("unknown conversion '" + conversion + "', use s, r or a");
        });
    }
}
