package zdaemon.core;

import java.util.OptionalLong;

/** The life of a program. */
public final class Machine {

    private Machine() {}

    /** The state before the first event: {@link Phase.Down}. Feed {@link Event.StartRequested} to begin. */
    public static ProgramState initial(ProgramRules rules) {
        return new ProgramState(rules, new Phase.Down(), 0, OptionalLong.empty());
    }

    /**
     * Takes an event.
     *
     * @param now monotonic nanoseconds
     */
    public static Step step(ProgramState state, Event event, long now) {
        return Step.to(state);
    }

    /** When {@link Event.DeadlineReached} is due, monotonic nanoseconds; empty if nothing is waited for. */
    public static OptionalLong nextDeadline(ProgramState state) {
        return OptionalLong.empty();
    }
}
