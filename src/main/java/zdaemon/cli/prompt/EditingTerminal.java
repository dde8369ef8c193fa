package zdaemon.cli.prompt;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Size;
import org.jline.terminal.Sized;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.AbstractTerminal;
import org.jline.terminal.impl.ffm.FfmTerminalProvider;
import org.jline.terminal.spi.SystemStream;
import org.jline.terminal.spi.TerminalProvider;
import org.jline.utils.InfoCmp;
import zdaemon.cli.console.Output;
import zdaemon.cli.console.Streams;
import zdaemon.posix.PosixException;
import zdaemon.posix.SignalFd;

/**
 * The terminal as the line editor sees it. Its modes and size come from JLine's FFM provider; keys and signals from
 * {@link TypedKeys}; text goes the way of all output. So there is no thread, no signal handler and no JNI.
 */
final class EditingTerminal extends AbstractTerminal implements TypedKeys.Listener {
    private static final String NAME = "zdaemon";
    private static final int USUAL_COLUMNS = 80;
    private static final int USUAL_ROWS = 24;
    private static final String PASTE_MARKS_ON = "\033[?2004h";
    private static final String PASTE_MARKS_OFF = "\033[?2004l";

    private final Terminal device;
    private final Attributes usual;
    private final TerminalSignals signals;
    private final TypedKeys reader;
    private final PrintWriter writer;
    private Runnable onInterrupt = EditingTerminal::nothing;

    private EditingTerminal(String type, Terminal device, Streams streams, SignalFd interrupts, TerminalSignals signals)
            throws IOException {
        // For UTF-8 the editor would write bytes of its own making, past the writer, which knows how to show others.
        super(NAME, type, StandardCharsets.UTF_8, StandardCharsets.UTF_8, StandardCharsets.UTF_16,
                SignalHandler.SIG_IGN);
        this.device = device;
        this.usual = device.getAttributes();
        this.signals = signals;
        this.reader = new TypedKeys(streams.in(), interrupts, signals, this);
        this.writer = new PrintWriter(new TerminalText(streams.out()));
        InfoCmp.parseInfoCmp(InfoCmp.getDefaultInfoCmp(type), bools, ints, strings);
    }

    /**
     * Takes over the terminal that is standard input and output.
     *
     * @param type one of {@link TerminalType}'s
     * @throws IOException when it does not tell its modes
     */
    static EditingTerminal open(String type, Streams streams, SignalFd interrupts, TerminalSignals signals)
            throws IOException {
        // The provider's own idea of the terminal is never used, so it gets the cheapest one, and no process to ask.
        InfoCmp.setLoadedInfoCmp(TYPE_DUMB, InfoCmp.getDefaultInfoCmp(TYPE_DUMB));
        Charset charset = StandardCharsets.UTF_8;
        Terminal device = new FfmTerminalProvider().sysTerminal(NAME, TYPE_DUMB, false, charset, charset, charset,
                false, SignalHandler.SIG_IGN, false, SystemStream.Output);
        return new EditingTerminal(type, device, streams, interrupts, signals);
    }

    /** Called at a ^C, before the reading of the line is given up. */
    void onInterrupt(Runnable action) {
        this.onInterrupt = action;
    }

    /** Gives the terminal the modes back that it had at first: a program that died may have left it in any. */
    void restore() {
        setAttributes(usual);
    }

    @Override
    public void interrupted() {
        onInterrupt.run();
    }

    @Override
    public void signalled(zdaemon.posix.Signal signal) throws PosixException {
        if (TerminalSignals.isObeyed(signal)) {
            writer.write(PASTE_MARKS_OFF);
            puts(InfoCmp.Capability.keypad_local);
            flush();
            restore();
            signals.obey(signal);
            goOn();
        } else if (signal.equals(zdaemon.posix.Signal.CONT)) {
            goOn();
        } else {
            raise(Signal.WINCH);
        }
    }

    private void goOn() {
        writer.write(PASTE_MARKS_ON);
        puts(InfoCmp.Capability.carriage_return);
        puts(InfoCmp.Capability.clr_eol);
        raise(Signal.CONT);
    }

    /** Raw, but for the keys that send signals: those are for all processes of the terminal, for the reader as data. */
    @Override
    public Attributes enterRawMode() {
        Attributes before = super.enterRawMode();
        Attributes raw = getAttributes();
        raw.setLocalFlag(LocalFlag.ISIG, true);
        setAttributes(raw);
        return before;
    }

    @Override
    public Attributes getAttributes() {
        return device.getAttributes();
    }

    @Override
    public void setAttributes(Attributes attributes) {
        device.setAttributes(attributes);
    }

    /** Serial lines do not know theirs. */
    @Override
    public Size getSize() {
        Size size = device.getSize();
        return size.getColumns() > 0 && size.getRows() > 0 ? size : Size.of(USUAL_COLUMNS, USUAL_ROWS);
    }

    @Override
    public void setSize(Sized size) {
        device.setSize(size);
    }

    @Override
    public TypedKeys reader() {
        return reader;
    }

    @Override
    public PrintWriter writer() {
        return writer;
    }

    @Override
    public InputStream input() {
        return InputStream.nullInputStream();
    }

    @Override
    public OutputStream output() {
        return OutputStream.nullOutputStream();
    }

    @Override
    public TerminalProvider getProvider() {
        return new FfmTerminalProvider();
    }

    @Override
    public SystemStream getSystemStream() {
        return SystemStream.Output;
    }

    @Override
    protected void doClose() throws IOException {
        super.doClose();
        reader.close();
        device.close();
    }

    private static void nothing() {
    }

    /** At the end of each line the editor would switch off a mouse that nobody has switched on. */
    @Override
    public boolean trackMouse(MouseTracking tracking) {
        return false;
    }

    /**
     * The line editor's text on the way of all our output. What stands for a byte that is no UTF-8 is shown as a
     * character that takes one column, as the editor reckons.
     */
    static final class TerminalText extends Writer {
        private static final char FIRST_BYTE = '\uDC80';
        private static final char LAST_BYTE = '\uDCFF';
        private static final char REPLACEMENT = '\uFFFD';

        private final Output out;

        TerminalText(Output out) {
            this.out = out;
        }

        @Override
        public void write(char[] text, int from, int count) {
            char[] shown = Arrays.copyOfRange(text, from, from + count);
            for (int at = 0; at < count; at++) {
                boolean isPair = at > 0 && Character.isHighSurrogate(shown[at - 1]);
                if (shown[at] >= FIRST_BYTE && shown[at] <= LAST_BYTE && !isPair) {
                    shown[at] = REPLACEMENT;
                }
            }
            out.print(new String(shown));
        }

        @Override
        public void flush() {
            out.flush();
        }

        @Override
        public void close() {
            flush();
        }
    }
}
