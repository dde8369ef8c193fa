package zdaemon.posix;

import java.util.Optional;
import zdaemon.bindings.libc;

/** Signals as data, signalfd(2). Only signals that are blocked arrive here. */
public final class SignalFd implements AutoCloseable {
    /** How many are taken from the kernel at a time. */
    private static final int BATCH = 4;

    private final Fd fd;
    private final Buffer infos = Buffer.allocate(BATCH * Layout.SIGNALFD_SIGINFO_SIZE);
    private int at;
    private int end;
    private boolean wereAll;
    private Optional<Signal> last = Optional.empty();

    private SignalFd(Fd fd) {
        this.fd = fd;
    }

    /**
     * Listens for signals; the caller has blocked them.
     *
     * @return non-blocking and close-on-exec
     * @throws PosixException EMFILE, ENFILE
     */
    public static SignalFd of(SignalSet signals) throws PosixException {
        try (Buffer mask = signals.allocate()) {
            int fd = LibcProcesses.signalfd(-1, mask.address(), libc.SFD_CLOEXEC() | libc.SFD_NONBLOCK());
            if (fd < 0) {
                throw PosixException.on("signalfd", "");
            }
            return new SignalFd(Fd.of(fd));
        }
    }

    /** {@return readable when a signal is pending} */
    public Fd fd() {
        return fd;
    }

    /**
     * Takes one pending signal.
     *
     * @return empty when there is none
     * @throws PosixException EBADF once closed
     */
    public Optional<Signal> read() throws PosixException {
        if (at == end) {
            if (wereAll) {
                // Fewer than there was room for: asking for more would be a call for nothing.
                wereAll = false;
                return Optional.empty();
            }
            at = 0;
            end = Math.max(0, fd.read(infos));
            wereAll = end > 0 && end < infos.capacity();
            if (end == 0) {
                return Optional.empty();
            }
        }
        int signal = infos.getInt(at + Layout.SIGNALFD_SIGINFO_SIGNO);
        at += Layout.SIGNALFD_SIGINFO_SIZE;
        last = Optional.of(new Signal(signal));
        return last;
    }

    /** {@return the signal that was taken last} */
    public Optional<Signal> last() {
        return last;
    }

    /** Stops listening; the signals stay blocked. */
    @Override
    public void close() {
        fd.close();
        infos.close();
    }
}
