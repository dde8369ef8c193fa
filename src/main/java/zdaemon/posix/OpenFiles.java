package zdaemon.posix;

import zdaemon.bindings.libc;

/** How many descriptors this process may have, RLIMIT_NOFILE of getrlimit(2). Anybody may change that at any time. */
public final class OpenFiles {
    private static final Function GETRLIMIT = new Function("getrlimit");
    static final Function SETRLIMIT = new Function("setrlimit");
    private static final int RLIMIT_SIZE = 2 * Long.BYTES;
    /** RLIM_INFINITY: all bits are set. */
    private static final long INFINITY = -1;

    private OpenFiles() {}

    /**
     * Two unsigned numbers that no descriptor reaches: the one that counts, and how far a process may raise that by itself.
     * All bits are set where there is no limit.
     */
    public record Limits(long soft, long hard) {
        /** As setrlimit(2) takes them; to be closed. */
        public Buffer allocate() {
            return Buffer.allocate(RLIMIT_SIZE).putLong(0, soft).putLong(Long.BYTES, hard);
        }

        @Override
        public String toString() {
            return text(soft) + ":" + text(hard);
        }

        private static String text(long limit) {
            return limit == INFINITY ? "unlimited" : Long.toUnsignedString(limit);
        }
    }

    /** The number that no descriptor reaches: the soft limit. */
    public static long limit() {
        try {
            long soft = limits().soft();
            return soft < 0 ? Long.MAX_VALUE : soft;
        } catch (PosixException e) {
            return Long.MAX_VALUE;
        }
    }

    /** Both limits. */
    public static Limits limits() throws PosixException {
        try (Buffer limits = Buffer.allocate(RLIMIT_SIZE)) {
            if (GETRLIMIT.call(libc.RLIMIT_NOFILE(), limits.address()) < 0) {
                throw PosixException.on("getrlimit", "");
            }
            return new Limits(limits.getLong(0), limits.getLong(Long.BYTES));
        }
    }

    /**
     * Lets this process have as many descriptors as it may; as root further, if it needs more and the system allows it. Its
     * children inherit that, so they are to get the former limits: programs that use select(2) break beyond 1,024.
     *
     * @param needed how many it needs
     * @return the former limits
     */
    public static Limits raise(long needed) throws PosixException {
        Limits former = limits();
        if (Long.compareUnsigned(former.hard(), needed) < 0 && set(new Limits(needed, needed))) {
            return former;
        }
        if (former.soft() != former.hard() && !set(new Limits(former.hard(), former.hard()))) {
            throw PosixException.on("set the limit of open files to", former.toString());
        }
        return former;
    }

    /** Sets both limits, and answers whether that was allowed. */
    public static boolean set(Limits limits) {
        try (Buffer buffer = limits.allocate()) {
            return (int) SETRLIMIT.call(libc.RLIMIT_NOFILE(), buffer.address()) == 0;
        }
    }
}
