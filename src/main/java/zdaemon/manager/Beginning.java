package zdaemon.manager;

import java.util.Optional;
import zdaemon.posix.Fd;

/** How a manager comes to its program. */
sealed interface Beginning {

    /** It starts it. */
    record Start() implements Beginning {}

    /** It takes over one whose manager has died. */
    record Adopt(Orphan orphan) implements Beginning {}

    /**
     * It has been its manager all along, in another release or after a failure of its own.
     *
     * @param handoff    what it knew
     * @param execReport where a forked child says how its exec went, if it has not yet
     */
    record Resume(Handoff handoff, Optional<Fd> execReport) implements Beginning {}
}
