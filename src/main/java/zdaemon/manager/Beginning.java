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
     * It has been its manager all along, in another release.
     *
     * @param handoff what it knew
     * @param client  who asked for that, and is to be told
     */
    record Resume(Handoff handoff, Optional<Fd> client) implements Beginning {}
}
