package zdaemon.protocol;

import java.util.List;

/** Strings and lists of strings as Python's {@code repr} writes them. */
public final class Repr {

    private Repr() {}

    /** Writes a string. */
    public static String string(String value) {
        throw new UnsupportedOperationException(value);
    }

    /** Writes a list. */
    public static String list(List<String> values) {
        throw new UnsupportedOperationException(values.toString());
    }

    /** Reads a string. */
    public static String parseString(String text) throws ReprException {
        throw new ReprException("not yet", 0);
    }

    /** Reads a list. */
    public static List<String> parseList(String text) throws ReprException {
        throw new ReprException("not yet", 0);
    }
}
