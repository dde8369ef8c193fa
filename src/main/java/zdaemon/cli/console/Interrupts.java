package zdaemon.cli.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zdaemon.posix.Arguments;
import zdaemon.posix.Environment;
import zdaemon.posix.PosixException;
import zdaemon.posix.Processes;
import zdaemon.posix.Signal;
import zdaemon.posix.SignalFd;
import zdaemon.posix.SignalSet;
import zdaemon.posix.Signals;
import zdaemon.process.SpawnPlan;
import zdaemon.process.Spawner;

/**
 * ^C as data, for what shall end or go on in good order instead of being killed: {@code logtail} and the interpreter.
 * All threads of the runtime must have the signals blocked, which they only have if they inherit it: so the process
 * executes itself once more, with another mask. Other commands just die of ^C, which is what their users want.
 */
public final class Interrupts {
    /** Says that the process has been executed anew, so that a runtime which unblocks signals is no endless loop. */
    private static final String MARK = "zdaemon.interrupts";

    private Interrupts() {
    }

    /**
     * Listens for interrupts; may begin the whole command again.
     *
     * @param more signals to block beside
     * @return empty when they end the process as ever
     * @throws PosixException when the process could not be executed anew
     */
    public static Optional<SignalFd> listen(Host host, SignalSet more) throws PosixException {
        if (!host.ownsProcess()) {
            return Optional.empty();
        }
        // Nobody else ends the first process of a container: the kernel withholds what it neither handles nor reads.
        Signal[] ends = Processes.self().value() == 1
                ? new Signal[] {Signal.INT, Signal.QUIT, Signal.TERM, Signal.HUP} : new Signal[] {Signal.INT, Signal.QUIT};
        SignalSet signals = SignalSet.empty();
        for (Signal signal : ends) {
            if (!Signals.isIgnored(signal)) {
                signals = signals.plus(SignalSet.of(signal));
            }
        }
        SignalSet blocked = Signals.blocked();
        SignalSet needed = blocked.plus(signals).plus(more);
        if (!blocked.equals(needed)) {
            if (System.getProperty(MARK) != null) {
                return Optional.empty();
            }
            try (Spawner spawner = new Spawner()) {
                spawner.replace(SpawnPlan.of(Arguments.executable(), sameCommand(), Environment.entries())
                        .withMask(needed).keepingIgnored());
            }
        }
        return Optional.of(SignalFd.of(signals));
    }

    /** The kernel's word on how this process was started, with the mark among the runtime's flags. */
    private static List<String> sameCommand() throws PosixException {
        List<String> words = new ArrayList<>(Arguments.commandLine());
        words.add(1, "-D" + MARK + "=blocked");
        return words;
    }
}
