package zdaemon.core;

import java.util.Optional;
import java.util.OptionalLong;
import zdaemon.core.Phase.Delayed;
import zdaemon.core.Phase.Down;
import zdaemon.core.Phase.Finished;
import zdaemon.core.Phase.Killing;
import zdaemon.core.Phase.Recalled;
import zdaemon.core.Phase.Running;
import zdaemon.core.Phase.Spawning;
import zdaemon.core.Phase.Starting;
import zdaemon.core.Phase.Stopping;
import zdaemon.core.Readiness.Ready;

/**
 * All that is known about one supervised program. The queries are the facts of a {@code status} reply (behaviour §5).
 *
 * @param rules     what the configuration says
 * @param phase     where the program is in its life
 * @param backoff   crashes in a row, at most the back-off limit
 * @param lastStart when the last child was forked, monotonic nanoseconds; empty before the first
 */
public record ProgramState(ProgramRules rules, Phase phase, int backoff, OptionalLong lastStart) {

    /** The process that is or is to become the program, or 0 if there is none. */
    public int application() {
        return switch (phase) {
            case Spawning spawning -> spawning.pid();
            case Running running -> running.pid();
            case Stopping stopping -> stopping.pid();
            case Killing killing -> killing.pid();
            case Down(), Delayed(_), Starting(), Recalled(_), Finished(_) -> 0;
        };
    }

    /** Whether the program is wanted to run, now or after a delay or the end of its predecessor. */
    public boolean shouldBeUp() {
        return switch (phase) {
            case Delayed(_), Starting(), Spawning(_, _), Running(_, _, _) -> true;
            case Recalled(Next next) -> next.up();
            case Stopping(_, _, Next next) -> next.up();
            case Killing(_, Next next) -> next.up();
            case Down(), Finished(_) -> false;
        };
    }

    /**
     * Whether the process still has to pass its start test. True from the fork on, so that nobody takes a process for
     * ready whose first test is yet to start.
     */
    public boolean testing() {
        return rules.hasStartTest() && (phase instanceof Spawning || phase instanceof Running && !ready());
    }

    /** Whether the program runs and has passed its start test, if there is one. */
    public boolean ready() {
        return phase instanceof Running(_, _, Ready());
    }

    /** What is to follow the end of the process, if it is being ended. */
    public Optional<Next> wish() {
        return phase instanceof Stopping(_, _, Next next) ? Optional.of(next)
                : phase instanceof Killing(_, Next next) ? Optional.of(next) : Optional.empty();
    }

    /** When the program is started again, monotonic nanoseconds, if it waits for that. */
    public OptionalLong delayUntil() {
        return phase instanceof Delayed(long until) ? OptionalLong.of(until) : OptionalLong.empty();
    }

    ProgramState in(Phase next) {
        return new ProgramState(rules, next, backoff, lastStart);
    }

    ProgramState withBackoff(int crashes) {
        return new ProgramState(rules, phase, crashes, lastStart);
    }

    ProgramState startedAt(long moment) {
        return new ProgramState(rules, phase, backoff, OptionalLong.of(moment));
    }
}
