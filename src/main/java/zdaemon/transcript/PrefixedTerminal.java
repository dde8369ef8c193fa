package zdaemon.transcript;

import java.io.ByteArrayOutputStream;
import zdaemon.posix.Buffer;
import zdaemon.posix.Fd;
import zdaemon.posix.FileSystem;
import zdaemon.posix.NativeString;
import zdaemon.posix.Poller;
import zdaemon.posix.PosixException;

/**
 * Standard output as the place where one of many programs writes: whole lines, each with a prefix, so that those of several
 * programs do not mix. A line that does not end is kept for a while, then shown in pieces. A terminal that takes nothing
 * keeps the program waiting, not the manager.
 */
final class PrefixedTerminal implements Output {
    /** More of a line is not kept. */
    private static final int LONGEST = 8192;
    /** What a pipe that is ready takes without waiting, PIPE_BUF of pipe(7). */
    private static final int PIECE = 4096;

    private final Fd terminal = Fd.standard(1);
    private final Poller poller = Poller.create();
    private final byte[] prefix;
    private final Buffer piece = Buffer.allocate(PIECE);
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private byte[] pending = {};
    private int sent;

    PrefixedTerminal(String prefix) {
        this.prefix = NativeString.encode(prefix);
        poller.set(terminal, false, true);
    }

    @Override
    public int write(Buffer from, int offset, int count) throws PosixException {
        if (!flush(false)) {
            return Fd.WOULD_BLOCK;
        }
        ByteArrayOutputStream ready = new ByteArrayOutputStream(count + 64);
        for (byte one : from.get(offset, count)) {
            if (one == '\n' || line.size() >= LONGEST) {
                end(ready);
            }
            if (one != '\n') {
                line.write(one);
            }
        }
        pending = ready.toByteArray();
        sent = 0;
        flush(false);
        return count;
    }

    private void end(ByteArrayOutputStream ready) {
        ready.writeBytes(prefix);
        ready.writeBytes(line.toByteArray());
        ready.write('\n');
        line.reset();
    }

    /** Whether all of it is out. */
    private boolean flush(boolean waits) throws PosixException {
        while (sent < pending.length) {
            if (!waits && poller.poll(0) == 0) {
                return false;
            }
            int count = Math.min(PIECE, pending.length - sent);
            piece.put(pending, sent, count);
            int written = terminal.write(piece, 0, count);
            if (written <= 0) {
                return false;
            }
            sent += written;
        }
        return true;
    }

    @Override
    public void status(Buffer into, int at) throws PosixException {
        FileSystem.status(terminal, into, at);
    }

    @Override
    public void redirectStandardStreams() {
        // They lead there.
    }

    @Override
    public void close() {
        try {
            if (flush(true) && line.size() > 0) {
                ByteArrayOutputStream ready = new ByteArrayOutputStream();
                end(ready);
                pending = ready.toByteArray();
                sent = 0;
                flush(true);
            }
        } catch (PosixException e) {
            // Nobody reads any more.
        }
        poller.close();
        piece.close();
    }
}
