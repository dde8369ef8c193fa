package zdaemon.eventlog.format;

/**
 * The styles {@code template} and {@code safe-template}: {@code $name} and {@code ${name}}, {@code $$} is a dollar
 * sign, as Python's {@code string.Template} has it.
 */
final class TemplateFormat implements MessageFormat {
    private final String format;
    private final boolean safe;

    /**
     * @param safe whether what cannot be replaced stays as it is written, instead of being an error
     */
    TemplateFormat(String format, boolean safe) {
        this.format = format;
        this.safe = safe;
    }

    @Override
    public String render(Fields fields) throws FormatException {
        StringBuilder out = new StringBuilder();
        int at = 0;
        while (at < format.length()) {
            int dollar = format.indexOf('$', at);
            if (dollar < 0) {
                out.append(format, at, format.length());
                break;
            }
            out.append(format, at, dollar);
            at = replace(dollar, fields, out);
        }
        return out.toString();
    }

    /** Replaces what starts at a dollar sign and returns where the text goes on. */
    private int replace(int dollar, Fields fields, StringBuilder out) throws FormatException {
        int next = dollar + 1;
        if (next < format.length() && format.charAt(next) == '$') {
            out.append('$');
            return next + 1;
        }
        boolean braced = next < format.length() && format.charAt(next) == '{';
        int from = braced ? next + 1 : next;
        int to = identifierEnd(from);
        if (to == from || (braced && (to >= format.length() || format.charAt(to) != '}'))) {
            if (!safe) {
                throw new FormatException("a field name must follow each $; write $$ for a dollar sign");
            }
            out.append('$');
            return next;
        }
        int end = braced ? to + 1 : to;
        String name = format.substring(from, to);
        if (safe && fields.get(name).isEmpty()) {
            out.append(format, dollar, end);
        } else {
            out.append(fields.require(name).text());
        }
        return end;
    }

    private int identifierEnd(int from) {
        int at = from;
        while (at < format.length() && identifierPart(format.charAt(at), at > from)) {
            at++;
        }
        return at;
    }

    private static boolean identifierPart(char c, boolean digitAllowed) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (digitAllowed && c >= '0' && c <= '9');
    }
}
