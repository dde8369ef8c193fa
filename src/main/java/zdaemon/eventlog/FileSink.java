package zdaemon.eventlog;

import java.util.Optional;
import zdaemon.eventlog.LogFile.Encoding;
import zdaemon.eventlog.delivery.Complaints;
import zdaemon.eventlog.format.LogRecord;
import zdaemon.posix.Folder;
import zdaemon.posix.PosixException;

/** The handler {@code <logfile>} with a file, which may be rotated by size or time. */
final class FileSink implements Sink {
    private final String path;
    private final Rotator rotator;
    private final Encoding encoding;
    private final byte[] lineEnd;
    private final boolean delay;
    private final Complaints complaints;
    private Optional<LogFile> file = Optional.empty();
    private Optional<String> trouble = Optional.empty();

    /**
     * @param delay whether the file is opened for the first record only
     */
    FileSink(String path, Rotator rotator, Encoding encoding, boolean delay, Complaints complaints) {
        this.path = path;
        this.rotator = rotator;
        this.encoding = encoding;
        this.lineEnd = encoding.encode("\n");
        this.delay = delay;
        this.complaints = complaints;
        if (!delay) {
            try {
                file();
            } catch (PosixException e) {
                failed(e);
            }
        }
    }

    private LogFile file() throws PosixException {
        if (file.isEmpty()) {
            LogFile opened = LogFile.open(path);
            file = Optional.of(opened);
        }
        return file.get();
    }

    @Override
    public void write(LogRecord entry, String text) {
        try {
            byte[] line = encoding.encode(text + "\n");
            trouble = Optional.empty();
            rotateIfDue(line.length, entry.epochSecond());
            LogFile current = file();
            if (current.size() == 0 && current.regular() && encoding.mark().length > 0) {
                current.append(encoding.mark(), lineEnd);
            }
            current.append(line, lineEnd);
        } catch (PosixException e) {
            failed(e);
        }
    }

    /** A rotation that fails leaves the record to the file there is: better too much in one than nothing anywhere. */
    private void rotateIfDue(int bytes, long epochSecond) throws PosixException {
        LogFile current = file();
        if (!current.regular() || !rotator.due(current.size(), bytes, epochSecond)) {
            return;
        }
        try (Folder folder = Folder.ofParent(path)) {
            rotator.rotate(folder, path.substring(path.lastIndexOf('/') + 1), epochSecond);
        } catch (PosixException e) {
            failed(e);
        }
        // Also after a failure: the name may be another file's by now.
        reopen();
    }

    private void failed(PosixException e) {
        trouble = Optional.of(e.getMessage().contains(path) ? e.getMessage() : path + ": " + e.getMessage());
        complaints.add(trouble.get());
    }

    @Override
    public void reopen() throws PosixException {
        if (file.isEmpty() && delay) {
            return;
        }
        LogFile next = LogFile.open(path);
        close();
        file = Optional.of(next);
    }

    @Override
    public Optional<String> trouble() {
        return trouble;
    }

    @Override
    public void close() {
        if (file.isPresent()) {
            file.get().close();
            file = Optional.empty();
        }
    }
}
