package zdaemon.cli.prompt;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Arrays;
import java.util.Optional;
import org.jline.utils.NonBlockingReader;
import zdaemon.posix.Buffer;
import zdaemon.posix.Clock;
import zdaemon.posix.Fd;
import zdaemon.posix.NativeString;
import zdaemon.posix.Poller;
import zdaemon.posix.PosixException;
import zdaemon.posix.Signal;
import zdaemon.posix.SignalFd;

/**
 * What is typed, and the signals that come meanwhile, in one wait of the one thread: the line editor's own reader would
 * start a thread, which is no good before a fork, or look ten times a second.
 */
final class TypedKeys extends NonBlockingReader {
    private static final int CHUNK = 1024;
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long WITHOUT_END = -1;
    /** From here on, a byte of UTF-8 begins a sequence of two, three, four; from the last on it begins nothing. */
    private static final int[] LEADS = {0xC0, 0xE0, 0xF0};
    private static final int BEYOND = 0xF8;

    /** Told of signals, between two keys. */
    interface Listener {
        /** ^C. */
        void interrupted();

        /** One of {@link TerminalSignals}. */
        void signalled(Signal signal) throws PosixException;
    }

    private final Fd in;
    private final SignalFd interrupts;
    private final TerminalSignals signals;
    private final Listener listener;
    private final Poller poller = Poller.create();
    private final Buffer buffer = Buffer.allocate(CHUNK);
    private byte[] incomplete = {};
    private String text = "";
    private int at;

    TypedKeys(Fd in, SignalFd interrupts, TerminalSignals signals, Listener listener) {
        this.in = in;
        this.interrupts = interrupts;
        this.signals = signals;
        this.listener = listener;
        poller.set(in, true, false);
        poller.set(interrupts.fd(), true, false);
        poller.set(signals.fd(), true, false);
    }

    /** Only a look ahead has a time limit, which tells the key Escape from the beginning of another key's sequence. */
    @Override
    protected int read(long timeoutMillis, boolean peek) throws IOException {
        while (at == text.length()) {
            long limit = peek && timeoutMillis > 0 ? timeoutMillis * NANOS_PER_MILLI : WITHOUT_END;
            int outcome = fill(limit);
            if (outcome != 0) {
                return outcome;
            }
        }
        return peek ? text.charAt(at) : text.charAt(at++);
    }

    @Override
    public int readBuffered(char[] into, int offset, int length, long timeoutMillis) throws IOException {
        int first = read(timeoutMillis, false);
        if (first < 0) {
            return first;
        }
        into[offset] = (char) first;
        int count = Math.min(length - 1, text.length() - at);
        text.getChars(at, at + count, into, offset + 1);
        at += count;
        return 1 + count;
    }

    @Override
    public int available() {
        return text.length() - at;
    }

    /** Waits for keys; answers 0 when there may be some, or EOF, or READ_EXPIRED. */
    private int fill(long limitNanos) throws IOException {
        long start = Clock.monotonicNanos();
        while (true) {
            long elapsed = Clock.monotonicNanos() - start;
            int ready = poller.poll(limitNanos < 0 ? limitNanos : Math.max(0, limitNanos - elapsed));
            if (ready > 0) {
                hearSignals();
                if (poller.readable(in)) {
                    return take();
                }
            } else if (limitNanos >= 0 && elapsed >= limitNanos) {
                return READ_EXPIRED;
            }
        }
    }

    private void hearSignals() throws IOException {
        if (poller.readable(interrupts.fd()) && interrupts.read().isPresent()) {
            // The kernel has thrown away what was typed before; so do we.
            text = "";
            at = 0;
            incomplete = new byte[0];
            listener.interrupted();
            throw new InterruptedIOException();
        }
        if (poller.readable(signals.fd())) {
            for (Optional<Signal> signal = signals.read(); signal.isPresent(); signal = signals.read()) {
                listener.signalled(signal.get());
            }
        }
    }

    private int take() {
        int count;
        try {
            count = in.read(buffer);
        } catch (PosixException e) {
            // EIO: the terminal has gone. Nobody is there to be told.
            return EOF;
        }
        if (count == Fd.WOULD_BLOCK) {
            return 0;
        }
        if (count == 0) {
            return EOF;
        }
        byte[] bytes = Arrays.copyOf(incomplete, incomplete.length + count);
        System.arraycopy(buffer.get(0, count), 0, bytes, incomplete.length, count);
        int complete = complete(bytes);
        text = NativeString.decode(bytes, 0, complete);
        at = 0;
        incomplete = Arrays.copyOfRange(bytes, complete, bytes.length);
        return 0;
    }

    /** How many of these bytes precede a character whose end is still to come. */
    static int complete(byte[] bytes) {
        for (int back = 1; back <= LEADS.length && back <= bytes.length; back++) {
            int value = bytes[bytes.length - back] & 0xFF;
            if (value >= LEADS[0]) {
                return value >= LEADS[back - 1] && value < BEYOND ? bytes.length - back : bytes.length;
            }
            if (value < 0x80) {
                return bytes.length;
            }
        }
        return bytes.length;
    }

    @Override
    public void close() throws IOException {
        super.close();
        poller.close();
        buffer.close();
    }
}
