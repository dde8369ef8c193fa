package zdaemon.transcript;

import zdaemon.posix.Buffer;
import zdaemon.posix.Fd;
import zdaemon.posix.PosixException;

/** The way from the pipe into memory. */
interface Intake extends AutoCloseable {
    /** Where the bytes are that were taken last, from its start on. */
    Buffer memory();

    /** Takes some; all that were taken before have gone their way. */
    int take(Fd pipe, int max, Output output) throws PosixException;

    /** Writing is tried again, from that byte on, after others may have written too. */
    void again(int from, Output output) throws PosixException;

    /** All that was taken has gone its way. */
    void done() throws PosixException;

    @Override
    void close();

    /**
     * Straight. What is in memory when the manager is killed is lost.
     *
     * @param memory as much as is to be taken at a time
     */
    record Direct(Buffer memory) implements Intake {
        @Override
        public int take(Fd pipe, int max, Output output) throws PosixException {
            return pipe.read(memory, Math.min(max, memory.capacity()));
        }

        @Override
        public void again(int from, Output output) {}

        @Override
        public void done() {}

        @Override
        public void close() {
            memory.close();
        }
    }
}
