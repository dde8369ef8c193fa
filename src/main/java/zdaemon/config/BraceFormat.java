package zdaemon.config;

import java.util.Optional;
import zdaemon.spec.LogField.Kind;

/** {@code {name!r:*>10.3f}}: a conversion, then fill, alignment, sign, width, grouping, precision and type. */
final class BraceFormat {
    private final FormatCheck check;

    BraceFormat(FormatCheck check) {
        this.check = check;
    }

    void check(String format) throws BadValue {
        int i = 0;
        while (i < format.length()) {
            char c = format.charAt(i);
            if ((c == '{' || c == '}') && check.at(i + 1) == c) {
                i += 2;
            } else if (c == '{') {
                i = field(format, i + 1);
            } else if (c == '}') {
                throw check.wrong("a lone '}'");
            } else {
                i++;
            }
        }
    }

    /** Checks what stands behind an opening brace and returns where it ends. */
    private int field(String format, int from) throws BadValue {
        int at = from;
        while (at < format.length() && "!:{}".indexOf(format.charAt(at)) < 0) {
            at++;
        }
        Optional<Kind> kind = check.kind(format.substring(from, at));
        if (check.at(at) == '!') {
            if (check.at(at + 1) == 0 || "rsa".indexOf(check.at(at + 1)) < 0) {
                throw check.wrong("a '!' that is not followed by r, s or a");
            }
            kind = Optional.of(Kind.TEXT);
            at += 2;
        }
        if (check.at(at) == ':') {
            at = specification(at + 1, kind);
        }
        if (check.at(at) != '}') {
            throw check.wrong("a field " + Quoted.of(format.substring(from, Math.min(at + 1, format.length())))
                    + " that makes no sense");
        }
        return at + 1;
    }

    private int specification(int from, Optional<Kind> kind) throws BadValue {
        boolean text = kind.isPresent() && kind.get() == Kind.TEXT;
        int at = from;
        boolean fill = isOneOf("<>=^", check.at(at + 1)) && !isOneOf("{}", check.at(at));
        if (fill || isOneOf("<>=^", check.at(at))) {
            at += fill ? 2 : 1;
            refuse(text && check.at(at - 1) == '=');
        }
        if (isOneOf("+- ", check.at(at))) {
            refuse(text);
            at++;
        }
        if (check.at(at) == '#') {
            refuse(text);
            at++;
        }
        at = check.skipNumber(at);
        char grouping = isOneOf(",_", check.at(at)) ? check.at(at++) : 0;
        refuse(text && grouping != 0);
        boolean precise = check.at(at) == '.';
        if (precise) {
            int end = check.skipNumber(at + 1);
            refuse(end == at + 1);
            at = end;
        }
        char type = isOneOf("sbdoxXeEfFgGn%", check.at(at)) ? check.at(at++) : 0;
        refuse(kind.isPresent() && !fits(type, precise, grouping, kind.get()));
        return at;
    }

    private static boolean fits(char type, boolean precise, char grouping, Kind kind) {
        if (type == 'n' && grouping != 0) {
            return false;
        }
        return switch (kind) {
            case TEXT -> type == 0 || type == 's';
            case INTEGER -> isOneOf("eEfFgG%", type)
                    || (!precise && (type == 0 || isOneOf("dn", type) || (isOneOf("boxX", type) && grouping != ',')));
            case REAL -> type == 0 || isOneOf("eEfFgGn%", type);
        };
    }

    private void refuse(boolean wrong) throws BadValue {
        if (wrong) {
            throw check.wrong("a field specification that does not fit its field");
        }
    }

    private static boolean isOneOf(String characters, char c) {
        return c != 0 && characters.indexOf(c) >= 0;
    }
}
