package zdaemon.core.fleet;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * An update under way. First all that is gone or to be restarted is stopped; then the other configuration is in force,
 * and what is new or was stopped is started. An undoing is another such pass, back to where it began.
 *
 * @param plan     what is done
 * @param rollback whether it is undone if it fails
 * @param before   the fleet as it was when the update began, but for what was asked for in the meantime
 * @param stopping whether the other configuration is not in force yet
 * @param undoing  whether this is the way back
 * @param failed   the first member that did not come up
 * @param failedAgain whether one did not come up on the way back, or there is no way back
 * @param drawnIn  on the way back, the members that it started only because something new needed them
 */
record Updating(
        UpdatePlan plan, boolean rollback, Fleet before, boolean stopping, boolean undoing, Optional<String> failed,
        boolean failedAgain, Set<String> drawnIn) {

    static Updating begun(UpdatePlan plan, boolean rollback, Fleet before) {
        return new Updating(plan, rollback, before, true, false, Optional.empty(), false, Set.of());
    }

    /** Whether the member is being stopped and may not be started before the other configuration is in force. */
    boolean parts(String member) {
        return stopping && (plan.parts(member) || drawnIn.contains(member));
    }

    /** Whether the update waits for the member to come up, if it is wanted; on the way back, if it was up or coming before. */
    boolean starts(String member) {
        return undoing ? before.roster().has(member) && before.standing(member).life().active()
                : !plan.from().has(member) || plan.parts(member);
    }

    /** Whether a failure of a member is undone. */
    boolean undoes() {
        return rollback && !undoing && !stopping;
    }

    Updating started() {
        return new Updating(plan, rollback, before, false, undoing, failed, failedAgain, drawnIn);
    }

    Updating failed(String member) {
        return new Updating(plan, rollback, before, stopping, undoing, failed.or(() -> Optional.of(member)), true, drawnIn);
    }

    Updating undo(String member, Set<String> drawn) {
        return new Updating(plan.inverse(), rollback, before, true, true, Optional.of(member), false, drawn);
    }

    Updating wanting(String member, boolean wanted) {
        OptionalInt m = before.roster().find(member);
        return m.isEmpty() ? this : new Updating(plan, rollback, before.wanting(m.getAsInt(), wanted), stopping, undoing,
                failed, failedAgain, drawnIn);
    }
}
