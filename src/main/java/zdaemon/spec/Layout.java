package zdaemon.spec;

/**
 * How a handler writes an event. The format has been checked against its style: every field in it exists (or arbitrary
 * ones are allowed), and its flags, widths and conversions fit the field.
 *
 * <p>Source: behaviour §6.
 *
 * @param format          the format, its {@code \n \t \b \f \r} escapes decoded
 * @param dateFormat      how {@code asctime} is written, for strftime(3)
 * @param style           the format's grammar
 * @param arbitraryFields whether the format may name fields that events do not have; what they show is up to the log
 */
public record Layout(String format, String dateFormat, Style style, boolean arbitraryFields) {

    /** The grammar of a format. */
    public enum Style {
        /** {@code %(name)-10s}, Python's {@code %} operator. */
        CLASSIC,
        /** {@code {name:>10}}, Python's {@code str.format}. */
        FORMAT,
        /** {@code $name} and <code>${name}</code>; an unknown name is an error. */
        TEMPLATE,
        /** As {@link #TEMPLATE}, but what has no meaning stays as it is. */
        SAFE_TEMPLATE
    }
}
