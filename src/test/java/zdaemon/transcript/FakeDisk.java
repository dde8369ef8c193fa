package zdaemon.transcript;

import java.io.ByteArrayOutputStream;
import zdaemon.posix.Buffer;
import zdaemon.posix.Errno;
import zdaemon.posix.Fd;
import zdaemon.posix.FileStatus;
import zdaemon.posix.PosixException;

/** A disk with as much room as a test gives it. */
final class FakeDisk implements Output {
    private final ByteArrayOutputStream content;
    private int room;
    private boolean slow;
    private Runnable afterWrite = () -> { };

    FakeDisk(ByteArrayOutputStream content, int room) {
        this.content = content;
        this.room = room;
    }

    void room(int bytes) {
        room = bytes;
    }

    /** Answers "would block" when full, instead of failing. */
    void slow(boolean isSlow) {
        slow = isSlow;
    }

    void afterWrite(Runnable action) {
        afterWrite = action;
    }

    @Override
    public int write(Buffer from, int offset, int count) throws PosixException {
        if (room == 0) {
            if (slow) {
                return Fd.WOULD_BLOCK;
            }
            throw new PosixException("write", Errno.ENOSPC, "fake disk");
        }
        int written = Math.min(count, room);
        content.writeBytes(from.get(offset, written));
        room -= written;
        afterWrite.run();
        return written;
    }

    @Override
    public void status(Buffer into, int at) {
        into.put(at, new byte[FileStatus.BYTES], 0, FileStatus.BYTES);
    }

    @Override
    public void redirectStandardStreams() {
        throw new AssertionError("the test's own streams");
    }

    @Override
    public void close() {
    }
}
