package zdaemon.config;

import java.util.Optional;
import zdaemon.config.Type.BadValue;
import zdaemon.spec.Handler.Layout;
import zdaemon.spec.LogField;
import zdaemon.spec.format.MessageFormat;
import zdaemon.spec.format.MessageFormat.FieldValues;
import zdaemon.spec.format.MessageFormat.FormatException;
import zdaemon.spec.format.Value;

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

    /**
     * Proves before anything starts that a format can be written out for every event, by a sample of each kind of
     * field: a log that fails at its first event fails when it is needed.
     *
     * @param arbitrary whether the format may name fields that events do not have
     */
    record FormatCheck(boolean arbitrary) implements FieldValues {
        private static final Value TEXT = new Value.Text("text");
        /** Beyond all characters: a process's number need not be one. */
        private static final Value INTEGER = new Value.Whole(Integer.MAX_VALUE);
        private static final Value REAL = new Value.Real(0.5);

        static void check(String format, Layout.Style style, boolean arbitraryFields) throws BadValue {
            try {
                MessageFormat.of(format, style).render(new FormatCheck(arbitraryFields));
            } catch (FormatException wrong) {
                throw BadValue.of(wrong.getMessage() + " in format", format);
            }
        }

        @Override
        public Optional<Value> get(String name) {
            Optional<LogField> field = LogField.of(name);
            if (field.isEmpty()) {
                return Optional.empty();
            }
            LogField.Kind kind = field.get().kind();
            return Optional.of(kind == LogField.Kind.TEXT ? TEXT : kind == LogField.Kind.INTEGER ? INTEGER : REAL);
        }
    }
}
