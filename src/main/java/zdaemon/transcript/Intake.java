package zdaemon.transcript;

import zdaemon.posix.Buffer;
import zdaemon.posix.Fd;
import zdaemon.posix.PosixException;

/** The way from the pipe into the manager's memory. */
interface Intake extends AutoCloseable {
    /** Straight. What is in memory when the manager is killed is lost. */
    Intake DIRECT = new Intake() {
        @Override
        public int take(Fd pipe, Buffer into, int max) throws PosixException {
            return pipe.read(into, max);
        }

        @Override
        public void writing(int from, Output output) {}

        @Override
        public void written() {}

        @Override
        public void close() {}
    };

    /** As {@link Fd#read(Buffer, int)}. */
    int take(Fd pipe, Buffer into, int max) throws PosixException;

    /** What was taken is about to be written to the output, from that byte on. */
    void writing(int from, Output output) throws PosixException;

    /** All that was taken has gone its way. */
    void written() throws PosixException;

    @Override
    void close();
}
