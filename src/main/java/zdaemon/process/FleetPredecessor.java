package zdaemon.process;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import zdaemon.posix.PosixException;
import zdaemon.process.Predecessor.Written;

/** What a manager of many programs has written down that did not end in order, or that is not found at its socket. */
public final class FleetPredecessor {
    private static final String HEAD = "zdaemon-fleet-state ";

    private FleetPredecessor() {}

    static boolean isOne(String text) {
        return text.startsWith(HEAD);
    }

    /**
     * Looks for one.
     *
     * @param socket the control socket's absolute path
     * @return that manager, dead or alive; empty when it is proved that there was none since this machine was started
     * @throws Unproven when that cannot be told, or the state file is one of a manager of one program that still matters
     * @throws PosixException when the socket's folder cannot be walked to
     */
    public static Optional<ProcessIdentity> manager(String socket) throws Unproven, PosixException {
        for (Written written : Predecessor.written(socket)) {
            String text = new String(written.content(), StandardCharsets.ISO_8859_1);
            Optional<ProcessIdentity> manager = Predecessor.identity(text, "\nmanager=");
            if (!isOne(text)) {
                requireNone(socket);
            } else if (isOfThisRun(manager)) {
                if (manager.isEmpty() || !written.doubt().isEmpty()) {
                    throw new Unproven("can't tell whether programs run without their daemon manager: '" + written.file() + "' "
                            + (written.doubt().isEmpty() ? "is not understood" : written.doubt())
                            + "; run the command as the user who started them, or remove it if none of them is left");
                }
                return manager;
            }
        }
        return Optional.empty();
    }

    /** Whether the machine has not been started again since; not known to have been. */
    static boolean isOfThisRun(Optional<ProcessIdentity> manager) throws PosixException {
        return manager.isEmpty() || manager.get().machine().split("/", -1)[0].equals(ProcessIdentity.thisMachine().split("/", -1)[0]);
    }

    /** A program of another file, whose manager has died, is not to be run beside. */
    private static void requireNone(String socket) throws Unproven, PosixException {
        Optional<Predecessor> one = Predecessor.find(socket);
        if (one.isPresent()) {
            if (one.get().pidfd().isPresent()) {
                one.get().pidfd().get().close();
            }
            throw new Unproven("a program of another configuration, process " + one.get().program().pid().value()
                    + ", belongs to this socket, and its daemon manager does not answer; use its own file first");
        }
    }
}
