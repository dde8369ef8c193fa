package zdaemon.manager;

import java.util.Optional;
import java.util.OptionalLong;
import zdaemon.control.Clients;
import zdaemon.control.ControlSocket;
import zdaemon.core.Event;
import zdaemon.eventlog.EventLog;
import zdaemon.posix.Clock;
import zdaemon.posix.Errno;
import zdaemon.posix.Fd;
import zdaemon.posix.Poller;
import zdaemon.posix.PosixException;
import zdaemon.posix.Processes;
import zdaemon.posix.Reaping;
import zdaemon.posix.Signal;
import zdaemon.posix.SignalFd;
import zdaemon.program.Helpers;
import zdaemon.program.StateKeeper;
import zdaemon.program.SupervisedProgram;
import zdaemon.program.TranscriptTroubles;
import zdaemon.protocol.Replies;
import zdaemon.transcript.Transcript;

/**
 * The loop: one thread that waits for descriptors and deadlines, turns what happened into events, and lets the
 * program's machine decide (docs/design.md).
 *
 * <p>The order within a turn matters in two places. What a forked child says of its exec is read before the dead are
 * reaped, so that a program which ends at once is first seen to have started. And clients who wait are answered last,
 * when all that happened in this turn is known; if that is the manager's end, they see it as the end of the
 * connection, after the socket's name has gone.
 */
final class Manager implements AutoCloseable {
    private final SupervisedProgram program;
    private final Transcript transcript;
    private final TranscriptTroubles troubles;
    private final EventLog log;
    private final SignalFd signals;
    private final ControlSocket socket;
    private final RequestHandler requests;
    private final Clients clients;
    private final Poller poller;
    private final StateKeeper keeper;
    private final Helpers helpers;
    private final Upgrades upgrades;
    private Optional<Fd> watchedReport = Optional.empty();
    private Optional<Fd> watchedProcess = Optional.empty();
    private Optional<Fd> watchedStraggler = Optional.empty();

