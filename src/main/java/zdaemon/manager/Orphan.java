package zdaemon.manager;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import zdaemon.core.Event;
import zdaemon.core.Next;
import zdaemon.posix.Fd;
import zdaemon.posix.PosixException;
import zdaemon.posix.PrivateFile;
import zdaemon.process.ProcessIdentity;
import zdaemon.protocol.Legacy;
import zdaemon.spec.RecordException;
import zdaemon.spec.Launch;

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
     * @param state path of the state file
     * @return empty when there is none, or nothing is proved
     * @throws ManagerFailure when the manager is not dead at all: only its socket is gone
     * @throws PosixException when the file cannot be read
     */
    static Optional<Orphan> find(String state) throws ManagerFailure, PosixException {
        Optional<byte[]> text = PrivateFile.read(state);
        Optional<Legacy> legacy = text.isEmpty()
                ? Optional.empty() : Legacy.parse(new String(text.get(), StandardCharsets.ISO_8859_1));
        if (legacy.isEmpty()) {
            return Optional.empty();
        }
        Optional<ProcessIdentity> identity = ProcessIdentity.parse(legacy.get().program());
        Optional<Fd> pidfd = identity.isPresent() ? identity.get().find() : Optional.empty();
        if (pidfd.isEmpty()) {
            return Optional.empty();
        }
        refuseLiving(legacy.get().manager(), pidfd.get());
        return Optional.of(new Orphan(legacy.get(), identity.get(), pidfd.get()));
    }

    private static void refuseLiving(String manager, Fd pidfd) throws ManagerFailure {
        Optional<ProcessIdentity> identity = ProcessIdentity.parse(manager);
        if (identity.isPresent() && !identity.get().ends(PATIENCE_NANOS)) {
            pidfd.close();
            throw new ManagerFailure(1, "the program has a daemon manager, process " + identity.get().pid().value()
                    + ", whose socket is gone; end that one with SIGTERM");
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
        return new Event.Adopted(identity.pid().value(), identity.age(), legacy.crashes(), legacy.ready(), wish());
    }

    private Optional<Next> wish() {
        for (Next next : Next.values()) {
            if (legacy.wish().equals(Optional.of(next.name()))) {
                return Optional.of(next);
            }
        }
        return Optional.empty();
    }
}
