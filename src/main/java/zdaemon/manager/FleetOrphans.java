package zdaemon.manager;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zdaemon.core.fleet.Roster;
import zdaemon.posix.PosixException;
import zdaemon.process.FleetPredecessor;
import zdaemon.process.ProcessIdentity;
import zdaemon.process.Unproven;
import zdaemon.program.ManagerFailure;
import zdaemon.spec.FleetLaunch;
import zdaemon.spec.RecordReader.RecordException;

/**
 * What a manager of many programs has left that was killed.
 *
 * @param mandate what it was told
 * @param kept    what was wanted, by names in lower case
 * @param members those that run
 */
record FleetOrphans(FleetLaunch mandate, Map<String, Standings.Kept> kept, List<MemberOrphan> members) {
    /** What a manager that has been killed may take to be gone. */
    private static final long PATIENCE_NANOS = 2_000_000_000L;

    /**
     * Looks for it.
     *
     * @param socket the control socket's path
     * @return empty when it is proved that there is nothing
     * @throws ManagerFailure when nothing is proved, or the manager lives
     */
    static Optional<FleetOrphans> find(String socket, FleetFiles files) throws ManagerFailure, PosixException {
        Optional<ProcessIdentity> manager;
        try {
            manager = FleetPredecessor.manager(socket);
        } catch (Unproven e) {
            throw new ManagerFailure(1, e.getMessage());
        }
        if (manager.isEmpty()) {
            return Optional.empty();
        }
        if (!manager.get().ends(PATIENCE_NANOS)) {
            throw new ManagerFailure(1, "the daemon manager (process " + manager.get().pid().value()
                    + ") is alive, but its socket is gone");
        }
        try {
            FleetLaunch mandate = files.mandate();
            List<MemberOrphan> members = new ArrayList<>();
            for (String name : Roster.of(new FleetConfiguration(mandate).programs()).names()) {
                Optional<MemberOrphan> member = MemberOrphan.find(name, files.of(name));
                if (member.isPresent()) {
                    members.add(member.get());
                }
            }
            return Optional.of(new FleetOrphans(mandate, Standings.read(files.standings()), members));
        } catch (RecordException | IllegalArgumentException e) {
            throw new ManagerFailure(1, "programs may run, but what their daemon manager has left is not understood: "
                    + e.getMessage() + "; end them and remove what it has left");
        }
    }
}
