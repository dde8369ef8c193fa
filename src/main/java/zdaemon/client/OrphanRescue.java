package zdaemon.client;

import java.util.List;
import java.util.Optional;
import zdaemon.client.ClientException.SocketGone;
import zdaemon.posix.Errno;
import zdaemon.posix.FileSystem;
import zdaemon.posix.PosixException;
import zdaemon.process.Predecessor;
import zdaemon.process.ProcessIdentity;
import zdaemon.process.Unproven;
import zdaemon.spec.Settings;

/**
 * What to do when nobody answers at a socket: perhaps the program is there, and only its manager has died; then another one
 * is started that takes it over. Or the manager is there, and only the socket's name is gone; then that is said. Where there
 * is nothing of the kind it costs one call, open(2).
 */
public abstract class OrphanRescue implements Rescue {
    private static final int SECONDS = 30;
    /** What a manager that has been killed may take to be gone. */
    private static final long PATIENCE_NANOS = 2_000_000_000L;
    /** The same, where its socket's name is gone: that alone is no sign of its death. */
    private static final long SHORT_PATIENCE_NANOS = 200_000_000L;

    private final Settings settings;
    private final List<String> environment;

    /**
     * @param settings the client's; the manager uses those of the dead one, and these if they can't be read
     * @param environment the client's, {@code NAME=value} each
     */
    protected OrphanRescue(Settings settings, List<String> environment) {
        this.settings = settings;
        this.environment = environment;
    }

    /** What starts managers; called when one is needed. */
    protected abstract ManagerStarter starter() throws PosixException;

    @Override
    public boolean attempt(String socket) throws ClientException {
        try {
            return isOrphaned(socket) && adopt();
        } catch (PosixException e) {
            if (e.errno().equals(Errno.ENOENT)) {
                // The folder is not there, or not yet.
                return false;
            }
            throw new ClientException(e.getMessage());
        }
    }

    /** Whether the program is there and the manager dead, or at least dying: nobody listens any more before that. */
    private static boolean isOrphaned(String socket) throws PosixException, ClientException {
        Optional<Predecessor> found;
        try {
            found = Predecessor.find(socket);
        } catch (Unproven e) {
            throw new ClientException(e.getMessage());
        }
        if (found.isEmpty()) {
            return false;
        }
        boolean isProgramThere = found.get().pidfd().isPresent();
        if (isProgramThere) {
            found.get().pidfd().get().close();
        }
        Optional<ProcessIdentity> manager = found.get().manager();
        boolean hasName = FileSystem.linkStatus(socket).isPresent();
        if (manager.isPresent() && !manager.get().ends(hasName ? PATIENCE_NANOS : SHORT_PATIENCE_NANOS)) {
            throw new SocketGone(manager.get().pid().value());
        }
        return isProgramThere;
    }

    private boolean adopt() throws PosixException, ClientException {
        try (Patience patience = Patience.silent(SECONDS)) {
            StartOutcome outcome = starter().adopt(Mandate.of(settings, environment), patience);
            if (outcome instanceof StartOutcome.GaveUp gaveUp) {
                // If it has ended meanwhile, there is nothing to rescue and nothing to complain about.
                if (isOrphaned(settings.manager().socket())) {
                    throw new ClientException("the program runs, but its daemon manager has died and no other one "
                            + "could take its place: " + gaveUp.why());
                }
                return false;
            }
            return outcome instanceof StartOutcome.Adopted || outcome instanceof StartOutcome.SomebodyElse;
        }
    }
}
