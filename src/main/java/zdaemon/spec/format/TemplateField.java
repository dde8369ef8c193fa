package zdaemon.spec.format;

import zdaemon.spec.format.MessageFormat.FieldValues;

import zdaemon.spec.format.MessageFormat.FormatException;

/**
 * A field of the styles {@code template} and {@code safe-template}: {@code $name} and {@code ${name}}, {@code $$} is a
 * dollar sign, as Python's {@code string.Template} has it.
 *
 * @param written how it stands in the format
 * @param safe    whether it stays as it is written when there is no such field, instead of being an error
 */
record TemplateField(String name, String written, boolean safe) implements MessageFormat.Piece {

    static MessageFormat parse(String format, boolean safe) throws FormatException {
        MessageFormat parsed = new MessageFormat();
        int at = 0;
        for (int dollar = format.indexOf('$'); dollar >= 0; dollar = format.indexOf('$', at)) {
            parsed.add(format.substring(at, dollar));
            boolean braced = format.startsWith("{", dollar + 1);
            int from = dollar + (braced ? 2 : 1);
            int to = nameEnd(format, from);
            if (format.startsWith("$", dollar + 1)) {
                parsed.add("$");
                at = dollar + 2;
            } else if (to > from && (!braced || format.startsWith("}", to))) {
                at = braced ? to + 1 : to;
                parsed.add(new TemplateField(format.substring(from, to), format.substring(dollar, at), safe));
            } else if (safe) {
                parsed.add("$");
                at = dollar + 1;
            } else {
                throw new FormatException("lone '$'");
            }
        }
        parsed.add(format.substring(at));
        return parsed;
    }

    private static int nameEnd(String format, int from) {
        int at = from;
        while (at < format.length() && namePart(format.charAt(at), at > from)) {
            at++;
        }
        return at;
    }

    private static boolean namePart(char c, boolean digitAllowed) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (digitAllowed && c >= '0' && c <= '9');
    }

    @Override
    public void render(FieldValues fields, StringBuilder out) throws FormatException {
        out.append(safe && fields.get(name).isEmpty() ? written : fields.require(name).text());
    }
}
