package zdaemon.posix;

import zdaemon.bindings.libc;

/** How this process takes signals: the calling thread's mask, and the whole process's dispositions. */
public final class Signals {
    /** 32 and 33: glibc cancels threads and changes their user by them. */
    private static final long OWN_OF_LIBC = 1L << 31 | 1L << 32;

    private Signals() {}

    /** Blocks signals on top of those blocked already, pthread_sigmask(3). */
    public static SignalSet block(SignalSet signals) {
        return mask(libc.SIG_BLOCK(), signals);
    }

    /** {@return which signals the calling thread has blocked} */
    public static SignalSet blocked() {
        return mask(libc.SIG_BLOCK(), SignalSet.empty());
    }

    /** Replaces the mask, pthread_sigmask(3). */
    public static void setMask(SignalSet signals) {
        mask(libc.SIG_SETMASK(), signals);
    }

    private static SignalSet mask(int how, SignalSet signals) {
        try (Buffer now = signals.allocate(); Buffer before = Buffer.allocate(Layout.SIGSET_SIZE)) {
            // Cannot fail: the only error is EINVAL, for another way than the three.
            LibcProcesses.pthread_sigmask(how, now.address(), before.address());
            return SignalSet.ofBits(before.getLong(0));
        }
    }

    /**
     * Gives a signal its default disposition, signal(2).
     *
     * @throws PosixException EINVAL for SIGKILL, SIGSTOP and numbers out of range
     */
    public static void setDefault(Signal signal) throws PosixException {
        dispose(signal, libc.SIG_DFL().address());
    }

    /**
     * Ignores a signal, signal(2). Programs started by the spawner do not inherit that.
     *
     * @throws PosixException EINVAL for SIGKILL, SIGSTOP and numbers out of range
     */
    public static void ignore(Signal signal) throws PosixException {
        dispose(signal, libc.SIG_IGN().address());
    }

    private static void dispose(Signal signal, long handler) throws PosixException {
        // Beforehand, because finding the name may take calls, whose errno would be reported.
        String name = signal.name();
        if (LibcProcesses.signal(signal.number(), handler) == -1) {
            throw PosixException.on("signal", name);
        }
    }

    /** {@return whether this process ignores a signal, sigaction(2)} */
    public static boolean isIgnored(Signal signal) {
        try (Buffer action = Buffer.allocate(Layout.KERNEL_SIGACTION_SIZE)) {
            return LibcProcesses.rt_sigaction(signal.number(), 0, action.address()) == 0
                    && action.getLong(Layout.KERNEL_SIGACTION_HANDLER) == libc.SIG_IGN().address();
        }
    }

    /** The signals that this process ignores, sigaction(2); the two that libc uses itself may be among them. */
    public static SignalSet ignored() {
        return disposedOf(-1L, false);
    }

    /** Those of the two signals that libc uses itself which this process ignores: posix_spawn(3) leaves them so. */
    public static SignalSet ignoredByLibc() {
        return disposedOf(OWN_OF_LIBC, false);
    }

    /** The signals that this process ignores or handles, sigaction(2). */
    public static SignalSet notDefault() {
        return disposedOf(-1L, true);
    }

    /** The signals that this process handles, and those that libc ignores. */
    public static SignalSet handled() {
        return disposedOf(OWN_OF_LIBC, true);
    }

    private static SignalSet disposedOf(long ignored, boolean handled) {
        long ignore = libc.SIG_IGN().address();
        long byDefault = libc.SIG_DFL().address();
        long bits = 0;
        try (Buffer action = Buffer.allocate(Layout.KERNEL_SIGACTION_SIZE)) {
            for (int number = 1; number <= SignalSet.HIGHEST; number++) {
                if (LibcProcesses.rt_sigaction(number, 0, action.address()) == 0) {
                    long handler = action.getLong(Layout.KERNEL_SIGACTION_HANDLER);
                    long bit = 1L << (number - 1);
                    bits |= handler == ignore ? bit & ignored : handled && handler != byDefault ? bit : 0;
                }
            }
        }
        return SignalSet.ofBits(bits);
    }
}
