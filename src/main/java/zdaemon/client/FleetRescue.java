package zdaemon.client;

import java.util.Optional;
import zdaemon.posix.Errno;
import zdaemon.posix.FileSystem;
import zdaemon.posix.PosixException;
import zdaemon.process.FleetPredecessor;
import zdaemon.process.ProcessIdentity;
import zdaemon.process.Unproven;

/**
 * What to do when nobody answers at the socket of a manager of many programs: if it has died, another one is started that
 * takes all of them over. If it is alive, and only the socket's name is gone, that is said. Where there is no state file it
 * costs one call, open(2).
 */
public abstract class FleetRescue implements Rescue {
    private static final int SECONDS = 30;
    /** What a manager that has been killed may take to be gone. */
    private static final long PATIENCE_NANOS = 2_000_000_000L;
    /** The same, where its socket's name is gone: that alone is no sign of its death. */
    private static final long SHORT_PATIENCE_NANOS = 200_000_000L;

    /** For those who say what is to be started. */
    protected FleetRescue() {
    }

    /** What starts managers; called when one is needed. */
    protected abstract ManagerStarter starter() throws PosixException;

    /** What the new manager is started with; it uses what the dead one had, and this if that can't be read. */
    protected abstract Mandate mandate() throws ClientException;

    @Override
    public boolean attempt(String socket) throws ClientException {
        try {
            return isOrphaned(socket) && adopt(socket);
        } catch (PosixException e) {
            if (e.errno().equals(Errno.ENOENT)) {
                // The folder is not there, or not yet.
                return false;
            }
            throw new ClientException(e.getMessage());
        }
    }

    private static boolean isOrphaned(String socket) throws PosixException, ClientException {
        Optional<ProcessIdentity> manager;
        try {
            manager = FleetPredecessor.manager(socket);
        } catch (Unproven e) {
            throw new ClientException(e.getMessage());
        }
        if (manager.isEmpty()) {
            return false;
        }
        boolean hasName = FileSystem.linkStatus(socket).isPresent();
        if (!manager.get().ends(hasName ? PATIENCE_NANOS : SHORT_PATIENCE_NANOS)) {
            throw new ClientException.SocketGone(manager.get().pid().value());
        }
        return true;
    }

    private boolean adopt(String socket) throws PosixException, ClientException {
        try (Patience patience = Patience.silent(SECONDS)) {
            StartOutcome outcome = starter().adopt(mandate(), patience);
            if (outcome instanceof StartOutcome.GaveUp gaveUp) {
                // If another command was quicker, or all have ended meanwhile, there is nothing to complain about.
                if (isOrphaned(socket)) {
                    throw new ClientException("the daemon manager has died, and no other one could take its place: "
                            + gaveUp.why());
                }
                return false;
            }
            return outcome instanceof StartOutcome.Adopted || outcome instanceof StartOutcome.Ready
                    || outcome instanceof StartOutcome.SomebodyElse;
        }
    }
}
