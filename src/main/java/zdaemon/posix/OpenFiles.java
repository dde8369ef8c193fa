package zdaemon.posix;

import zdaemon.bindings.libc;

/** How many descriptors this process may have, RLIMIT_NOFILE of getrlimit(2). Anybody may change that at any time. */
public final class OpenFiles {
    private static final Function GETRLIMIT = new Function("getrlimit");
    private static final int RLIMIT_SIZE = 2 * Long.BYTES;

    private OpenFiles() {}

    /** The number that no descriptor reaches: the soft limit. */
    public static long limit() {
        try (Buffer limits = Buffer.allocate(RLIMIT_SIZE)) {
            if (GETRLIMIT.call(libc.RLIMIT_NOFILE(), limits.address()) < 0) {
                return Long.MAX_VALUE;
            }
            long soft = limits.getLong(0);
            return soft < 0 ? Long.MAX_VALUE : soft;
        }
    }
}
