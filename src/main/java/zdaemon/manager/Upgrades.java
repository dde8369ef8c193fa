package zdaemon.manager;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import zdaemon.control.Clients;
import zdaemon.control.Connection;
import zdaemon.core.Level;
import zdaemon.eventlog.EventLog;
import zdaemon.loop.Loop;
import zdaemon.loop.Priority;
import zdaemon.loop.Source;
import zdaemon.posix.Clock;
import zdaemon.posix.Pid;
import zdaemon.posix.PosixException;
import zdaemon.posix.WaitStatus;
import zdaemon.program.Helpers;
import zdaemon.protocol.Replies;

/** At most one {@link Upgrade} at a time, from the request to its end one way or another. */
final class Upgrades extends Source {
    private final Successor successor;
    private final Helpers helpers;
    private final EventLog log;
    private Optional<Charge> charge = Optional.empty();
    private Optional<Clients> clients = Optional.empty();
    private Optional<Upgrade> current = Optional.empty();

    Upgrades(Loop loop, Successor successor, Helpers helpers, EventLog log) {
        super(loop, Priority.ANSWER);
        this.successor = successor;
        this.helpers = helpers;
        this.log = log;
    }

    /** Answers through these. */
    void serve(Clients served) {
        clients = Optional.of(served);
    }

    /** Hands these programs over. */
    void of(Charge programs) {
        charge = Optional.of(programs);
    }

    /**
     * Begins one; the client is on hold until it is told.
     *
     * @param command the other release: the file to execute, then its command line up to the main class
     */
    void begin(List<String> command, Connection client) {
        if (current.isPresent()) {
            tell(client, Replies.upgradeFailed("another upgrade is under way"));
        } else if (!charge.orElseThrow().outlives()) {
            tell(client, Replies.upgradeFailed("the pipe of the program's output has no name here"));
        } else {
            try {
                current = Optional.of(
                        Upgrade.begin(command, client, successor.handoff(), helpers, Clock.monotonicNanos()));
            } catch (PosixException e) {
                tell(client, Replies.upgradeFailed(e.getMessage()));
            }
        }
        clock();
    }

    private void tell(Connection client, String text) {
        clients.orElseThrow().tell(client, text);
    }

    private void clock() {
        due(current.isPresent() ? OptionalLong.of(current.get().deadline()) : OptionalLong.empty());
    }

    /** Only to have a turn when the deadline has come. */
    @Override
    protected boolean step(long now) {
        return false;
    }

    /** A child has been reaped; answers whether it was the trial. */
    boolean reaped(Pid pid, WaitStatus status) throws PosixException {
        if (current.isEmpty() || current.get().hasPassed() || !current.get().isTrial(pid)) {
            return false;
        }
        String failure = current.get().ended(status, Clock.monotonicNanos());
        if (!failure.isEmpty()) {
            fail(failure);
        } else {
            clients.orElseThrow().admitNobody(true);
        }
        clock();
        return true;
    }

    /** Goes on if it is time; does not return when it has become the other release. */
    void goOn() throws PosixException {
        if (current.isEmpty()) {
            return;
        }
        long now = Clock.monotonicNanos();
        Upgrade upgrade = current.get();
        boolean late = upgrade.deadline() - now <= 0;
        if (!upgrade.hasPassed()) {
            if (late) {
                upgrade.kill();
            }
            return;
        }
        if (late || clients.orElseThrow().areQuiet()) {
            try {
                charge.orElseThrow().drain(now);
                charge.orElseThrow().abandonTests();
                Connection client = upgrade.client();
                successor.execute(upgrade.command(), List.of(),
                        client.isClosed() ? Optional.empty() : Optional.of(client.socket()));
            } catch (PosixException e) {
                fail(e.getMessage());
            }
        }
    }

    private void fail(String reason) {
        Upgrade failed = current.orElseThrow();
        current = Optional.empty();
        failed.close();
        clients.orElseThrow().admitNobody(false);
        log.log(Level.ERROR.number(), "not upgraded: " + reason);
        tell(failed.client(), Replies.upgradeFailed(reason));
        clock();
    }
}
