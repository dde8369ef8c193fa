package zdaemon.cli.action;

import java.util.Optional;
import zdaemon.cli.console.Output;
import zdaemon.posix.Buffer;
import zdaemon.posix.Errno;
import zdaemon.posix.Fd;
import zdaemon.posix.FileStatus;
import zdaemon.posix.FileSystem;
import zdaemon.posix.FileType;
import zdaemon.posix.Open;
import zdaemon.posix.PosixException;

/** A file that is shown as it grows: by name, so that the file which takes its place is shown next. */
public final class FollowedFile implements AutoCloseable {
    private static final int FIRST_LINES = 10;
    private static final int CHUNK = 8192;

    private final String path;
    private final Output out;
    private final Buffer buffer = Buffer.allocate(CHUNK);
    private Fd file;
    private long position;

    /** The file has to be there at first; later it may be away for a while. */
    public FollowedFile(String path, Output out) throws PosixException {
        this.path = path;
        this.out = out;
        this.file = Fd.open(path, Open.READ, 0);
        if (FileSystem.status(file).type() == FileType.DIRECTORY) {
            file.close();
            throw new PosixException("read", Errno.EISDIR, "'" + path + "'");
        }
    }

    /** Shows the last lines. */
    public void begin() throws PosixException {
        position = startOfLastLines(FileSystem.status(file).size());
        showNew();
    }

    /** Looks backwards for the line end before the last lines; the one at the very end of the file ends the last. */
    private long startOfLastLines(long size) throws PosixException {
        int lines = 0;
        long end = size;
        while (end > 0) {
            long from = Math.max(0, end - CHUNK);
            file.seek(from);
            int count = file.read(buffer, (int) (end - from));
            byte[] bytes = buffer.get(0, Math.max(0, count));
            for (int at = bytes.length - 1; at >= 0; at--) {
                if (bytes[at] == '\n' && from + at != size - 1) {
                    lines++;
                    if (lines == FIRST_LINES) {
                        return from + at + 1;
                    }
                }
            }
            end = from;
        }
        return 0;
    }

    /**
     * Shows what is new, be it because the file grew, was emptied, or made way for another. That there is another is seen
     * first: what was written to the old one before it came is still to be shown.
     */
    public void goOn() throws PosixException {
        Optional<FileStatus> named = FileSystem.status(path);
        FileStatus followed = FileSystem.status(file);
        if (followed.size() < position) {
            out.line("==> File truncated <==");
            position = 0;
        }
        showNew();
        if (named.isPresent() && !named.get().isSameFile(followed)) {
            takeNext();
        }
    }

    private void takeNext() throws PosixException {
        Fd next = Fd.open(path, Open.READ, 0);
        file.close();
        file = next;
        position = 0;
        showNew();
    }

    private void showNew() throws PosixException {
        file.seek(position);
        int count = file.read(buffer);
        while (count > 0) {
            out.bytes(buffer.get(0, count));
            position += count;
            count = file.read(buffer);
        }
        out.flush();
    }

    @Override
    public void close() {
        file.close();
        buffer.close();
    }
}
