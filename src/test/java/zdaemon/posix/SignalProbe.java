package zdaemon.posix;

/** Run by {@link SignalsTest} with the signals blocked: sends itself some and reads them. */
final class SignalProbe {
    private SignalProbe() {}

    /** Runs the probe. */
    public static void main(String[] arguments) throws PosixException {
        if (!Signals.blocked().contains(Signal.TERM)) {
            throw new IllegalStateException("SIGTERM is not blocked");
        }
        SignalSet both = SignalSet.of(Signal.TERM, Signal.HUP);
        try (SignalFd signals = SignalFd.of(both); Poller poller = Poller.create()) {
            poller.set(signals.fd(), true, false);
            Processes.kill(Processes.self(), Signal.TERM);
            poller.poll(10_000_000_000L);
            System.out.println(signals.read().orElseThrow());
            // Comes after the kernel has been asked, and is not forgotten.
            Processes.kill(Processes.self(), Signal.HUP);
            signals.read().ifPresent(second -> System.out.println("and " + second));
            poller.poll(10_000_000_000L);
            Processes.kill(Processes.self(), Signal.TERM);
            System.out.println(signals.read().orElseThrow() + " " + signals.read().orElseThrow());
            signals.read().ifPresent(third -> System.out.println("and " + third));
        }
    }
}
