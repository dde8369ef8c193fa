package zdaemon.core;

import java.util.Optional;
import java.util.OptionalLong;
import zdaemon.core.Event.Adopted;
import zdaemon.core.Event.DeadlineReached;
import zdaemon.core.Event.DescendantsEnded;
import zdaemon.core.Event.ExecConfirmed;
import zdaemon.core.Event.ExecFailed;
import zdaemon.core.Event.ForkFailed;
import zdaemon.core.Event.Forked;
import zdaemon.core.Event.ProgramEnded;
import zdaemon.core.Event.Request;
import zdaemon.core.Event.ShutdownRequested;
import zdaemon.core.Event.TestEnded;
import zdaemon.core.Event.TestForkFailed;
import zdaemon.core.Event.TestForked;
import zdaemon.core.Phase.Clearing;

/**
 * The life of a supervised program (behaviour §4): what every event means in every {@link Phase}.
 *
 * <pre>
 *          | start    | stop, restart, | forked     | fork   | exec        | exec      | ended           | deadline
 *          |          | exit, shutdown |            | failed | confirmed   | failed    |                 |
 * ---------+----------+----------------+------------+--------+-------------+-----------+-----------------+----------
 * Down     | Starting | follow         | -          | -      | -           | -         | -               | -
 * Delayed  | Starting | follow         | -          | -      | -           | -         | -               | Starting
 * Starting | =        | Recalled       | Spawning R | crash  | -           | -         | -               | -
 * Recalled | wish     | wish           | R, Stopp. T| follow | -           | -         | -               | -
 * Spawning | =        | Stopping T     | -          | -      | Running     | Killing K | crash           | Killing K
 * Running  | =        | Stopping T     | -          | -      | -           | -         | codes, lifetime | ready, test
 * Stopping | wish     | wish, T again  | -          | -      | killAt anew | Killing K | follow          | Killing K
 * Killing  | wish     | wish           | -          | -      | -           | -         | follow          | -
 * Clearing | wish     | wish, T again  | -          | -      | -           | -         | (others) follow | K, follow
 * Finished | =        | =              | -          | -      | -           | -         | -               | -
 *
 * T       SIGTERM and SIGCONT         K     SIGKILL, both to the process and the descendants in its stop-scope
 * R       release: the child was held until it had been written down, and may now exec
 * =       only answered               -     ignored: it is about a process that is not this phase's, or comes too late
 * wish    becomes what follows the end ({@link Next}), unless that is a shutdown
 * follow  STOP: Finished(0), or Down when hanging around; RESTART: Starting; EXIT: Finished(0); SHUTDOWN: Finished(1), in
 *         the foreground Finished(0) if nobody had to be killed; RETRY (a start failed): crash; HOPELESS (the first start
 *         failed, and would again): Finished(2); LISTED: Finished(S)
 * crash   counter + 1; at the limit and not forever Finished(1), otherwise Delayed
 * codes, lifetime
 *         a listed exit status S: Finished(S); lived long enough: Starting, counter 0; otherwise crash
 * ended   while others in the stop-scope are left, what follows has to wait: Clearing. They are killed if the process has
 *         ended by itself; otherwise the time until SIGKILL goes on running. In Clearing, "ended" is the end of the others
 * </pre>
 *
 * <p>In Down, the program of a manager that has died may be adopted: Running, or Stopping if that manager was ending
 * it. Anywhere else there is nothing to adopt. A state that was written down is resumed in its phase ({@link #resume}).
 *
 * <p>The counter of crashes returns to 0 at every start, stop and restart request too. The start test's events matter
 * in Running alone ({@link StartTests}); elsewhere a late test is killed and a late result ignored.
 *
 * <p>Every request is answered by exactly one {@link Effect.Answer}, the first effect of its step, so that it goes out
 * even if the manager ends in the same step. {@link Effect.Persist} comes next, in each step after which a successor would
 * have to know something new; so a manager that is killed in between has a thing done twice rather than not at all, and a child
 * is forked, held, written down, released, and then execs. {@link Effect.Spawn} and {@link Effect.Exit} are the last one
 * of theirs.
 */
public final class Machine {

    static final long SECOND = 1_000_000_000L;

    private Machine() {}

    /**
     * The state before the first event: {@link Phase.Down}. {@link Event.StartRequested}, or
     * {@link Event.Adopted}, is what begins a life.
     */
    public static ProgramState initial(ProgramRules rules) {
        return new ProgramState(rules, new Phase.Down(), 0, Optional.empty(), false, "");
    }

    /**
     * Takes an event, and then whatever deadline has passed; so an end, or a request, that comes together with a
     * deadline is seen first.
     *
     * @param now monotonic nanoseconds, not before those of earlier events
     * @return a step whose state has no deadline at or before {@code now}
     */
    public static Step step(ProgramState state, Event event, long now) {
        Step taken = take(state, event, now);
        Step passed = taken.then(Deadlines.pass(taken.state(), now));
        return passed.state().isNewsAfter(state) ? passed.persisting() : passed;
    }

    /**
     * Goes on in a state that was written down ({@link Snapshot}), in whatever phase: what had been ordered and not been
     * reported is ordered again.
     */
    public static Step resume(ProgramState state, long now) {
        Step resumed = switch (state.phase()) {
            case Phase.Starting() -> Starts.spawn(state);
            case Phase.Recalled(Next next) -> Endings.follow(state, next, now);
            case Clearing clearing when !Deadlines.isDue(clearing, now) ->
                    Step.to(state, new Effect.AwaitDescendants(clearing.pid()));
            case Phase.Finished(int status) -> Step.to(state, new Effect.Exit(status));
            case Phase.Down(), Phase.Delayed(_), Phase.Spawning(_, _), Phase.Running(_, _, _),
                    Phase.Stopping(_, _, _), Phase.Killing(_, _), Clearing(_, _, _, _, _) -> Step.to(state);
        };
        Step passed = resumed.then(Deadlines.pass(resumed.state(), now));
        return passed.state().process() != 0 ? passed.persisting() : passed;
    }

    /** What the answer to a request would be, if it were given now. */
    public static Reply answer(ProgramState state, Request request) {
        return Requests.answer(state.phase(), request);
    }

    /** When {@link Event.DeadlineReached} is due, monotonic nanoseconds; empty if nothing is waited for. */
    public static OptionalLong nextDeadline(ProgramState state) {
        return Deadlines.next(state.phase());
    }

    private static Step take(ProgramState state, Event event, long now) {
        return switch (event) {
            case Request request -> Requests.take(state, request, now);
            case ShutdownRequested(String signalName) -> Requests.shutdown(state, signalName, now);
            case Adopted adopted -> Starts.adopted(state, adopted, now);
            case Forked forked -> Starts.forked(state, forked, now);
            case ForkFailed(String reason) -> Starts.forkFailed(state, reason, now);
            case ExecConfirmed(int pid) -> Starts.confirmed(state, pid, now);
            case ExecFailed failure -> Starts.execFailed(state, failure);
            case ProgramEnded end -> Endings.ended(state, end, now);
            case DescendantsEnded(int pid) -> state.phase() instanceof Clearing clearing && clearing.pid() == pid
                    ? Endings.cleared(state, clearing, now) : Step.to(state);
            case TestForked(int pid) -> StartTests.forked(state, pid);
            case TestForkFailed(String reason) -> StartTests.forkFailed(state, reason);
            case TestEnded(int pid, boolean succeeded) -> StartTests.ended(state, pid, succeeded);
            case DeadlineReached() -> Step.to(state);
        };
    }
}
