package zdaemon.manager;

import java.util.Optional;
import zdaemon.core.Event;
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
import zdaemon.program.SupervisedProgram;

/** The signals that the manager gets, and the ends of its children, of which they tell. */
final class Reaper extends Source {
    private final SignalFd signals;
    private final SupervisedProgram program;
    private final Helpers helpers;
    private final Upgrades upgrades;
    private final EventLog log;

    Reaper(Loop loop, SignalFd signals, SupervisedProgram program, Helpers helpers, Upgrades upgrades, EventLog log) {
        super(loop, Priority.SIGNAL);
        this.signals = signals;
        this.program = program;
        this.helpers = helpers;
        this.upgrades = upgrades;
        this.log = log;
        watch(signals.fd(), true, false);
    }

    @Override
    protected boolean step(long now) throws PosixException {
        for (Optional<Signal> signal = signals.read(); signal.isPresent(); signal = signals.read()) {
            if (!signal.get().equals(Signal.CHLD)) {
                program.handle(new Event.ShutdownRequested(signal.get().name()));
            }
        }
        reap();
        return false;
    }

    /**
     * Reaps whoever has ended: one SIGCHLD may stand for many. The program's end is told last, when it is known whether
     * anybody is left.
     */
    private void reap() throws PosixException {
        Optional<Reaping.Ended> programsEnd = Optional.empty();
        Reaping found = Processes.reapAny();
        while (found instanceof Reaping.Ended child) {
            if (program.is(child.pid())) {
                programsEnd = Optional.of(child);
            } else if (!program.reapedTest(child) && !upgrades.reaped(child.pid(), child.status())) {
                log.childEnded(child.pid(), child.status());
            }
            helpers.forget(child.pid());
            found = Processes.reapAny();
        }
        if (programsEnd.isPresent()) {
            program.reaped(programsEnd.get(), found instanceof Reaping.NoneEnded);
        }
    }

    @Override
    public void close() {
        unwatch();
        super.close();
    }
}
