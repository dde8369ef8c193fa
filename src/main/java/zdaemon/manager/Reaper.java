package zdaemon.manager;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zdaemon.eventlog.EventLog;
import zdaemon.loop.Loop;
import zdaemon.loop.Priority;
import zdaemon.loop.Source;
import zdaemon.posix.PosixException;
import zdaemon.posix.Processes;
import zdaemon.posix.Reaping;
import zdaemon.posix.Signal;
import zdaemon.posix.SignalFd;
import zdaemon.program.Helpers;

/** The signals that the manager gets, and the ends of its children, of which they tell. */
final class Reaper extends Source {
    private final SignalFd signals;
    private final Charge charge;
    private final Helpers helpers;
    private final Upgrades upgrades;
    private final EventLog log;

    Reaper(Loop loop, SignalFd signals, Charge charge, Helpers helpers, Upgrades upgrades, EventLog log) {
        super(loop, Priority.SIGNAL);
        this.signals = signals;
        this.charge = charge;
        this.helpers = helpers;
        this.upgrades = upgrades;
        this.log = log;
        watch(signals.fd(), true, false);
    }

    @Override
    protected boolean step(long now) throws PosixException {
        for (Optional<Signal> signal = signals.read(); signal.isPresent(); signal = signals.read()) {
            if (!signal.get().equals(Signal.CHLD)) {
                charge.shutdown(signal.get().name());
            }
        }
        reap();
        return false;
    }

    /**
     * Reaps all who have ended: one SIGCHLD may stand for many. The ends of programs are told last, when it is known whether
     * any other child is left.
     */
    private void reap() throws PosixException {
        List<Reaping.Ended> programs = List.of();
        Reaping found = Processes.reapAny();
        while (found instanceof Reaping.Ended child) {
            if (charge.isProgram(child.pid())) {
                programs = programs.isEmpty() ? List.of(child) : with(programs, child);
            } else if (!charge.reapedTest(child) && !upgrades.reaped(child.pid(), child.status())) {
                log.childEnded(child.pid(), child.status());
            }
            helpers.forget(child.pid());
            found = Processes.reapAny();
        }
        for (int i = 0; i < programs.size(); i++) {
            charge.reaped(programs.get(i), found instanceof Reaping.NoneEnded);
        }
    }

    private static List<Reaping.Ended> with(List<Reaping.Ended> some, Reaping.Ended one) {
        List<Reaping.Ended> all = some.size() == 1 ? new ArrayList<>(some) : some;
        all.add(one);
        return all;
    }

    @Override
    public void close() {
        unwatch();
        super.close();
    }
}
