package zdaemon.cli.prompt;

import java.io.IOException;
import java.util.Optional;
import zdaemon.cli.action.Session;
import zdaemon.cli.console.Streams;
import zdaemon.posix.PosixException;
import zdaemon.posix.SignalFd;

/**
 * Lines whose editor is loaded when the first of them is asked for: it takes a while, and what comes before the prompt
 * can be read meanwhile.
 */
final class LateLines implements LineSource {
    private static final String LOG_LEVEL = "jdk.system.logger.level";

    private final String type;
    private final Streams streams;
    private final SignalFd interrupts;
    private final Session session;
    private final TerminalSignals signals;
    private Optional<LineSource> lines = Optional.empty();

    /**
     * @param type one of {@link TerminalType}'s
     * @throws PosixException when there is no descriptor to be had
     */
    LateLines(String type, Streams streams, SignalFd interrupts, Session session) throws PosixException {
        this.type = type;
        this.streams = streams;
        this.interrupts = interrupts;
        this.session = session;
        this.signals = new TerminalSignals();
    }

    @Override
    public Line next(String prompt) throws PosixException {
        if (lines.isEmpty()) {
            streams.out().flush();
            lines = Optional.of(load());
        }
        return lines.get().next(prompt);
    }

    private LineSource load() throws PosixException {
        // The editor tells its troubles to the runtime's log, which is the user's screen.
        System.setProperty(LOG_LEVEL, "OFF");
        try {
            return EditedLines.open(type, streams, interrupts, signals, session);
        } catch (IOException | RuntimeException | LinkageError e) {
            // A terminal that is odd, or a runtime without native access, is no reason to refuse to read lines.
            return new PlainLines(streams.in(), streams.out(), Optional.of(interrupts));
        }
    }

    @Override
    public boolean isTyped() {
        return true;
    }

    @Override
    public void close() {
        if (lines.isPresent()) {
            lines.get().close();
        }
        signals.close();
    }
}
