package zdaemon.manager;

import java.util.Optional;
import zdaemon.control.Clients;
import zdaemon.control.ControlSocket;
import zdaemon.eventlog.EventLog;
import zdaemon.loop.Loop;
import zdaemon.loop.Priority;
import zdaemon.loop.Source;
import zdaemon.posix.PosixException;
import zdaemon.posix.SignalFd;
import zdaemon.program.Helpers;
import zdaemon.program.ManagerFailure;
import zdaemon.protocol.Replies;

/**
 * One thread that waits for descriptors and deadlines, turns what happened into events, and lets the program's machine
 * decide (docs/design.md).
 *
 * <p>The order within a turn is that of {@link Priority}, and matters in two places. What a forked child says of its exec
 * is read before the dead are reaped, so that a program which ends at once is first seen to have started. And clients who
 * wait are answered last, when all that happened in this turn is known; if that is the manager's end, they see it as the
 * end of the connection, after the socket's name has gone.
 */
final class Manager implements AutoCloseable {
    private final Loop loop;
    private final Charge charge;
    private final EventLog log;
    private final ControlSocket socket;
    private final Upgrades upgrades;
    private final Recovery recovery;
    private final Reaper reaper;
    private final LogClock logClock;
    private final Clients clients;
    private boolean isOver;

    Manager(Loop loop, Charge charge, EventLog log, SignalFd signals, ControlSocket socket, Helpers helpers, Upgrades upgrades,
            Recovery recovery) {
        this.loop = loop;
        this.charge = charge;
        this.log = log;
        this.socket = socket;
        this.upgrades = upgrades;
        this.recovery = recovery;
        this.reaper = new Reaper(loop, signals, charge, helpers, upgrades, log);
        this.logClock = new LogClock(loop);
        this.clients = new Clients(loop, socket, charge.requests());
        upgrades.serve(clients);
    }

    /** The event log has deadlines of its own. */
    private final class LogClock extends Source {
        LogClock(Loop loop) {
            super(loop, Priority.DEADLINE);
        }

        @Override
        protected boolean step(long now) {
            log.tick(now);
            return false;
        }
    }

    /**
     * Comes to the programs, and looks after them until all is done.
     *
     * @param resumed this process's life before, if it has begun anew
     * @return the manager's exit status
     * @throws ManagerFailure when another release hands over what this one does not understand
     * @throws PosixException when the kernel refuses what the loop cannot do without
     */
    int run(Optional<Resumed> resumed) throws ManagerFailure, PosixException {
        try {
            charge.begin();
            if (resumed.isPresent()) {
                if (resumed.get().client().isPresent()) {
                    clients.tell(resumed.get().client().get(), Replies.UPGRADED);
                }
                // Who has died in between was announced to a signalfd that is no more.
                reaper.wake();
            }
            refresh();
            while (charge.exitStatus().isEmpty()) {
                turn();
            }
            isOver = true;
            return charge.exitStatus().getAsInt();
        } catch (PosixException | RuntimeException | Error e) {
            recovery.from(e);
            throw e;
        }
    }

    private void turn() throws PosixException {
        loop.turn();
        if (charge.tookNoDescriptor()) {
            // The crowd may have taken the last one: the next attempt is to find some.
            clients.makeRoom(loop.now());
        }
        if (charge.exitStatus().isEmpty()) {
            clients.settle(charge.hasChanged());
            upgrades.goOn();
            refresh();
        }
        charge.forgetTurn();
    }

    private void refresh() {
        charge.refresh();
        logClock.due(log.nextDeadline());
    }

    /**
     * Ends things in the order that others rely on: what a successor would find gone while the socket's name, which
     * makes it ours, is there; then that name gone, the output kept, and at last who waits let go. A manager whose programs
     * go on leaves what its successor needs.
     */
    @Override
    public void close() {
        if (isOver) {
            charge.forget();
        }
        socket.close();
        reaper.close();
        logClock.close();
        upgrades.close();
        charge.close();
        if (charge.lastWords().isPresent()) {
            clients.tellWaiting(charge.lastWords().get());
        }
        clients.close();
        loop.close();
    }
}
