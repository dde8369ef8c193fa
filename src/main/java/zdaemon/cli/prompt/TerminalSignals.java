package zdaemon.cli.prompt;

import java.util.Optional;
import zdaemon.cli.console.Interrupts;
import zdaemon.posix.Fd;
import zdaemon.posix.PosixException;
import zdaemon.posix.Processes;
import zdaemon.posix.Signal;
import zdaemon.posix.SignalFd;
import zdaemon.posix.SignalSet;
import zdaemon.posix.Signals;

/**
 * The signals, beside interrupts, that a user who edits a line must hear of: ^Z and the requests to end, before which
 * the terminal is put in order, the return from ^Z, and another size of the window. As data, like interrupts, so all
 * threads of the runtime have them blocked. Only this thread lets those through that stop or end the process, while no
 * line is edited: then they do what they always do.
 */
final class TerminalSignals implements AutoCloseable {
    private static final SignalSet OBEYED =
            SignalSet.of(Signal.parse("TSTP").orElseThrow(), Signal.TERM, Signal.HUP);
    /** What the process must have blocked when it begins ({@link Interrupts}). */
    static final SignalSet ALL = SignalSet.of(Signal.CONT, Signal.WINCH).plus(OBEYED);

    private final SignalFd signals;

    /** @throws PosixException when there is no descriptor to be had */
    TerminalSignals() throws PosixException {
        this.signals = SignalFd.of(ALL);
        letThrough();
    }

    /** From now on all of them are told. What came before was meant for others. */
    void hold() throws PosixException {
        Optional<Signal> old = signals.read();
        while (old.isPresent()) {
            old = signals.read();
        }
        Signals.block(OBEYED);
    }

    /** From now on the process obeys, at once if a signal has come meanwhile. */
    void letThrough() {
        Signals.setMask(Signals.blocked().minus(OBEYED));
    }

    /** Readable when there is a signal. */
    Fd fd() {
        return signals.fd();
    }

    /** Takes a signal. */
    Optional<Signal> read() throws PosixException {
        return signals.read();
    }

    /** Whether it stops or ends the process. */
    static boolean isObeyed(Signal signal) {
        return OBEYED.contains(signal);
    }

    /**
     * Does what the signal asks for. Returns when the process goes on after ^Z, or when it ignores the signal: the kernel
     * knows when no process could continue it.
     */
    void obey(Signal signal) throws PosixException {
        letThrough();
        Processes.kill(Processes.self(), signal);
        hold();
    }

    @Override
    public void close() {
        signals.close();
    }
}
