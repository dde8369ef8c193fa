package zdaemon.config;

import java.util.Optional;
import zdaemon.spec.Handler.Layout;
import zdaemon.spec.LogField;
import zdaemon.spec.format.MessageFormat;
import zdaemon.spec.format.MessageFormat.FieldValues;
import zdaemon.spec.format.MessageFormat.FormatException;
import zdaemon.spec.format.Value;

/**
 * Proves before anything starts that a format can be written out for every event, by a sample of each kind of field: a log
 * that fails at its first event fails when it is needed.
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
