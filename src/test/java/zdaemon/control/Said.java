package zdaemon.control;

import java.nio.charset.StandardCharsets;
import zdaemon.posix.Buffer;

/** What a client would read. */
public final class Said {
    private static final int MOST = 1 << 16;

    private Said() {
    }

    public static String text(ReplyText reply) {
        try (Buffer buffer = Buffer.allocate(MOST)) {
            return new String(buffer.get(0, reply.copy(0, buffer)), StandardCharsets.UTF_8);
        }
    }
}
