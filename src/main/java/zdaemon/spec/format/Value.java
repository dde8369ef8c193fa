package zdaemon.spec.format;

import zdaemon.spec.format.MessageFormat.FormatException;

/**
 * What a field of a log format stands for, with the conversions that Python's {@code %} and {@code format()} ask of it.
 * Those that Python refuses throw, with the message that says which kind would do.
 */
public sealed interface Value {
    /** As {@code str()} writes it. */
    String text();

    /** As {@code repr()} writes it. */
    default String repr() {
        return text();
    }

    /** As {@code ascii()} writes it. */
    default String ascii() {
        return repr();
    }

    /** For {@code %d}: a fraction is cut off. */
    default long truncated() throws FormatException {
        throw new FormatException("a number is required, not a text");
    }

    /** For {@code %x} and {@code %o}. */
    default long integer() throws FormatException {
        throw new FormatException("an integer is required");
    }

    /** For {@code %f} and the other floating-point conversions. */
    default double real() throws FormatException {
        throw new FormatException("a number is required, not a text");
    }

    /** For {@code %c}. */
    default String character() throws FormatException {
        throw new FormatException("%c requires an integer or a single character");
    }

    /** As Python's {@code format(value, spec)} writes it. */
    String format(FormatSpec spec) throws FormatException;

    /** A field that is a string. */
    record Text(String text) implements Value {
        @Override
        public String repr() {
            return PythonText.repr(text, false);
        }

        @Override
        public String ascii() {
            return PythonText.repr(text, true);
        }

        @Override
        public String character() throws FormatException {
            return text.codePointCount(0, text.length()) == 1 ? text : Value.super.character();
        }

        @Override
        public String format(FormatSpec spec) throws FormatException {
            return spec.text(text);
        }
    }

    /** A field that is an integer. */
    record Whole(long integer) implements Value {
        @Override
        public String text() {
            return Long.toString(integer);
        }

        @Override
        public long truncated() {
            return integer;
        }

        @Override
        public double real() {
            return integer;
        }

        @Override
        public String character() throws FormatException {
            if (integer < 0 || integer > Character.MAX_CODE_POINT) {
                throw new FormatException("%c requires a number below 0x110000");
            }
            return Character.toString((int) integer);
        }

        @Override
        public String format(FormatSpec spec) throws FormatException {
            return spec.whole(integer);
        }
    }

    /** A field that is a floating-point number. */
    record Real(double real) implements Value {
        @Override
        public String text() {
            return Decimals.repr(real);
        }

        @Override
        public long truncated() {
            return (long) real;
        }

        @Override
        public String format(FormatSpec spec) throws FormatException {
            return spec.real(real);
        }
    }

    /** An arbitrary field, one that no record has: an empty text, and zero where a number is asked for. */
    enum Nothing implements Value {
        /** The one there is. */
        INSTANCE;

        @Override
        public String text() {
            return "";
        }

        @Override
        public long truncated() {
            return 0;
        }

        @Override
        public long integer() {
            return 0;
        }

        @Override
        public double real() {
            return 0;
        }

        @Override
        public String character() {
            return "";
        }

        @Override
        public String format(FormatSpec spec) {
            return "";
        }
    }
}
