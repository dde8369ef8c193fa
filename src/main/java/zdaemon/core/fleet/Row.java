package zdaemon.core.fleet;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import zdaemon.core.Ending;

/**
 * What the table of {@code status} says of a member, but for its process and its counters (programs §2). Times are
 * monotonic nanoseconds, as everywhere in the core.
 */
public record Row(String member, State state, Detail detail) {

    /** The word in the table. */
    public enum State {
        /** Not wanted, or not any more. */
        DOWN,
        /** On its way up. */
        STARTING,
        /** Its start test runs. */
        TESTING,
        /** Up; or a oneshot at work. */
        RUNNING,
        /** Told to end. */
        STOPPING,
        /** Crashed, and started again later. */
        DELAYED,
        /** Wanted, and others must come first. */
        WAITING,
        /** Ended for good, as it should. */
        DONE,
        /** Given up. */
        FAILED;

        /** As it is printed. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What the member's own machine is doing. */
    public enum Pulse {
        /** Nothing. */
        NONE,
        /** A process has been ordered, or is not ready yet. */
        STARTING,
        /** The start test has not succeeded yet. */
        TESTING,
        /** A process runs. */
        RUNNING,
        /** A process is being ended. */
        STOPPING,
        /** It waits before the next start. */
        DELAYED
    }

    /** How and when a process ended. */
    public record End(Ending ending, long at) {}

    /** The last column. */
    public sealed interface Detail {
        /** Nothing to say. */
        record Nothing() implements Detail {}

        /** {@code last end: …, 2 minutes ago}. */
        record LastEnd(End end) implements Detail {}

        /** {@code exit status 0, 3 days ago}. */
        record Ended(End end) implements Detail {}

        /** {@code exit status 1, next start in 3 s}; no end if it could not be started. */
        record NextStart(Optional<End> end, long at) implements Detail {}

        /** {@code for db}. */
        record WaitsFor(List<String> programs) implements Detail {}

        /** Why it is down, or is about to be. */
        record Because(Cause cause) implements Detail {}
    }

    /**
     * Puts together what the fleet and the member's machine know.
     *
     * @param lastEnd   how its last process ended, if one did
     * @param nextStart when a delay is over
     */
    public static Row of(Fleet fleet, String member, Pulse pulse, Optional<End> lastEnd, OptionalLong nextStart) {
        Standing standing = fleet.standing(member);
        State state = state(standing, pulse);
        return new Row(member, state, detail(fleet, member, standing, state, lastEnd, nextStart));
    }

    private static State state(Standing standing, Pulse pulse) {
        return switch (standing.life()) {
            case IDLE -> standing.wanted() ? State.WAITING : State.DOWN;
            case DONE -> State.DONE;
            case FAILED -> State.FAILED;
            case STOPPING -> State.STOPPING;
            case STARTING, RETRYING, READY -> switch (pulse) {
                case NONE, STARTING -> State.STARTING;
                case TESTING -> State.TESTING;
                case RUNNING -> State.RUNNING;
                case STOPPING -> State.STOPPING;
                case DELAYED -> State.DELAYED;
            };
        };
    }

    private static Detail detail(
            Fleet fleet, String member, Standing standing, State state, Optional<End> lastEnd, OptionalLong nextStart) {
        Detail last = lastEnd.isPresent() ? new Detail.LastEnd(lastEnd.get()) : new Detail.Nothing();
        return switch (state) {
            case WAITING -> new Detail.WaitsFor(fleet.waitsFor(member));
            case DELAYED -> nextStart.isPresent() ? new Detail.NextStart(lastEnd, nextStart.getAsLong()) : last;
            case DONE -> lastEnd.isPresent() ? new Detail.Ended(lastEnd.get()) : new Detail.Because(standing.cause());
            case FAILED, STOPPING, DOWN -> new Detail.Because(standing.cause());
            case STARTING, TESTING, RUNNING -> last;
        };
    }
}