    Manager(SupervisedProgram program, Transcript transcript, EventLog log, SignalFd signals, ControlSocket socket,
            StateKeeper keeper, Helpers helpers, Upgrades upgrades) {
        this.helpers = helpers;
        this.upgrades = upgrades;
        this.keeper = keeper;
        this.program = program;
        this.transcript = transcript;
        this.troubles = new TranscriptTroubles(transcript, log);
        this.log = log;
        this.signals = signals;
        this.socket = socket;
        this.poller = Poller.create();
        this.requests = new RequestHandler(program, transcript, log);
        this.clients = new Clients(poller, socket.listener(), requests, log);
        poller.set(signals.fd(), true, false);
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
            while (program.exitStatus().isEmpty()) {
                turn();
            }
            return program.exitStatus().getAsInt();
        } catch (PosixException | RuntimeException | Error e) {
            program.abandon();
            throw e;
        }
    }

    private void begin(Beginning beginning) throws ManagerFailure, PosixException {
        switch (beginning) {
            case Beginning.Start() -> program.handle(new Event.StartRequested());
            case Beginning.Adopt(Orphan orphan) ->
                    program.adopt(orphan.identity(), orphan.pidfd(), orphan.legacy().started(), orphan.event());
            case Beginning.Resume(Handoff handoff, Optional<Fd> client) -> {
                if (!program.resume(handoff.snapshot(), handoff.started(), handoff.adopted())) {
                    throw new ManagerFailure(1, "this release does not understand what the running one hands over");
                }
                if (client.isPresent()) {
                    clients.tell(client.get(), Replies.UPGRADED, Clock.monotonicNanos());
                }
                // Who has died in between was announced to a signalfd that is no more.
                takeSignals();
            }
        }
    }

    private void turn() throws PosixException {
        watch();
        try {
            poller.poll(untilNextDeadline());
        } catch (PosixException e) {
            // Who lowers our limit on descriptors makes us wait for fewer. The clients' are those that can be spared.
            if (!e.errno().equals(Errno.EINVAL) || !clients.leave()) {
                throw e;
            }
            return;
        }
        long now = Clock.monotonicNanos();
        if (watchedReport.isPresent() && poller.readable(watchedReport.get())) {
            program.readExecReport();
        }
        if (poller.readable(signals.fd())) {
            takeSignals();
        }
        if (watchedProcess.isPresent() && poller.readable(watchedProcess.get())) {
            program.adoptedEnded();
        }
        if (watchedStraggler.isPresent() && poller.readable(watchedStraggler.get())) {
            program.stragglerEnded();
        }
        pumpTranscript(now);
        clients.serve(now);
        program.tick();
        if (program.tookNoDescriptor()) {
            // The crowd may have taken the last one: the next attempt is to find some.
            clients.makeRoom(now);
        }
        log.tick(now);
        if (program.exitStatus().isEmpty()) {
            clients.answerWaiting(program.state());
            upgrades.take(clients, now);
            upgrades.goOn(clients, now);
        }
    }

    /** Brings the set of watched descriptors up to date with what has begun and ended since the last turn. */
    private void watch() {
        watchedReport = watch(program.execReport(), watchedReport);
        watchedProcess = watch(program.adoptedProcess(), watchedProcess);
        watchedStraggler = watch(program.straggler(), watchedStraggler);
        if (transcript.pipe().isPresent()) {
            poller.set(transcript.pipe().get(), transcript.wantsToRead(), false);
        }
    }

    private Optional<Fd> watch(Optional<Fd> wanted, Optional<Fd> watched) {
        if (!wanted.equals(watched)) {
            if (watched.isPresent()) {
                poller.remove(watched.get());
            }
            if (wanted.isPresent()) {
                poller.set(wanted.get(), true, false);
            }
        }
        return wanted;
    }

    /** Nanoseconds until somebody has to do something, -1 when nobody knows of such a moment. */
    private long untilNextDeadline() {
        long now = Clock.monotonicNanos();
        long soonest = -1;
        soonest = sooner(soonest, program.nextDeadline(), now);
        soonest = sooner(soonest, transcript.retryAt(), now);
        soonest = sooner(soonest, clients.nextDeadline(), now);
        soonest = sooner(soonest, upgrades.nextDeadline(), now);
        return sooner(soonest, log.nextDeadline(), now);
    }

    private static long sooner(long soonest, OptionalLong deadline, long now) {
        if (deadline.isEmpty()) {
            return soonest;
        }
        long left = Math.max(0, deadline.getAsLong() - now);
        return soonest < 0 ? left : Math.min(soonest, left);
    }

    private void takeSignals() throws PosixException {
        for (Optional<Signal> signal = signals.read(); signal.isPresent(); signal = signals.read()) {
            if (!signal.get().equals(Signal.CHLD)) {
                program.handle(new Event.ShutdownRequested(signal.get().name()));
            }
        }
        reap();
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
            } else if (!program.reapedTest(child) && !upgrades.reaped(child.pid(), child.status(), clients)) {
                log.childEnded(child.pid(), child.status());
            }
            helpers.forget(child.pid());
            found = Processes.reapAny();
        }
        if (programsEnd.isPresent()) {
            program.reaped(programsEnd.get(), found instanceof Reaping.NoneEnded);
        }
    }

    private void pumpTranscript(long now) throws PosixException {
        boolean readable = transcript.pipe().isPresent() && poller.readable(transcript.pipe().get());
        boolean due = transcript.retryAt().isPresent() && transcript.retryAt().getAsLong() - now <= 0;
        if (readable || due) {
            transcript.pump(now);
        }
        troubles.note(now);
    }

    /**
     * Ends things in the order that others rely on: what a successor would find gone while the socket's name, which
     * makes it ours, is there; then that name gone, the output kept, and at last who waits let go.
     */
    @Override
    public void close() {
        keeper.forget();
        transcript.forget();
        socket.close();
        transcript.close();
        if (!program.survivors().isEmpty()) {
            clients.tellWaiting(requests.lastStatus());
        }
        clients.close();
        poller.close();
    }
}
