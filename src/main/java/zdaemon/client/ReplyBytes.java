package zdaemon.client;

import java.util.Arrays;
import zdaemon.posix.NativeString;

/** A reply as it arrives; decoded only when complete, since a character may be cut in two. */
final class ReplyBytes {
    private byte[] bytes = {};

    /** Appends; answers the new length in bytes. */
    int add(byte[] more) {
        if (bytes.length == 0) {
            bytes = more;
        } else {
            int length = bytes.length;
            bytes = Arrays.copyOf(bytes, length + more.length);
            System.arraycopy(more, 0, bytes, length, more.length);
        }
        return bytes.length;
    }

    String text() {
        return NativeString.decode(bytes);
    }
}
