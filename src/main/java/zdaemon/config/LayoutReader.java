package zdaemon.config;

import java.util.Optional;
import zdaemon.spec.Handler.Layout;

/** Reads how a handler writes an event. */
final class LayoutReader {
    private final KeyReader keys;

    LayoutReader(KeyReader keys) {
        this.keys = keys;
    }

    /** Reads it, with a default format in the classic style. */
    Layout read(String defaultFormat) {
        Layout.Style style = keys.read("style", LogTypes.STYLE, Layout.Style.CLASSIC);
        boolean arbitraryFields = keys.read("arbitrary-fields", Types.BOOLEAN, false);
        String dateFormat = keys.read("dateformat", Types.TEXT, "%Y-%m-%dT%H:%M:%S");
        keys.read("formatter", LogTypes.FORMATTER);
        Optional<String> given = keys.read("format", Types.TEXT);
        String format = given.isEmpty() ? translated(defaultFormat, style)
                : given.get().isEmpty() ? translated("%(message)s", style) : decoded(given.get());
        try {
            FormatCheck.check(format, style, arbitraryFields);
        } catch (BadValue wrong) {
            keys.refuse("format", wrong.getMessage());
        }
        return new Layout(format, dateFormat, style, arbitraryFields);
    }

    /** Replaces the escapes; a backslash before anything else is a backslash. */
    private static String decoded(String format) {
        return format.replace("\\n", "\n").replace("\\t", "\t").replace("\\b", "\b").replace("\\f", "\f")
                .replace("\\r", "\r");
    }

    private static String translated(String classic, Layout.Style style) {
        return switch (style) {
            case CLASSIC -> classic;
            case FORMAT -> classic.replace("%(", "{").replace(")s", "}");
            case TEMPLATE, SAFE_TEMPLATE -> classic.replace("%(", "${").replace(")s", "}");
        };
    }
}
