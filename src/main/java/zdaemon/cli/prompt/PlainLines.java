package zdaemon.cli.prompt;

import java.util.Arrays;
import java.util.Optional;
import zdaemon.cli.console.Output;
import zdaemon.client.Patience;
import zdaemon.posix.Buffer;
import zdaemon.posix.Errno;
import zdaemon.posix.Fd;
import zdaemon.posix.NativeString;
import zdaemon.posix.PosixException;
import zdaemon.posix.SignalFd;
import zdaemon.posix.Terminal;

/** Lines from a descriptor. The prompt is written to terminals only. */
final class PlainLines implements LineSource {
    private static final int CHUNK = 4096;
    private static final int LONGEST = 100_000;

    private final Fd in;
    private final Output out;
    private final boolean terminal;
    private final Patience patience;
    private final Buffer buffer = Buffer.allocate(CHUNK);
    private byte[] rest = {};
    private boolean ended;

    PlainLines(Fd in, Output out, Optional<SignalFd> interrupts) throws PosixException {
        this.in = in;
        this.out = out;
        this.terminal = Terminal.isTerminal(in);
        this.patience = Patience.untilInterrupted(interrupts);
    }

    @Override
    public Line next(String prompt) throws PosixException {
        if (terminal) {
            out.print(prompt + " ");
        }
        out.flush();
        int searched = 0;
        while (true) {
            for (int at = searched; at < rest.length; at++) {
                if (rest[at] == '\n') {
                    return taken(at, at + 1);
                }
            }
            searched = rest.length;
            if (ended) {
                return rest.length > 0 ? taken(rest.length, rest.length) : end();
            }
            if (rest.length > LONGEST) {
                throw new PosixException("read", Errno.EINVAL, "standard input: a line of more than " + LONGEST
                        + " bytes is no action");
            }
            if (patience.untilReadable(in) == Patience.Wake.INTERRUPTED) {
                rest = new byte[0];
                out.print("\n");
                return new Line.Interrupted();
            }
            readMore();
        }
    }

    /** The shell's prompt shall not follow ours on its line. */
    private Line end() {
        if (terminal) {
            out.print("\n");
        }
        return new Line.End();
    }

    private void readMore() throws PosixException {
        int count = in.read(buffer);
        if (count > 0) {
            rest = Arrays.copyOf(rest, rest.length + count);
            System.arraycopy(buffer.get(0, count), 0, rest, rest.length - count, count);
        }
        ended = count == 0;
    }

    private Line taken(int end, int next) {
        String line = NativeString.decode(rest, 0, end);
        rest = Arrays.copyOfRange(rest, next, rest.length);
        return new Line.Text(line);
    }

    @Override
    public boolean isTyped() {
        return terminal;
    }

    @Override
    public void close() {
        patience.close();
        buffer.close();
    }
}
