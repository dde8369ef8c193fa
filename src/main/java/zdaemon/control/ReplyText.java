package zdaemon.control;

import java.util.List;
import zdaemon.posix.Buffer;
import zdaemon.posix.NativeString;

/** The bytes of a reply. Long ones that do not change are shared by all who are told them. */
public final class ReplyText {
    private final List<byte[]> parts;
    private final int own;

    private ReplyText(List<byte[]> parts, int own) {
        this.parts = parts;
        this.own = own;
    }

    /** Lines of behaviour §5; the last line's end is added if it is missing. */
    public static ReplyText of(String text) {
        byte[] bytes = encode(text);
        return new ReplyText(List.of(bytes), bytes.length);
    }

    /**
     * Lines around others that many replies have in common.
     *
     * @param shared of {@link #encode}
     */
    public static ReplyText around(String before, byte[] shared, String after) {
        byte[] head = encode(before);
        byte[] tail = encode(after);
        return new ReplyText(List.of(head, shared, tail), head.length + tail.length);
    }

    /** Lines as bytes, the last one's end included. */
    public static byte[] encode(String text) {
        return NativeString.encode(text.isEmpty() || text.endsWith("\n") ? text : text + "\n");
    }

    /** How many bytes are kept for this reply alone. */
    int own() {
        return own;
    }

    /**
     * Copies what comes next.
     *
     * @param from how many bytes are behind
     * @return how many were copied; 0 after the last
     */
    int copy(int from, Buffer to) {
        int count = 0;
        int start = 0;
        for (int i = 0; i < parts.size(); i++) {
            byte[] part = parts.get(i);
            int offset = from + count - start;
            int length = Math.min(part.length - offset, to.capacity() - count);
            if (length > 0) {
                to.put(count, part, offset, length);
                count += length;
            }
            start += part.length;
        }
        return count;
    }
}
