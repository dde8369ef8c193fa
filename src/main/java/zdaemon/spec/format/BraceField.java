package zdaemon.spec.format;

import zdaemon.spec.format.MessageFormat.FieldValues;

import zdaemon.spec.format.MessageFormat.FormatException;

/**
 * A field of the style {@code format}: Python's {@code str.format} over named fields, {@code {levelname:<8}},
 * {@code {message!r}}, with the whole format mini-language ({@link FormatSpec}) and fields within a specification.
 *
 * @param conversion {@code r}, {@code s} or {@code a}, or NUL
 * @param spec       the specification, with its fields
 * @param written    how it stands in the format
 */
record BraceField(String name, char conversion, MessageFormat spec, String written) implements MessageFormat.Piece {
    private static final int NESTING = 2;

    static MessageFormat parse(String format) throws FormatException {
        return parse(format, NESTING);
    }

    private static MessageFormat parse(String text, int nesting) throws FormatException {
        if (nesting == 0) {
            throw new FormatException("braces that are nested too deep");
        }
        MessageFormat parsed = new MessageFormat();
        int literal = 0;
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c != '{' && c != '}') {
                at++;
            } else if (at + 1 < text.length() && text.charAt(at + 1) == c) {
                parsed.add(text.substring(literal, at + 1));
                at += 2;
                literal = at;
            } else if (c == '}') {
                throw new FormatException("a lone '}'");
            } else {
                parsed.add(text.substring(literal, at));
                int end = closing(text, at + 1);
                parsed.add(field(text.substring(at + 1, end), nesting));
                at = end + 1;
                literal = at;
            }
        }
        parsed.add(text.substring(literal));
        return parsed;
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
        throw new FormatException("a '{' without its '}'");
    }

    private static BraceField field(String inside, int nesting) throws FormatException {
        int colon = inside.indexOf(':');
        String head = colon < 0 ? inside : inside.substring(0, colon);
        int bang = head.indexOf('!');
        String conversion = bang < 0 ? "" : head.substring(bang + 1);
        if (bang >= 0 && !conversion.equals("r") && !conversion.equals("s") && !conversion.equals("a")) {
            throw new FormatException("a '!' that is not followed by r, s or a");
        }
        return new BraceField(bang < 0 ? head : head.substring(0, bang), bang < 0 ? 0 : conversion.charAt(0),
                colon < 0 ? new MessageFormat() : parse(inside.substring(colon + 1), nesting - 1), "{" + inside + "}");
    }

    @Override
    public void render(FieldValues fields, StringBuilder out) throws FormatException {
        Value value = fields.require(name);
        try {
            out.append(converted(value).format(FormatSpec.parse(spec.render(fields))));
        } catch (FormatException e) {
            throw new FormatException(written + ": " + e.getMessage());
        }
    }

    private Value converted(Value value) {
        return conversion == 0 ? value : new Value.Text(conversion == 's' ? value.text()
                : conversion == 'a' ? value.ascii() : value.repr());
    }
}
