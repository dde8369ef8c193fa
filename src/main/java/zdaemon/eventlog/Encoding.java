package zdaemon.eventlog;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import zdaemon.posix.NativeString;

/**
 * A log file's encoding. UTF-8 keeps bytes that are no UTF-8, see {@link NativeString}; others put a question mark
 * where they have no character.
 */
final class Encoding {
    private static final byte[] NO_MARK = {};
    private static final byte[] UTF_16_MARK = {(byte) 0xff, (byte) 0xfe};

    private final Charset charset;

    Encoding(Charset charset) {
        this.charset = charset;
    }

    /** What an empty file starts with: the byte order mark of UTF-16, which Python writes little-endian. */
    byte[] mark() {
        return charset.equals(StandardCharsets.UTF_16) ? UTF_16_MARK : NO_MARK;
    }

    byte[] encode(String text) {
        if (charset.equals(StandardCharsets.UTF_8)) {
            return NativeString.encode(text);
        }
        return text.getBytes(charset.equals(StandardCharsets.UTF_16) ? StandardCharsets.UTF_16LE : charset);
    }
}
