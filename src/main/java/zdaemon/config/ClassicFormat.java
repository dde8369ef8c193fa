package zdaemon.config;

import java.util.Optional;
import zdaemon.spec.LogField.Kind;

/** {@code %(name)-10s}: flags, width, precision, an ignored length, a conversion. */
final class ClassicFormat {
    private final FormatCheck check;

    ClassicFormat(FormatCheck check) {
        this.check = check;
    }

    void check(String format) throws BadValue {
        for (int i = format.indexOf('%'); i >= 0; i = format.indexOf('%', i)) {
            i = check.at(i + 1) == '%' ? i + 2 : field(format, i + 1);
        }
    }

    /** Checks what stands behind a percent sign and returns where it ends. */
    private int field(String format, int from) throws BadValue {
        int close = format.indexOf(')', from);
        if (check.at(from) != '(' || close < 0) {
            throw check.wrong("a '%' that is not followed by '(name)'");
        }
        String name = format.substring(from + 1, close);
        Optional<Kind> kind = check.kind(name);
        int at = close + 1;
        while (isOneOf("#0- +", check.at(at))) {
            at++;
        }
        at = check.skipNumber(at);
        if (check.at(at) == '.') {
            at = check.skipNumber(at + 1);
        }
        if (isOneOf("hlL", check.at(at))) {
            at++;
        }
        if (!fits(check.at(at), kind)) {
            throw check.wrong(at < format.length()
                    ? "conversion " + Quoted.of(format.substring(at, at + 1)) + " does not fit field '" + name + "'"
                    : "no conversion for field '" + name + "'");
        }
        return at + 1;
    }

    /** No {@code c}: a process id need not be a character. */
    private static boolean fits(char conversion, Optional<Kind> kind) {
        if (isOneOf("sra", conversion)) {
            return true;
        }
        if (kind.isEmpty()) {
            return isOneOf("diuoxXfFeEgG", conversion);
        }
        return switch (kind.get()) {
            case TEXT -> false;
            case INTEGER -> isOneOf("diuoxXfFeEgG", conversion);
            case REAL -> isOneOf("diufFeEgG", conversion);
        };
    }

    private static boolean isOneOf(String characters, char c) {
        return c != 0 && characters.indexOf(c) >= 0;
    }
}
