package zdaemon.posix;

import java.util.Optional;
import zdaemon.bindings.libc;

/** Signals as data, signalfd(2). Only signals that are blocked arrive here. */
public final class SignalFd implements AutoCloseable {
    private final Fd fd;
    private final Buffer info = Buffer.allocate(Layout.SIGNALFD_SIGINFO_SIZE);

    private SignalFd(Fd fd) {
        this.fd = fd;
    }

    /**
     * Listens for signals; the caller has blocked them.
     *
     * @param signals which
     * @return non-blocking and close-on-exec
     * @throws PosixException EMFILE, ENFILE
     */
    public static SignalFd of(SignalSet signals) throws PosixException {
        try (Buffer mask = signals.allocate()) {
            int fd = LibcSignals.signalfd(-1, mask.address(), libc.SFD_CLOEXEC() | libc.SFD_NONBLOCK());
            if (fd < 0) {
                throw PosixException.on("signalfd", "");
            }
            return new SignalFd(Fd.of(fd));
        }
    }

    /**
     * What to poll.
     *
     * @return readable when a signal is pending
     */
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
        return fd.read(info) == Layout.SIGNALFD_SIGINFO_SIZE
                ? Optional.of(new Signal(info.getInt(Layout.SIGNALFD_SIGINFO_SIGNO)))
                : Optional.empty();
    }

    /** Stops listening; the signals stay blocked. */
    @Override
    public void close() {
        fd.close();
        info.close();
    }
}
