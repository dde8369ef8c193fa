package zdaemon.transcript;

import java.util.Optional;
import zdaemon.posix.Buffer;
import zdaemon.posix.Fd;
import zdaemon.posix.FileStatus;
import zdaemon.posix.FileSystem;
import zdaemon.posix.FileType;
import zdaemon.posix.PosixException;

/** Where the transcript's bytes go; a seam for tests that need a disk to fill up. */
interface Output extends AutoCloseable {
    /** As {@link Fd#write}. */
    int write(Buffer from, int offset, int count) throws PosixException;

    /** What is appended to and how long it is; empty when it is no regular file. */
    Optional<FileStatus> place() throws PosixException;

    /** Makes the manager's own descriptors 1 and 2 mean this. */
    void redirectStandardStreams() throws PosixException;

    @Override
    void close();

    /** An open file. */
    record File(Fd fd) implements Output {
        @Override
        public int write(Buffer from, int offset, int count) throws PosixException {
            return fd.write(from, offset, count);
        }

        @Override
        public Optional<FileStatus> place() throws PosixException {
            FileStatus status = FileSystem.status(fd);
            return status.type() == FileType.REGULAR ? Optional.of(status) : Optional.empty();
        }

        @Override
        public void redirectStandardStreams() throws PosixException {
            fd.redirect(1);
            fd.redirect(2);
        }

        @Override
        public void close() {
            fd.close();
        }
    }
}
