package zdaemon.cli;

import java.util.Optional;
import zdaemon.posix.Fd;
import zdaemon.posix.PosixException;
import zdaemon.posix.Processes;
import zdaemon.posix.Signal;
import zdaemon.posix.SignalFd;
import zdaemon.posix.SignalSet;
import zdaemon.posix.Signals;

/**
 * The signals, beside interrupts, that somebody who edits a line must hear of: ^Z, before which the terminal is put in
 * order, the return from it, and another size of the window. As data, like interrupts, so all threads of the runtime have
 * them blocked. Only this thread lets ^Z through while no line is edited: then it stops the process as ever.
 */
final class TerminalSignals implements AutoCloseable {
    private static final SignalSet SUSPEND = SignalSet.of(Signal.parse("TSTP").orElseThrow());
    /** What the process must have blocked when it begins ({@link Interrupts}). */
    static final SignalSet ALL = SignalSet.of(Signal.CONT, Signal.WINCH).plus(SUSPEND);

    private final SignalFd signals;

    /** @throws PosixException when there is no descriptor to be had */
    TerminalSignals() throws PosixException {
        this.signals = SignalFd.of(ALL);
        letSuspend();
    }

    /** From now on ^Z is told instead of obeyed. What came before was meant for others. */
    void holdSuspend() throws PosixException {
        Optional<Signal> old = signals.read();
        while (old.isPresent()) {
            old = signals.read();
        }
        Signals.block(SUSPEND);
    }

    /** From now on ^Z stops the process, at once if it has been pressed. */
    void letSuspend() {
        Signals.setMask(Signals.blocked().minus(SUSPEND));
    }

    /** Readable when there is a signal. */
    Fd fd() {
        return signals.fd();
    }

    /** Takes a signal. */
    Optional<Signal> read() throws PosixException {
        return signals.read();
    }

    static boolean isSuspend(Signal signal) {
        return SUSPEND.contains(signal);
    }

    /** Stops this process until somebody lets it go on. The terminal has told its other processes by itself. */
    static void stop() throws PosixException {
        Processes.kill(Processes.self(), Signal.STOP);
    }

    @Override
    public void close() {
        signals.close();
    }
}
