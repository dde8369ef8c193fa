package zdaemon.posix;

import java.lang.foreign.Arena;

/**
 * A few bytes of each thread for what a call gives back through a pointer, to be read at once: the next call may use them
 * for something else. A {@link Buffer} of one's own costs more than most calls.
 */
final class Scratch {
    static final int CAPACITY = 256;

    private static final ThreadLocal<Buffer> OF_THREAD = new ThreadLocal<>();

    private Scratch() {}

    /** Not to be closed; what is in it is left over from before. */
    static Buffer ofThread() {
        Buffer scratch = OF_THREAD.get();
        if (scratch == null) {
            scratch = Buffer.in(Arena.global(), CAPACITY);
            OF_THREAD.set(scratch);
        }
        return scratch;
    }
}
