package zdaemon.spec;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * The encoding of a log file.
 *
 * @param charset how characters are written
 * @param marked  whether a file begins with a byte order mark, as with Python's {@code utf_8_sig}, {@code utf_16} and
 *                {@code utf_32}
 */
public record TextEncoding(Charset charset, boolean marked) {
    /** The default. */
    public static final TextEncoding UTF_8 = new TextEncoding(StandardCharsets.UTF_8, false);
}
