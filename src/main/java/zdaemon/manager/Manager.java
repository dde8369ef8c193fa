package zdaemon.manager;

import java.util.Optional;
import java.util.OptionalLong;
import zdaemon.control.Clients;
import zdaemon.control.ControlSocket;
import zdaemon.core.Event;
import zdaemon.core.ProgramState;
import zdaemon.eventlog.EventLog;
import zdaemon.loop.Loop;
import zdaemon.loop.Priority;
import zdaemon.loop.Source;
import zdaemon.posix.Fd;
import zdaemon.posix.PosixException;
import zdaemon.posix.SignalFd;
import zdaemon.program.Helpers;
import zdaemon.program.ManagerFailure;
import zdaemon.program.OutputWatch;
import zdaemon.program.ProgramWatch;
import zdaemon.program.StateKeeper;
import zdaemon.program.SupervisedProgram;
import zdaemon.protocol.Replies;
import zdaemon.transcript.Transcript;

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
    private final SupervisedProgram program;
    private final Transcript transcript;
    private final EventLog log;
    private final ControlSocket socket;
    private final StateKeeper keeper;
    private final Upgrades upgrades;
    private final Recovery recovery;
    private final Reaper reaper;
    private final ProgramWatch watch;
    private final OutputWatch output;
    private final LogClock logClock;
    private final RequestHandler requests;
    private final Clients clients;
    private Optional<ProgramState> settled = Optional.empty();
    private boolean isOver;

    Manager(Loop loop, SupervisedProgram program, Transcript transcript, EventLog log, SignalFd signals,
            ControlSocket socket, StateKeeper keeper, Helpers helpers, Upgrades upgrades,
            Recovery recovery, RequestHandler requests) {
        this.loop = loop;
        this.program = program;
        this.transcript = transcript;
        this.log = log;
        this.socket = socket;
        this.keeper = keeper;
        this.upgrades = upgrades;
        this.recovery = recovery;
        this.reaper = new Reaper(loop, signals, program, helpers, upgrades, log);
        this.watch = new ProgramWatch(loop, program);
        this.output = new OutputWatch(loop, transcript, new LoggedMessages(log));
        this.logClock = new LogClock(loop);
        this.requests = requests;
        this.clients = new Clients(loop, socket, requests);
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
     * Comes to the program in its way, and looks after it until the machine says that all is done.
     *
     * @return the manager's exit status
     * @throws ManagerFailure when another release hands over what this one does not understand
     * @throws PosixException when the kernel refuses what the loop cannot do without
     */
    int run(Beginning beginning) throws ManagerFailure, PosixException {
        try {
            begin(beginning);
            refresh();
            while (program.exitStatus().isEmpty()) {
                turn();
            }
            isOver = true;
            return program.exitStatus().getAsInt();
        } catch (PosixException | RuntimeException | Error e) {
            recovery.from(e);
            throw e;
        }
    }

    private void begin(Beginning beginning) throws ManagerFailure, PosixException {
        switch (beginning) {
            case Beginning.Start() -> program.handle(new Event.StartRequested());
            case Beginning.Adopt(Orphan orphan) ->
                    adopt(orphan);
            case Beginning.Resume(Handoff handoff, Optional<Fd> client, Optional<Fd> execReport, OptionalLong _) -> {
                if (!program.resume(handoff.snapshot(), handoff.started(), handoff.adopted(), execReport)) {
                    throw new ManagerFailure(1, "this release does not understand what the running one hands over");
                }
                if (client.isPresent()) {
                    clients.tell(client.get(), Replies.UPGRADED);
                }
                // Who has died in between was announced to a signalfd that is no more.
                reaper.wake();
            }
        }
    }

    private void adopt(Orphan orphan) throws PosixException {
        try (Fd _ = orphan.pidfd()) {
            program.adopt(orphan.event());
        }
    }

    private void turn() throws PosixException {
        loop.turn();
        if (program.tookNoDescriptor()) {
            // The crowd may have taken the last one: the next attempt is to find some.
            clients.makeRoom(loop.now());
        }
        if (program.exitStatus().isEmpty()) {
            boolean isChanged = settled.isEmpty() || settled.get() != program.state();
            settled = Optional.of(program.state());
            clients.settle(isChanged);
            upgrades.goOn();
            refresh();
        }
        requests.forgetTurn();
    }

    private void refresh() {
        watch.refresh();
        output.refresh();
        logClock.due(log.nextDeadline());
    }

    /**
     * Ends things in the order that others rely on: what a successor would find gone while the socket's name, which
     * makes it ours, is there; then that name gone, the output kept, and at last who waits let go. A manager whose program
     * goes on leaves what its successor needs.
     */
    @Override
    public void close() {
        if (isOver) {
            keeper.forget();
            transcript.forget();
        }
        socket.close();
        reaper.close();
        watch.close();
        output.close();
        logClock.close();
        upgrades.close();
        transcript.close();
        if (!program.survivors().isEmpty()) {
            clients.tellWaiting(requests.lastStatus());
        }
        clients.close();
        loop.close();
    }
}
