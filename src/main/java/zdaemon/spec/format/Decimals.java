package zdaemon.spec.format;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/**
 * Floating-point numbers in decimal, digit for digit as C and Python write them: the exact binary value, rounded half
 * to even. Signs are written for negative numbers only; padding is the caller's.
 */
final class Decimals {
    /** Python's {@code repr} switches to an exponent at ten to the power of this. */
    private static final int REPR_LIMIT = 16;
    private static final int SMALLEST_FIXED_EXPONENT = -4;

    private Decimals() {
    }

    /** As {@code %.<decimals>f}. */
    static String fixed(double value, int decimals) {
        String digits = new BigDecimal(Math.abs(value)).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
        return sign(value) + digits;
    }

    /** As {@code %.<decimals>e}. */
    static String exponent(double value, int decimals) {
        return sign(value) + Scientific.of(value, decimals + 1).written(decimals);
    }

    /**
     * As {@code %.<precision>g}.
     *
     * @param keepZeros the flag {@code #}: trailing zeros stay
     * @param dotZero   as {@code format()} without a type does it: a number without exponent shows at least one decimal
     */
    static String general(double value, int precision, boolean keepZeros, boolean dotZero) {
        int significant = Math.max(precision, 1);
        Scientific scientific = Scientific.of(value, significant);
        int limit = dotZero ? significant - 1 : significant;
        if (scientific.exponent < SMALLEST_FIXED_EXPONENT || scientific.exponent >= limit) {
            String written = scientific.written(significant - 1);
            int e = written.indexOf('e');
            return sign(value) + (keepZeros ? written : trimmed(written.substring(0, e)) + written.substring(e));
        }
        String written = fixed(Math.abs(value), significant - 1 - scientific.exponent);
        if (!keepZeros) {
            written = trimmed(written);
        }
        return sign(value) + (dotZero && written.indexOf('.') < 0 ? written + ".0" : written);
    }

    /** The shortest digits that read back as the same number, as Python's {@code repr} writes them. */
    static String repr(double value) {
        if (value == 0) {
            return sign(value) + "0.0";
        }
        BigDecimal shortest = new BigDecimal(Double.toString(Math.abs(value))).stripTrailingZeros();
        int exponent = shortest.precision() - shortest.scale() - 1;
        if (exponent >= SMALLEST_FIXED_EXPONENT && exponent < REPR_LIMIT) {
            String plain = shortest.toPlainString();
            return sign(value) + (plain.indexOf('.') < 0 ? plain + ".0" : plain);
        }
        String digits = shortest.unscaledValue().toString();
        return sign(value) + new Scientific(digits, exponent).written(digits.length() - 1);
    }

    private static String sign(double value) {
        return value < 0 || (value == 0 && 1 / value < 0) ? "-" : "";
    }

    private static String trimmed(String digits) {
        if (digits.indexOf('.') < 0) {
            return digits;
        }
        int end = digits.length();
        while (digits.charAt(end - 1) == '0') {
            end--;
        }
        return digits.substring(0, digits.charAt(end - 1) == '.' ? end - 1 : end);
    }

    private record Scientific(String digits, int exponent) {
        static Scientific of(double value, int significant) {
            if (value == 0) {
                return new Scientific("0", 0);
            }
            BigDecimal rounded = new BigDecimal(Math.abs(value))
                    .round(new MathContext(significant, RoundingMode.HALF_EVEN));
            return new Scientific(rounded.unscaledValue().toString(), rounded.precision() - rounded.scale() - 1);
        }

        String written(int decimals) {
            StringBuilder text = new StringBuilder(digits);
            while (text.length() <= decimals) {
                text.append('0');
            }
            text.setLength(decimals + 1);
            if (decimals > 0) {
                text.insert(1, '.');
            }
            text.append('e').append(exponent < 0 ? '-' : '+');
            int magnitude = Math.abs(exponent);
            return text.append(magnitude < 10 ? "0" : "").append(magnitude).toString();
        }
    }

    /**
     * Writes a number that is not negative.
     *
     * @param conversion one of {@code e E f F g G}
     * @param alternate  the flag {@code #}: the decimal point stays even with nothing behind it
     */
    static String real(double magnitude, char conversion, int precision, boolean alternate) {
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
