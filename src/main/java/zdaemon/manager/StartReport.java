package zdaemon.manager;

import java.util.Optional;
import java.util.OptionalInt;
import zdaemon.posix.Fd;
import zdaemon.posix.NativeString;
import zdaemon.posix.PosixException;
import zdaemon.program.StartListener;

/**
 * The pipe to the client that started this manager: it says when the program was exec'ed, when it is ready, or why
 * it never will be, and is closed by the last of these. End of file without a word means that the manager died.
 *
 * <p>The client may be gone (interrupted, out of patience): then nobody listens, and that is all.
 */
final class StartReport implements StartListener {
    private Optional<Fd> pipe;

    private StartReport(Optional<Fd> pipe) {
        this.pipe = pipe;
    }

    /** A report that the client reads from this pipe. */
    static StartReport to(Fd pipe) {
        return new StartReport(Optional.of(pipe));
    }

    /** A report that nobody asked for: the manager runs in the foreground. */
    static StartReport unread() {
        return new StartReport(Optional.empty());
    }

    @Override
    public void adopted(int pid) {
        say("adopted " + pid);
        close();
    }

    @Override
    public void started(int pid) {
        say("started " + pid);
    }

    @Override
    public void ready(int pid) {
        say("ready " + pid);
        close();
    }

    /** The manager gives up; nothing more will be said. */
    void failed(String reason) {
        say("failed " + reason.replace('\n', ' '));
        close();
    }

    /** The pipe, while there is something to report. */
    OptionalInt descriptor() {
        return pipe.isPresent() ? OptionalInt.of(pipe.get().number()) : OptionalInt.empty();
    }

    private void say(String line) {
        if (pipe.isEmpty()) {
            return;
        }
        try {
            pipe.get().writeFully(NativeString.encode(line + "\n"));
        } catch (PosixException e) {
            close();
        }
    }

    private void close() {
        if (pipe.isPresent()) {
            pipe.get().close();
            pipe = Optional.empty();
        }
    }
}
