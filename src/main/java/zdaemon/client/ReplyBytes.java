package zdaemon.client;

import java.util.Arrays;
import zdaemon.posix.NativeString;

/** A reply as it arrives; decoded only when complete, since a character may be cut in two. */
final class ReplyBytes {
    private byte[] bytes = {};
    private int length;

    /** Appends; answers the new length in bytes. */
    int add(byte[] more) {
        if (length + more.length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more.length, 2 * length));
        }
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
        return length;
    }

    String text() {
        return NativeString.decode(bytes, 0, length);
    }
}
