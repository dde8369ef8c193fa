package zdaemon.manager;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import zdaemon.core.Event;
import zdaemon.core.Next;
import zdaemon.posix.Fd;
import zdaemon.posix.PosixException;
import zdaemon.process.Predecessor;
import zdaemon.process.ProcessIdentity;
import zdaemon.process.Unproven;
import zdaemon.program.ManagerFailure;
import zdaemon.protocol.Legacy;
import zdaemon.spec.Launch;
import zdaemon.spec.RecordReader.RecordException;

/**
 * A program whose manager has died.
 *
 * @param legacy   what that manager knew
 * @param identity its process
 * @param pidfd    that process's descriptor, by which it is known for sure; to be closed
 */
record Orphan(Legacy legacy, ProcessIdentity identity, Fd pidfd) {
    /** What a manager that has been killed may take to be gone. */
    private static final long PATIENCE_NANOS = 2_000_000_000L;

    /**
     * Looks for one. What counts is proof: a state file that nobody else can have written, naming a process by more than
     * its number, which still runs.
     *
     * @param socket the control socket's path
     * @return empty when it is proved that there is none
     * @throws ManagerFailure when the manager is not dead at all: only its socket is gone; or when nothing is proved
     * @throws PosixException when the socket's folder cannot be walked to
     */
    static Optional<Orphan> find(String socket) throws ManagerFailure, PosixException {
        Optional<Predecessor> found;
        try {
            found = Predecessor.find(socket);
        } catch (Unproven e) {
            throw new ManagerFailure(1, e.getMessage());
        }
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Predecessor predecessor = found.get();
        refuseLiving(predecessor);
        if (predecessor.pidfd().isEmpty()) {
            return Optional.empty();
        }
        Fd pidfd = predecessor.pidfd().get();
        Optional<Legacy> legacy = Legacy.parse(new String(predecessor.text(), StandardCharsets.ISO_8859_1));
        if (legacy.isEmpty()) {
            pidfd.close();
            throw new ManagerFailure(1, "the program runs as process " + predecessor.program().pid().value()
                    + ", but what its daemon manager has left is not understood; end that process first");
        }
        return Optional.of(new Orphan(legacy.get(), predecessor.program(), pidfd));
    }

    private static void refuseLiving(Predecessor found) throws ManagerFailure {
        if (found.manager().isPresent() && !found.manager().get().ends(PATIENCE_NANOS)) {
            if (found.pidfd().isPresent()) {
                found.pidfd().get().close();
            }
            throw new ManagerFailure(1, "the daemon manager (process " + found.manager().get().pid().value()
                    + ") is alive, but its socket is gone");
        }
    }

    /** How its manager was told to run it; the other settings when that cannot be read. */
    Launch mandate(Launch other) {
        try {
            return Launch.decode(legacy.settings().getBytes(StandardCharsets.ISO_8859_1));
        } catch (RecordException e) {
            return other;
        }
    }

    /** What the machine is to be told. */
    Event.Adopted event() throws PosixException {
        return event(legacy, identity);
    }

    static Event.Adopted event(Legacy legacy, ProcessIdentity identity) throws PosixException {
        return new Event.Adopted(identity.pid().value(), identity.text(), legacy.started().orElse(0), identity.age(),
                legacy.crashes(), legacy.ready(), wish(legacy));
    }

    private static Optional<Next> wish(Legacy legacy) {
        for (Next next : Next.values()) {
            if (legacy.wish().equals(Optional.of(next.name()))) {
                return Optional.of(next);
            }
        }
        return Optional.empty();
    }
}
