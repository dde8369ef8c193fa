package zdaemon.manager;

import java.util.ArrayList;
import java.util.List;
import zdaemon.posix.Arguments;
import zdaemon.posix.Environment;
import zdaemon.posix.PosixException;
import zdaemon.posix.Signal;
import zdaemon.posix.SignalFd;
import zdaemon.posix.SignalSet;
import zdaemon.posix.Signals;
import zdaemon.process.SpawnPlan;
import zdaemon.process.Spawner;
import zdaemon.program.ManagerFailure;

/**
 * The signals that the manager reads as data. They have to be blocked in every thread of the JVM, or the kernel hands
 * them to one in which they are not, and kills the process. Threads inherit the mask, so it must be in place before the
 * JVM starts: the client sees to it, and a manager that finds it missing blocks the signals and executes itself anew.
 */
final class ManagerSignals {
    private static final String AGAIN = "again";

    private ManagerSignals() {
    }

    /**
     * Makes sure that the JVM was started with the signals blocked; if it was not, this process becomes a JVM that was.
     *
     * @param arguments of main
     * @param inherited the descriptors that the arguments name
     * @throws ManagerFailure when it was not, for the second time
     * @throws PosixException when it cannot be executed anew
     */
    static void requireBlocked(String[] arguments, List<Integer> inherited) throws ManagerFailure, PosixException {
        if (Signals.blocked().plus(SignalSet.blockedInManagers()).equals(Signals.blocked())) {
            return;
        }
        if (arguments[arguments.length - 1].equals(AGAIN)) {
            throw new ManagerFailure(1, "can't start the daemon manager: the Java runtime unblocks signals");
        }
        List<String> words = new ArrayList<>(Arguments.commandLine());
        words.add(AGAIN);
        try (Spawner spawner = new Spawner()) {
            spawner.replace(SpawnPlan.of(Arguments.executable(), words, Environment.entries())
                    .keeping(inherited).withMask(SignalSet.blockedInManagers()).keepingIgnored());
        }
    }

    /**
     * Listens to those that the manager was not started with as ignored ({@code daemon off} under nohup). SIGCHLD is never
     * ignored: the kernel would reap the manager's children.
     */
    static SignalFd listen() throws PosixException {
        if (Signals.isIgnored(Signal.CHLD)) {
            Signals.setDefault(Signal.CHLD);
        }
        SignalSet heard = SignalSet.readByManagers();
        for (Signal signal : new Signal[] {Signal.TERM, Signal.INT, Signal.HUP}) {
            if (Signals.isIgnored(signal)) {
                heard = heard.minus(SignalSet.of(signal));
            }
        }
        return SignalFd.of(heard);
    }
}
