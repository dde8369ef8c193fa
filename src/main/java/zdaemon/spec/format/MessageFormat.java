package zdaemon.spec.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zdaemon.spec.Handler.Layout;

/**
 * A log format in one of the styles of behaviour §6, parsed: text as it stands, and fields with what is to be done to
 * them. The configuration checks it by rendering samples, the event log renders records.
 */
public final class MessageFormat {
    /** No field is padded to more: a slip in a format must not eat the memory. */
    static final int MAX_WIDTH = 1000;

    private final List<Piece> pieces = new ArrayList<>();

    /** A part of a format. */
    interface Piece {
        void render(FieldValues fields, StringBuilder out) throws FormatException;
    }

    /** Text that stands for itself. */
    private record Literal(String text) implements Piece {
        @Override
        public void render(FieldValues fields, StringBuilder out) {
            out.append(text);
        }
    }

    MessageFormat() {
    }

    /**
     * Parses a format.
     *
     * @throws FormatException when it is malformed
     */
    public static MessageFormat of(String format, Layout.Style style) throws FormatException {
        return switch (style) {
            case CLASSIC -> PercentField.parse(format);
            case FORMAT -> BraceField.parse(format);
            case TEMPLATE -> TemplateField.parse(format, false);
            case SAFE_TEMPLATE -> TemplateField.parse(format, true);
        };
    }

    /**
     * Puts the fields into the format.
     *
     * @throws FormatException when it names an unknown field or asks a conversion that the field does not allow. That
     *                         depends on the format and on what kind of value a field has, not on the value.
     */
    public String render(FieldValues fields) throws FormatException {
        StringBuilder out = new StringBuilder();
        for (Piece piece : pieces) {
            piece.render(fields, out);
        }
        return out.toString();
    }

    void add(String text) {
        if (!text.isEmpty()) {
            pieces.add(new Literal(text));
        }
    }

    void add(Piece piece) {
        pieces.add(piece);
    }

    /** A log format that cannot be used; the message names the part that is wrong and why. */
    public static final class FormatException extends Exception {
        private static final long serialVersionUID = 1L;

        FormatException(String message) {
            super(message);
        }
    }

    /** The fields of one event, by name. */
    public interface FieldValues {

        /** {@return the value of a field, or empty when there is no such field} */
        Optional<Value> get(String name);

        /** {@return whether a name that is no field stands for nothing, instead of being an error} */
        boolean arbitrary();

        /**
         * {@return the value of a field that a format names}
         *
         * @throws FormatException when there is none
         */
        default Value require(String name) throws FormatException {
            Optional<Value> value = get(name);
            if (value.isEmpty() && (!arbitrary() || name.isEmpty())) {
                throw new FormatException("unknown field '" + name + "'");
            }
            return value.isEmpty() ? Value.Nothing.INSTANCE : value.get();
        }
    }
}
