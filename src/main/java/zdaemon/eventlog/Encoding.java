package zdaemon.eventlog;

import java.nio.charset.StandardCharsets;
import zdaemon.posix.NativeString;
import zdaemon.spec.TextEncoding;

/**
 * Writes in a log file's encoding. UTF-8 keeps bytes that are no UTF-8, see {@link NativeString}; others put a question
 * mark where they have no character.
 */
final class Encoding {
    private final TextEncoding encoding;

    Encoding(TextEncoding encoding) {
        this.encoding = encoding;
    }

    /** What an empty file starts with, as Python has it: a byte order mark or nothing. */
    byte[] mark() {
        return encode(encoding.marked() ? "\ufeff" : "");
    }

    byte[] encode(String text) {
        return encoding.charset().equals(StandardCharsets.UTF_8)
                ? NativeString.encode(text) : text.getBytes(encoding.charset());
    }
}
