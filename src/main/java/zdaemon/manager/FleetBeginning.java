package zdaemon.manager;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import zdaemon.posix.Fd;

/** How a manager comes to many programs. */
sealed interface FleetBeginning {

    /** It waits to be asked to start them. */
    record Start() implements FleetBeginning {}

    /**
     * It takes over those of a manager that has died.
     *
     * @param kept    what was wanted, by names in lower case
     * @param orphans those that run
     */
    record Adopt(Map<String, Standings.Kept> kept, List<MemberOrphan> orphans) implements FleetBeginning {}

    /**
     * It has been their manager all along, in another release or after a failure of its own.
     *
     * @param reports the descriptor of that number, if it is open
     */
    record Resume(FleetHandoff handoff, IntFunction<Optional<Fd>> reports) implements FleetBeginning {}
}
