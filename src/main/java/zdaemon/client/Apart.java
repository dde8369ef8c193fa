package zdaemon.client;

import java.util.Optional;
import zdaemon.posix.Errno;
import zdaemon.posix.Fd;
import zdaemon.posix.Pid;
import zdaemon.posix.Poller;
import zdaemon.posix.PosixException;
import zdaemon.posix.Processes;
import zdaemon.posix.Signal;
import zdaemon.posix.SignalFd;
import zdaemon.posix.SignalSet;
import zdaemon.posix.Terminal;
import zdaemon.posix.WaitStatus;
import zdaemon.process.SpawnPlan;
import zdaemon.process.SpawnReport;
import zdaemon.process.Spawner;

/**
 * Another user's program in the foreground. On root's terminal, in root's session, it could type commands into root's shell
 * (TIOCSTI of ioctl(2), which the kernel allows on the session's own terminal). So it gets a session without a terminal; its
 * streams stay, and this process passes on what the terminal's keys and other signals say.
 */
public final class Apart {
    /** What is passed on; to be blocked in the whole process. Stopping is done by SIGSTOP: a session's leader heeds no other. */
    public static final SignalSet SIGNALS = SignalSet.of(Signal.INT, Signal.QUIT, Signal.TERM, Signal.HUP, Signal.TSTP,
            Signal.CONT, Signal.WINCH);

    private Apart() {}

    /** Whether there is a terminal that a program of another user shall not have for its own. */
    public static boolean isNeeded() {
        for (int stream = 0; stream <= 2; stream++) {
            if (Terminal.isTerminal(Fd.standard(stream))) {
                return true;
            }
        }
        return Terminal.isControlling();
    }

    /** Runs a program to its end, as {@link Foreground#run}. */
    static WaitStatus run(Spawner spawner, SpawnPlan plan) throws PosixException, ClientException {
        Processes.becomeOpaque();
        try (SignalFd signals = SignalFd.of(SIGNALS); Poller poller = Poller.create()) {
            SpawnReport.Attempts attempts = Foreground.spawn(spawner, plan.inNewSession());
            Optional<String> failure = Foreground.failure(attempts.outcome(), plan);
            if (failure.isPresent()) {
                throw new ClientException(failure.get());
            }
            try (Fd end = Processes.pidfd(attempts.pid())) {
                poller.set(signals.fd(), true, false);
                poller.set(end, true, false);
                while (true) {
                    poller.poll(-1);
                    for (Optional<Signal> signal = signals.read(); signal.isPresent(); signal = signals.read()) {
                        pass(signal.get(), attempts.pid());
                    }
                    if (poller.readable(end)) {
                        return Processes.await(attempts.pid());
                    }
                }
            }
        }
    }

    private static void pass(Signal signal, Pid leader) throws PosixException {
        boolean isStop = signal.equals(Signal.TSTP);
        try {
            Processes.killGroup(leader, isStop ? Signal.STOP : signal);
        } catch (PosixException e) {
            // ESRCH: it has ended; EPERM: it has another user now, which the terminal's keys do not reach.
            if (!e.errno().equals(Errno.ESRCH) && !e.errno().equals(Errno.EPERM)) {
                throw e;
            }
        }
        if (isStop) {
            Processes.kill(Processes.self(), Signal.STOP);
        }
    }
}
