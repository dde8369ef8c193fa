package zdaemon.transcript;

import zdaemon.posix.Buffer;
import zdaemon.posix.Fd;
import zdaemon.posix.FileSystem;
import zdaemon.posix.PosixException;

/** Where the transcript's bytes go; a seam for tests that need a disk to fill up. */
interface Output extends AutoCloseable {
    /** As {@link Fd#write}. */
    int write(Buffer from, int offset, int count) throws PosixException;

    /** What is appended to and how long it is; as {@link FileSystem#status(Fd, Buffer, int)}. */
    void status(Buffer into, int at) throws PosixException;

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
        public void status(Buffer into, int at) throws PosixException {
            FileSystem.status(fd, into, at);
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
