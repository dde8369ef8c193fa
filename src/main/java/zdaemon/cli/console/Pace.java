package zdaemon.cli.console;

import zdaemon.posix.Buffer;
import zdaemon.posix.Fd;
import zdaemon.posix.Poller;
import zdaemon.posix.PosixException;

/** Writing at the reader's pace. */
final class Pace {

    private Pace() {
    }

    /**
     * Writes everything. A terminal or pipe that some other program has made non-blocking is waited for: the setting is
     * shared between processes, so it is not ours to change.
     */
    static void writeFully(Fd fd, byte[] bytes) throws PosixException {
        try (Buffer buffer = Buffer.allocate(bytes.length)) {
            buffer.put(bytes, 0, bytes.length);
            int written = 0;
            while (written < bytes.length) {
                int count = fd.write(buffer, written, bytes.length - written);
                if (count == Fd.WOULD_BLOCK) {
                    untilWritable(fd);
                } else {
                    written += count;
                }
            }
        }
    }

    private static void untilWritable(Fd fd) throws PosixException {
        try (Poller poller = Poller.create()) {
            poller.set(fd, false, true);
            poller.poll(-1);
        }
    }
}
