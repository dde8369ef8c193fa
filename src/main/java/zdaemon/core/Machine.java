package zdaemon.core;

import java.util.OptionalLong;
import zdaemon.core.Event.Adopted;
import zdaemon.core.Event.DeadlineReached;
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

/**
 * The life of a supervised program (behaviour §4): what every event means in every {@link Phase}.
 *
 * <pre>
 *          | start    | stop, restart, | forked     | fork   | exec        | exec      | ended           | deadline
 *          |          | exit, shutdown |            | failed | confirmed   | failed    |                 |
 * ---------+----------+----------------+------------+--------+-------------+-----------+-----------------+----------
 * Down     | Starting | follow         | -          | -      | -           | -         | -               | -
 * Delayed  | Starting | follow         | -          | -      | -           | -         | -               | Starting
 * Starting | =        | Recalled       | Spawning   | crash  | -           | -         | -               | -
 * Recalled | wish     | wish           | Stopping T | follow | -           | -         | -               | -
 * Spawning | =        | Stopping T     | -          | -      | Running     | Killing K | crash           | Killing K
 * Running  | =        | Stopping T     | -          | -      | -           | -         | codes, lifetime | test
 * Stopping | wish     | wish, T again  | -          | -      | killAt anew | Killing K | follow          | Killing K
 * Killing  | wish     | wish           | -          | -      | -           | -         | follow          | -
 * Finished | =        | =              | -          | -      | -           | -         | -               | -
 *
 * T       SIGTERM and SIGCONT         K     SIGKILL
 * =       only answered               -     ignored: it is about a process that is not this phase's, or comes too late
 * wish    becomes what follows the end ({@link Next}), unless that is a shutdown
 * follow  STOP: Finished(0), or Down when hanging around; RESTART: Starting; EXIT: Finished(0); SHUTDOWN: Finished(1);
 *         RETRY (a start failed): crash
 * crash   counter + 1; at the limit and not forever Finished(1), otherwise Delayed
 * codes, lifetime
 *         a listed exit status S: Finished(S); lived long enough: Starting, counter 0; otherwise crash
 * </pre>
 *
 * <p>In Down, the program of a manager that has died may be adopted: Running, or Stopping if that manager was ending
 * it. Anywhere else there is nothing to adopt.
 *
 * <p>The counter of crashes returns to 0 at every start, stop and restart request too. The start test's events matter
 * in Running alone ({@link StartTests}); elsewhere a late test is killed and a late result ignored.
 *
 * <p>Every request is answered by exactly one {@link Effect.Answer}, the first effect of its step, so that it goes out
 * even if the manager ends in the same step. {@link Effect.Spawn} and {@link Effect.Exit} are the last one of theirs.
 */
public final class Machine {

    static final long SECOND = 1_000_000_000L;

    private Machine() {}

    /**
     * The state before the first event: {@link Phase.Down}. {@link Event.StartRequested}, or
     * {@link Event.Adopted}, is what begins a life.
     */
    public static ProgramState initial(ProgramRules rules) {
        return new ProgramState(rules, new Phase.Down(), 0, OptionalLong.empty());
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
        return taken.then(Deadlines.pass(taken.state(), now));
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
            case Forked(int pid) -> Starts.forked(state, pid, now);
            case ForkFailed(String reason) -> Starts.forkFailed(state, reason, now);
            case ExecConfirmed(int pid) -> Starts.confirmed(state, pid, now);
            case ExecFailed(int pid, String reason) -> Starts.execFailed(state, pid, reason);
            case ProgramEnded(int pid, Ending ending) -> Endings.ended(state, pid, ending, now);
            case TestForked(int pid) -> StartTests.forked(state, pid);
            case TestForkFailed(String reason) -> StartTests.forkFailed(state, reason);
            case TestEnded(int pid, boolean succeeded) -> StartTests.ended(state, pid, succeeded);
            case DeadlineReached() -> Step.to(state);
        };
    }
}
