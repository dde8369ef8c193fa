package zdaemon.cli.prompt;

import java.util.Optional;
import zdaemon.cli.action.Session;
import zdaemon.cli.console.Interrupts;
import zdaemon.cli.console.Streams;
import zdaemon.posix.Environment;
import zdaemon.posix.Fd;
import zdaemon.posix.PosixException;
import zdaemon.posix.SignalFd;
import zdaemon.posix.SignalSet;
import zdaemon.posix.Terminal;

/** Chooses between lines that are edited and lines that are just read. */
public final class LineSources {
    private static final int STDIN = 0;
    private static final int STDOUT = 1;

    private LineSources() {
    }

    /** The signals that the interpreter needs blocked beside those of {@link Interrupts}. */
    public static SignalSet signals() {
        return terminalType().isPresent() ? TerminalSignals.ALL : SignalSet.empty();
    }

    /**
     * Opens the lines.
     *
     * @param session    knows what may be completed
     * @param interrupts without them ^C cannot be told from the end, and lines are just read
     * @throws PosixException when there is no memory or descriptor for it
     */
    public static LineSource open(Streams streams, Optional<SignalFd> interrupts, Session session) throws PosixException {
        Optional<String> type = terminalType();
        return type.isPresent() && interrupts.isPresent()
                ? new LateLines(type.get(), streams, interrupts.get(), session)
                : new PlainLines(streams.in(), streams.out(), interrupts);
    }

    private static Optional<String> terminalType() {
        return Terminal.isTerminal(Fd.standard(STDIN)) && Terminal.isTerminal(Fd.standard(STDOUT))
                ? TerminalType.of(Environment.get("TERM")) : Optional.empty();
    }
}
