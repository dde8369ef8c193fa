package zdaemon.cli.prompt;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jline.reader.Buffer;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReader.Option;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.Reference;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.history.DefaultHistory;
import zdaemon.cli.action.Session;
import zdaemon.cli.console.Output;
import zdaemon.cli.console.Streams;
import zdaemon.posix.PosixException;
import zdaemon.posix.SignalFd;

/** Lines that a user types and edits in a terminal, with history and completion. */
final class EditedLines implements LineSource {
    private final EditingTerminal terminal;
    private final TerminalSignals signals;
    private final LineReader reader;
    private final LineHistory history;
    private final Output out;
    private final Deque<String> pasted = new ArrayDeque<>();

    private EditedLines(EditingTerminal terminal, TerminalSignals signals, LineHistory history, Session session) {
        this.terminal = terminal;
        this.signals = signals;
        this.history = history;
        this.out = session.out();
        this.reader = LineReaderBuilder.builder()
                .terminal(terminal)
                .parser(LineWords::of)
                .completer(new LineCompleter(session))
                .history(new DefaultHistory())
                // A line is what was typed: no !history, no backslashes, no guessing at typing errors.
                .option(Option.DISABLE_EVENT_EXPANSION, true)
                .option(Option.COMPLETE_MATCHER_TYPO, false)
                .option(Option.DISABLE_HIGHLIGHTER, true)
                .option(Option.AUTO_FRESH_LINE, true)
                .variable(LineReader.SECONDARY_PROMPT_PATTERN, "")
                .build();
        for (String line : history.lines()) {
            reader.getHistory().add(line);
        }
        terminal.onInterrupt(this::mark);
        bind(LineReader.BEGINNING_OF_LINE, "\033[H", "\033OH", "\033[1~", "\033[7~");
        bind(LineReader.END_OF_LINE, "\033[F", "\033OF", "\033[4~", "\033[8~");
        bind(LineReader.DELETE_CHAR, "\033[3~");
        bind(LineReader.BACKWARD_WORD, "\033[1;5D");
        bind(LineReader.FORWARD_WORD, "\033[1;5C");
    }

    /** Keys that many a terminal sends otherwise than its description says. */
    private void bind(String widget, String... keys) {
        reader.getKeyMaps().get(LineReader.MAIN).bind(new Reference(widget), keys);
    }

    /**
     * Takes over the terminal.
     *
     * @param type    one of {@link TerminalType}'s
     * @param signals stay open; the caller closes them
     * @throws IOException when the terminal cannot be used
     */
    static EditedLines open(String type, Streams streams, SignalFd interrupts, TerminalSignals signals, Session session)
            throws IOException {
        EditingTerminal terminal = EditingTerminal.open(type, streams, interrupts, signals);
        return new EditedLines(terminal, signals, LineHistory.open(), session);
    }

    @Override
    public Line next(String prompt) throws PosixException {
        if (!pasted.isEmpty()) {
            out.line(prompt + " " + pasted.peek());
            return new Line.Text(pasted.remove());
        }
        terminal.restore();
        signals.hold();
        try {
            return taken(reader.readLine(prompt.replace("%", "%%") + " "));
        } catch (UserInterruptException e) {
            return new Line.Interrupted();
        } catch (EndOfFileException e) {
            return new Line.End();
        } finally {
            signals.letThrough();
        }
    }

    /** What was pasted may be several lines; nothing of it has been done before Enter. */
    private Line taken(String text) {
        int from = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
            pasted.add(text.substring(from, end));
            from = end + 1;
        }
        pasted.add(text.substring(from));
        for (String line : pasted) {
            history.add(line);
        }
        return new Line.Text(pasted.remove());
    }

    /** Shows that the line was given up, as shells do. */
    private void mark() {
        Buffer line = reader.getBuffer();
        line.cursor(line.length());
        line.write("^C");
    }

    @Override
    public boolean isTyped() {
        return true;
    }

    @Override
    public void close() {
        try {
            terminal.close();
        } catch (IOException e) {
            // The terminal has gone, and nobody is there to be told.
            return;
        }
    }
}
