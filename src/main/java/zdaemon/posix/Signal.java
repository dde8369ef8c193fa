package zdaemon.posix;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import zdaemon.bindings.libc;

/**
 * A signal, signal(7).
 *
 * @param number the kernel's number; need not be one that exists, so that the kernel may be asked
 */
public record Signal(int number) {
    /** The terminal went away. */
    public static final Signal HUP = new Signal(libc.SIGHUP());
    /** ^C. */
    public static final Signal INT = new Signal(libc.SIGINT());
    /** ^\. */
    public static final Signal QUIT = new Signal(libc.SIGQUIT());
    /** Ends a process, whether it wants to or not. */
    public static final Signal KILL = new Signal(libc.SIGKILL());
    /** Free for a program's own purposes. */
    public static final Signal USR1 = new Signal(libc.SIGUSR1());
    /** Free for a program's own purposes; by custom, reopen the logs. */
    public static final Signal USR2 = new Signal(libc.SIGUSR2());
    /** Nobody reads the pipe. */
    public static final Signal PIPE = new Signal(libc.SIGPIPE());
    /** Please end. */
    public static final Signal TERM = new Signal(libc.SIGTERM());
    /** A child has ended. */
    public static final Signal CHLD = new Signal(libc.SIGCHLD());
    /** Goes on after a stop. */
    public static final Signal CONT = new Signal(libc.SIGCONT());
    /** Stops a process, whether it wants to or not. */
    public static final Signal STOP = new Signal(libc.SIGSTOP());
    /** Asks a process to stop, from the terminal. */
    public static final Signal TSTP = new Signal(libc.SIGTSTP());
    /** The terminal's size has changed. */
    public static final Signal WINCH = new Signal(libc.SIGWINCH());

    /**
     * The signal of a name or number, behaviour §2.
     *
     * @return empty when there is no such name; any number from 0 on is let through, for the kernel to judge
     */
    public static Optional<Signal> parse(String text) {
        return SignalNames.parse(text.toUpperCase(Locale.ROOT));
    }

    /** All signals with a name, real-time ones included. */
    public static List<Signal> all() {
        List<Signal> all = new ArrayList<>();
        for (int number = 1; number <= SignalSet.HIGHEST; number++) {
            if (SignalNames.exists(number)) {
                all.add(new Signal(number));
            }
        }
        return List.copyOf(all);
    }

    /** {@return {@code SIGTERM}, {@code SIGRTMIN+1}; {@code signal 99} for one that has none} */
    public String name() {
        return SignalNames.of(number);
    }

    /**
     * Compares. Written out, like the others of the kind: a record's own are made up by the runtime when they are first
     * needed, which takes an interpreted process twenty milliseconds.
     *
     * @return whether it is the same signal
     */
    @Override
    public boolean equals(Object other) {
        return other instanceof Signal that && that.number == number;
    }

    @Override
    public int hashCode() {
        return number;
    }

    @Override
    public String toString() {
        return name();
    }
}
