package zdaemon.posix;

import zdaemon.bindings.libc;

/** An immutable set of signals, sigsetops(3). */
public final class SignalSet {
    /** The highest number that the kernel has; signal n is bit n - 1. */
    static final int HIGHEST = 64;

    /** The kernel's numbers from 32 on, but the two that libc keeps for itself. */
    private static final long REAL_TIME = -1L << 33;

    private static final SignalSet EMPTY = new SignalSet(0);
    private static final SignalSet ALL = new SignalSet(-1);

    private final long bits;

    private SignalSet(long bits) {
        this.bits = bits;
    }

    static SignalSet ofBits(long bits) {
        return new SignalSet(bits);
    }

    /**
     * The set of these.
     *
     * @param signals in any order, with numbers from 1 to 64
     */
    public static SignalSet of(Signal... signals) {
        long bits = 0;
        for (Signal signal : signals) {
            bits |= bit(signal);
        }
        return new SignalSet(bits);
    }

    /** The set of all signals. */
    public static SignalSet all() {
        return ALL;
    }

    /**
     * The set of none.
     *
     * @return the empty set
     */
    public static SignalSet empty() {
        return EMPTY;
    }

    /**
     * Signals that nobody means for a daemon, but that would end one that does not expect them: alarms, limits, the
     * terminal's quit key, and those that are free for a program's own purposes. Not SIGUSR2, which belongs to the Java
     * runtime, nor those by which the kernel tells a process of its own faults.
     */
    public static SignalSet strays() {
        long bits = of(Signal.QUIT, Signal.USR1).bits;
        int[] others = {
            libc.SIGALRM(), libc.SIGVTALRM(), libc.SIGPROF(), libc.SIGIO(), libc.SIGPWR(), libc.SIGSTKFLT(),
            libc.SIGXCPU()
        };
        for (int number : others) {
            bits |= 1L << (number - 1);
        }
        return new SignalSet(bits | REAL_TIME);
    }

    /** Signals that a daemon manager reads as data, signalfd(2): those that ask it to end, and a child's. */
    public static SignalSet readByManagers() {
        return of(Signal.TERM, Signal.INT, Signal.HUP, Signal.CHLD);
    }

    /**
     * What a daemon manager's runtime is to be started with blocked, since all its threads inherit that: what it reads;
     * SIGPIPE, so that a write to a client that is gone is just an error of that write; and {@link #strays}, which must
     * not leave a program without its manager.
     */
    public static SignalSet blockedInManagers() {
        return readByManagers().plus(of(Signal.PIPE)).plus(strays());
    }

    private static long bit(Signal signal) {
        if (signal.number() < 1 || signal.number() > HIGHEST) {
            throw new IllegalArgumentException("no signal has number " + signal.number());
        }
        return 1L << (signal.number() - 1);
    }

    /** {@return whether it is in the set} */
    public boolean contains(Signal signal) {
        return (bits & bit(signal)) != 0;
    }

    /** The union of this set and another. */
    public SignalSet plus(SignalSet other) {
        return new SignalSet(bits | other.bits);
    }

    /** The difference of this set and another. */
    public SignalSet minus(SignalSet other) {
        return new SignalSet(bits & ~other.bits);
    }

    long bits() {
        return bits;
    }

    /** A {@code sigset_t} holding this set. */
    public Buffer allocate() {
        return Buffer.allocate(Layout.SIGSET_SIZE).putLong(0, bits);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SignalSet that && that.bits == bits;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(bits);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("[");
        for (int number = 1; number <= HIGHEST; number++) {
            if ((bits >>> (number - 1) & 1) != 0) {
                text.append(text.length() > 1 ? ", " : "").append(SignalNames.of(number));
            }
        }
        return text.append(']').toString();
    }
}
