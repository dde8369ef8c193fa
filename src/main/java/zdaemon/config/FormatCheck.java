package zdaemon.config;

import java.util.Optional;
import zdaemon.spec.Layout;
import zdaemon.spec.LogField;
import zdaemon.spec.LogField.Kind;

/**
 * Proves before anything starts that a format can be written out for every event: a log that fails at its first event
 * fails when it is needed.
 */
final class FormatCheck {

    /** Wider than any line that someone reads, and no threat to the memory. */
    private static final int WIDEST = 1000;

    private final String format;
    private final boolean arbitraryFields;

    private FormatCheck(String format, boolean arbitraryFields) {
        this.format = format;
        this.arbitraryFields = arbitraryFields;
    }

    static void check(String format, Layout.Style style, boolean arbitraryFields) throws BadValue {
        FormatCheck check = new FormatCheck(format, arbitraryFields);
        switch (style) {
            case CLASSIC -> new ClassicFormat(check).check(format);
            case FORMAT -> new BraceFormat(check).check(format);
            case TEMPLATE -> check.template();
            case SAFE_TEMPLATE -> { } // whatever has no meaning stays as it is
        }
    }

    /** The kind of a named field; empty for one that may be anything. */
    Optional<Kind> kind(String name) throws BadValue {
        Optional<LogField> field = LogField.of(name);
        if (field.isEmpty() && (!arbitraryFields || name.isEmpty())) {
            throw wrong("unknown field " + Quoted.of(name));
        }
        return field.isEmpty() ? Optional.empty() : Optional.of(field.get().kind());
    }

    BadValue wrong(String reason) {
        return BadValue.of(reason + " in format", format);
    }

    /** The end of the digits from some place on; they must make a sane width. */
    int skipNumber(int from) throws BadValue {
        int at = from;
        int value = 0;
        while (at < format.length() && Text.isDigit(format.charAt(at))) {
            value = value * 10 + (format.charAt(at) - '0');
            if (value > WIDEST) {
                throw wrong("a width of more than " + WIDEST);
            }
            at++;
        }
        return at;
    }

    /** The character at some place, NUL behind the end. */
    char at(int index) {
        return index < format.length() ? format.charAt(index) : 0;
    }

    private void template() throws BadValue {
        for (int i = format.indexOf('$'); i >= 0; i = format.indexOf('$', i)) {
            if (at(i + 1) == '$') {
                i += 2;
                continue;
            }
            boolean braced = at(i + 1) == '{';
            int from = braced ? i + 2 : i + 1;
            int end = from;
            while (Text.isNamePart(at(end))) {
                end++;
            }
            if (end == from || Text.isDigit(at(from)) || (braced && at(end) != '}')) {
                throw wrong("lone '$'");
            }
            kind(format.substring(from, end));
            i = end;
        }
    }
}
