package zdaemon.spec.format;

import java.util.Locale;

/** The part that {@code %} and {@code format()} have in common for floating-point conversions. */
final class RealText {
    private RealText() {
    }

    /**
     * Writes a number that is not negative.
     *
     * @param conversion one of {@code e E f F g G}
     * @param alternate  the flag {@code #}: the decimal point stays even with nothing behind it
     */
    static String of(double magnitude, char conversion, int precision, boolean alternate) {
        String text = switch (conversion) {
            case 'f', 'F' -> Decimals.fixed(magnitude, precision);
            case 'e', 'E' -> Decimals.exponent(magnitude, precision);
            default -> Decimals.general(magnitude, precision, alternate, false);
        };
        if (alternate && text.indexOf('.') < 0) {
            int e = text.indexOf('e');
            text = e < 0 ? text + '.' : text.substring(0, e) + '.' + text.substring(e);
        }
        return conversion == 'E' || conversion == 'G' ? text.toUpperCase(Locale.ROOT) : text;
    }
}
