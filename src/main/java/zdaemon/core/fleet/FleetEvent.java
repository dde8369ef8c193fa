package zdaemon.core.fleet;

import java.util.List;
import java.util.Optional;
import zdaemon.core.Ending;

/** Something that is asked of a fleet, or that one of its machines reports. */
public sealed interface FleetEvent {

    /** Start these members, and what they need before. */
    record Start(List<String> members) implements FleetEvent {}

    /** Stop these members, and those that need them before. */
    record Stop(List<String> members) implements FleetEvent {}

    /**
     * Restart these members, and those that need them with them; what is down is started.
     *
     * @param rolling one at a time, and those that need one of several instances are left alone
     */
    record Restart(List<String> members, boolean rolling) implements FleetEvent {}

    /**
     * End the manager, even if it hangs around.
     *
     * @param status its exit status
     * @param by     what asked for it, such as {@code SIGTERM}
     */
    record Shutdown(int status, String by) implements FleetEvent {}

    /**
     * Do what another configuration says.
     *
     * @param rollback whether to go back if a program does not come up
     */
    record Update(UpdatePlan plan, boolean rollback) implements FleetEvent {}

    /** The fleet of a manager that is gone is taken over; whatever can move moves. */
    record Resume() implements FleetEvent {}

    /** The member's machine announced that it is ready. Of a oneshot that says nothing. */
    record Ready(String member) implements FleetEvent {}

    /** The member ended, or its start failed, and its machine starts it again, now or later. */
    record Crashed(String member) implements FleetEvent {}

    /** The member was stopped as ordered, and no process of it is left. */
    record Down(String member) implements FleetEvent {}

    /** The member ended by itself for good, with a status of its list: a oneshot with 0. */
    record Ended(String member, Ending ending) implements FleetEvent {}

    /**
     * The member's machine gave it up.
     *
     * @param reason why, as a sentence
     * @param last   how its last process ended, if there was one
     */
    record GivenUp(String member, String reason, Optional<Ending> last) implements FleetEvent {}

    /** The member's {@code start-timeout} is over, and it is still not ready. Only an update minds. */
    record Overdue(String member) implements FleetEvent {}
}
