package zdaemon.posix;

/** Run by {@link SignalsTest} with all signals blocked: sends itself one and reads it. */
final class SignalProbe {
    private SignalProbe() {}

    /** Runs the probe. */
    public static void main(String[] arguments) throws PosixException {
        if (!Signals.blocked().contains(Signal.TERM)) {
            throw new IllegalStateException("SIGTERM is not blocked");
        }
        try (SignalFd signals = SignalFd.of(SignalSet.of(Signal.TERM)); Poller poller = Poller.create()) {
            poller.set(signals.fd(), true, false);
            Processes.kill(Processes.self(), Signal.TERM);
            poller.poll(10_000_000_000L);
            System.out.println(signals.read().orElseThrow());
            signals.read().ifPresent(second -> System.out.println("and " + second));
        }
    }
}
