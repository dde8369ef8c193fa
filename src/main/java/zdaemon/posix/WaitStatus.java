package zdaemon.posix;

/** How a process ended, wait(2). */
public sealed interface WaitStatus {
    /**
     * It ended by itself.
     *
     * @param status its exit status, 0 to 255
     */
    record Exited(int status) implements WaitStatus {}

    /**
     * A signal ended it.
     *
     * @param signal which
     * @param coreDumped whether it left a core file
     */
    record Signaled(Signal signal, boolean coreDumped) implements WaitStatus {}

    /** Takes the kernel's status word apart: WIFEXITED and its like. */
    static WaitStatus decode(int raw) {
        int signal = raw & 0x7F;
        if (signal == 0) {
            return new Exited(raw >> 8 & 0xFF);
        }
        if (signal == 0x7F) {
            throw new IllegalArgumentException("stopped or continued, not ended: " + raw);
        }
        return new Signaled(new Signal(signal), (raw & 0x80) != 0);
    }
}
