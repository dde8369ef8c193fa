package zdaemon.manager;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import zdaemon.control.Clients;
import zdaemon.control.Connection;
import zdaemon.control.ControlSocket;
import zdaemon.core.Level;
import zdaemon.eventlog.EventLog;
import zdaemon.posix.Clock;
import zdaemon.posix.Pid;
import zdaemon.posix.PosixException;
import zdaemon.posix.WaitStatus;
import zdaemon.process.Spawner;
import zdaemon.program.Helpers;
import zdaemon.program.SupervisedProgram;
import zdaemon.protocol.Replies;
import zdaemon.spec.Launch;
import zdaemon.transcript.Transcript;

/** At most one {@link Upgrade} at a time, from the request to its end one way or another. */
final class Upgrades {
    private final Surroundings surroundings;
    private final SupervisedProgram program;
    private final Transcript transcript;
    private final EventLog log;
    private Optional<Upgrade> current = Optional.empty();

    /**
     * What an upgrade needs besides.
     *
     * @param spawner    this process's
     * @param helpers    who starts the trial
     * @param socket     which the other release goes on with
     * @param report     likewise, if somebody still listens
     * @param mandate    how this manager was told to run the program
     * @param background whether it is in the background
     */
    record Surroundings(Spawner spawner, Helpers helpers, ControlSocket socket, StartReport report,
            Launch mandate, boolean background) {}

    Upgrades(Surroundings surroundings, SupervisedProgram program, Transcript transcript, EventLog log) {
        this.surroundings = surroundings;
        this.program = program;
        this.transcript = transcript;
        this.log = log;
    }

    /** Takes what clients have asked for; they are on hold until they are told. */
    void take(Clients clients, long now) {
        for (Optional<Clients.Demand> demand = clients.takeDemand(); demand.isPresent();
                demand = clients.takeDemand()) {
            take(demand.get(), clients, now);
        }
    }

    private void take(Clients.Demand demand, Clients clients, long now) {
        Connection client = demand.client();
        Optional<Handoff> handoff = handoff();
        if (current.isPresent()) {
            clients.tell(client, Replies.upgradeFailed("another upgrade is under way"));
        } else if (!transcript.outlives()) {
            clients.tell(client, Replies.upgradeFailed("the pipe of the program's output has no name here"));
        } else if (handoff.isEmpty()) {
            clients.tell(client, Replies.upgradeFailed("the program is just being started or stopped; try again"));
        } else {
            try {
                current = Optional.of(Upgrade.begin(demand.command(), client, handoff.get(),
                        surroundings.helpers(), now));
            } catch (PosixException e) {
                clients.tell(client, Replies.upgradeFailed(e.getMessage()));
            }
        }
    }

    /** A child has been reaped; answers whether it was the trial. */
    boolean reaped(Pid pid, WaitStatus status, Clients clients) throws PosixException {
        if (current.isEmpty() || current.get().hasPassed() || !current.get().isTrial(pid)) {
            return false;
        }
        String failure = current.get().ended(status, Clock.monotonicNanos());
        if (!failure.isEmpty()) {
            fail(failure, clients);
        } else {
            clients.admitNobody(true);
        }
        return true;
    }

    OptionalLong nextDeadline() {
        return current.isPresent() ? OptionalLong.of(current.get().deadline()) : OptionalLong.empty();
    }

    /** Goes on if it is time; does not return when it has become the other release. */
    void goOn(Clients clients, long now) throws PosixException {
        if (current.isEmpty()) {
            return;
        }
        Upgrade upgrade = current.get();
        boolean late = upgrade.deadline() - now <= 0;
        if (!upgrade.hasPassed()) {
            if (late) {
                upgrade.kill();
            }
            return;
        }
        Optional<Handoff> handoff = handoff();
        if (handoff.isPresent() && (late || clients.areQuiet())) {
            try {
                transcript.drain(now);
                program.abandonTest();
                upgrade.execute(handoff.get(), kept(), surroundings.spawner());
            } catch (PosixException e) {
                fail(e.getMessage(), clients);
            }
        } else if (late) {
            fail("the program keeps being started or stopped", clients);
        }
    }

    private List<Upgrade.Kept> kept() {
        List<Upgrade.Kept> kept = new ArrayList<>();
        kept.add(new Upgrade.Kept(ManagerMain.LISTENER, surroundings.socket().listener().number()));
        OptionalInt report = surroundings.report().descriptor();
        if (report.isPresent()) {
            kept.add(new Upgrade.Kept(ManagerMain.REPORT, report.getAsInt()));
        }
        return kept;
    }

    private void fail(String reason, Clients clients) {
        Upgrade failed = current.orElseThrow();
        current = Optional.empty();
        failed.close();
        clients.admitNobody(false);
        log.log(Level.ERROR.number(), "not upgraded: " + reason);
        clients.tell(failed.client(), Replies.upgradeFailed(reason));
    }

    private Optional<Handoff> handoff() {
        Optional<String> snapshot = program.snapshot();
        return snapshot.isEmpty() ? Optional.empty() : Optional.of(new Handoff(snapshot.get(),
                program.lastStartMicros(), program.adoptedIdentity(), surroundings.socket().identity(),
                surroundings.background(), surroundings.mandate()));
    }
}
