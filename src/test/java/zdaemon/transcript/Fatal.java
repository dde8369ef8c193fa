package zdaemon.transcript;

import zdaemon.posix.Buffer;
import zdaemon.posix.Fd;
import zdaemon.posix.PosixException;

/** A file at whose first use the manager is killed, at a chosen moment. */
final class Fatal implements Output {
    /** When. */
    enum Moment { BEFORE_NOTE, BEFORE_WRITE, AMID_WRITE, AFTER_WRITE }

    /** What SIGKILL looks like from within. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }

    private final Output.File file;
    private final Moment moment;

    Fatal(Fd fd, Moment moment) {
        this.file = new Output.File(fd);
        this.moment = moment;
    }

    @Override
    public int write(Buffer from, int offset, int count) throws PosixException {
        if (moment == Moment.AMID_WRITE) {
            file.write(from, offset, count / 2);
        } else if (moment == Moment.AFTER_WRITE) {
            file.write(from, offset, count);
        }
        throw new Killed();
    }

    @Override
    public void status(Buffer into, int at) throws PosixException {
        if (moment == Moment.BEFORE_NOTE) {
            throw new Killed();
        }
        file.status(into, at);
    }

    @Override
    public void redirectStandardStreams() {
        throw new AssertionError("the test's own streams");
    }

    @Override
    public void close() {
        file.close();
    }
}
