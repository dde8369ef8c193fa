package zdaemon.core;

import java.util.Optional;
import java.util.OptionalLong;
import zdaemon.core.Phase.Clearing;
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
 * @param rules   what the configuration says
 * @param phase   where the program is in its life
 * @param backoff crashes in a row, at most the back-off limit
 * @param birth   of the last process; empty before the first
 * @param hasRun  whether a child has become the program in this life
 * @param failure why the last start failed; empty if it did not
 */
public record ProgramState(
        ProgramRules rules, Phase phase, int backoff, Optional<Birth> birth, boolean hasRun, String failure) {

    /**
     * The process that is or is to become the program, or 0 if there is none. It keeps its number for those who ask while
     * its descendants are waited for.
     */
    public int application() {
        return phase instanceof Clearing clearing ? clearing.pid() : process();
    }

    /** As {@link #application}, but 0 as soon as the process itself has ended. */
    public int process() {
        return switch (phase) {
            case Spawning spawning -> spawning.pid();
            case Running running -> running.pid();
            case Stopping stopping -> stopping.pid();
            case Killing killing -> killing.pid();
            case Down(), Delayed(_), Starting(), Recalled(_), Clearing(_, _, _, _, _), Finished(_) -> 0;
        };
    }

    /** When the last process was forked, in microseconds since 1970; empty if none was, or nobody knows. */
    public OptionalLong startedMicros() {
        return birth.isEmpty() || birth.get().wallMicros() == 0
                ? OptionalLong.empty() : OptionalLong.of(birth.get().wallMicros());
    }

    /** Whether the process is there and was adopted. */
    public boolean isAdopted() {
        return birth.isPresent() && birth.get().isAdopted() && process() != 0;
    }

    /** Whether the program is wanted to run, now or after a delay or the end of its predecessor. */
    public boolean shouldBeUp() {
        return switch (phase) {
            case Delayed(_), Starting(), Spawning(_, _), Running(_, _, _) -> true;
            case Recalled(Next next) -> next.up();
            case Stopping(_, _, Next next) -> next.up();
            case Killing(_, Next next) -> next.up();
            case Clearing(_, _, _, _, Next next) -> next.up();
            case Down(), Finished(_) -> false;
        };
    }

    /**
     * Whether the process still has to pass its start test. True from the fork on, so that nobody takes a process for
     * ready whose first test is yet to start.
     */
    public boolean testing() {
        return rules.hasStartTest() && (phase instanceof Spawning || (phase instanceof Running && !ready()));
    }

    /** Whether the program runs and counts as started. */
    public boolean ready() {
        return phase instanceof Running(_, _, Ready());
    }

    /** Whether a successor may take the process for ready: what it has to prove without a start test is no business of his. */
    public boolean needsNoTest() {
        return ready() || !rules.hasStartTest();
    }

    /** What is to follow the end of the process, if it is being ended. Asked in each step, so without a switch over types. */
    public Optional<Next> wish() {
        return phase instanceof Stopping stopping ? Optional.of(stopping.next())
                : phase instanceof Killing killing ? Optional.of(killing.next())
                : phase instanceof Clearing clearing ? Optional.of(clearing.next()) : Optional.empty();
    }

    /** When a delay ends, or SIGKILL is due, monotonic nanoseconds; empty if neither is waited for. */
    public OptionalLong delayUntil() {
        return phase instanceof Delayed delayed ? OptionalLong.of(delayed.until())
                : phase instanceof Stopping stopping ? Deadlines.unlessNever(stopping.killAt())
                : phase instanceof Clearing clearing && !clearing.killed() ? Deadlines.unlessNever(clearing.until())
                : OptionalLong.empty();
    }

    /** Whether a successor would have to know this state, and does not if it knows the other one. */
    boolean isNewsAfter(ProgramState before) {
        return process() != 0 && (process() != before.process()
                || backoff != before.backoff
                || needsNoTest() != before.needsNoTest()
                || !wish().equals(before.wish()));
    }

    /** The same under other rules; deadlines that have been set stay. */
    public ProgramState under(ProgramRules others) {
        return new ProgramState(others, phase, backoff, birth, hasRun, failure);
    }

    ProgramState in(Phase next) {
        return new ProgramState(rules, next, backoff, birth, hasRun, failure);
    }

    ProgramState withBackoff(int crashes) {
        return new ProgramState(rules, phase, crashes, birth, hasRun, failure);
    }

    /** The same, with what is known of the last process's beginning. */
    public ProgramState born(Birth latest) {
        return new ProgramState(rules, phase, backoff, Optional.of(latest), hasRun, failure);
    }

    ProgramState running() {
        return new ProgramState(rules, phase, backoff, birth, true, "");
    }

    ProgramState failed(String reason) {
        return new ProgramState(rules, phase, backoff, birth, hasRun, reason);
    }
}
