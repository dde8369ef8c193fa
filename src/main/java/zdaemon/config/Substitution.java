package zdaemon.config;

import java.util.HashMap;
import java.util.Map;
import zdaemon.config.Parser.Malformed;

/**
 * {@code %define}d names and the environment in values: {@code $name}, <code>${name}</code>, {@code $(NAME)} and
 * {@code $$}. What is put in is not looked at again.
 */
final class Substitution {

    /** Thirty lines of {@code %define a $b$b} make a billion characters; a file that needs this many is a mistake. */
    private static final int MOST = 16 << 20;

    private final Map<String, String> environment;
    private final Map<String, String> defined = new HashMap<>();
    private int budget = MOST;

    Substitution(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Defines a name; the same value again is fine. */
    void define(String name, String value) throws Malformed {
        if (!Text.isName(name)) {
            throw new Malformed(Quoted.of(name) + " is not a name; use letters, digits and underscores");
        }
        String before = defined.putIfAbsent(Text.lower(name), value);
        if (before != null && !before.equals(value)) {
            throw new Malformed("cannot redefine " + Quoted.of(name));
        }
    }

    /** The text with everything replaced. */
    String apply(String text) throws Malformed {
        int dollar = text.indexOf('$');
        if (dollar < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length() + 32);
        int from = 0;
        while (dollar >= 0) {
            out.append(text, from, dollar);
            from = replace(text, dollar + 1, out);
            dollar = text.indexOf('$', from);
        }
        out.append(text, from, text.length());
        budget -= out.length();
        return out.toString();
    }

    /** Replaces what starts after a dollar sign; returns where the text goes on. */
    private int replace(String text, int at, StringBuilder out) throws Malformed {
        char c = at < text.length() ? text.charAt(at) : ' ';
        if (c == '$') {
            out.append('$');
            return at + 1;
        }
        if (c == '{' || c == '(') {
            int end = text.indexOf(c == '{' ? '}' : ')', at);
            String name = end < 0 ? "" : text.substring(at + 1, end);
            if (c == '{' ? !Text.isName(name) : name.isEmpty()) {
                throw new Malformed("'$" + c + "' is not followed by a name and '" + (c == '{' ? '}' : ')') + "' in "
                        + Quoted.of(text));
            }
            put(name, c == '{' ? defined.get(Text.lower(name)) : environment.get(name), out);
            return end + 1;
        }
        int end = at;
        while (end < text.length() && Text.isNamePart(text.charAt(end))) {
            end++;
        }
        if (end == at) {
            throw new Malformed("lone '$' in " + Quoted.of(text) + "; write '$$' for a dollar sign");
        }
        String name = text.substring(at, end);
        put(name, defined.get(Text.lower(name)), out);
        return end;
    }

    private void put(String name, String value, StringBuilder out) throws Malformed {
        if (value == null) {
            throw new Malformed("no replacement for " + Quoted.of(name));
        }
        if (out.length() + value.length() > budget) {
            throw new Malformed("too much text after substitution of " + Quoted.of(name));
        }
        out.append(value);
    }
}
