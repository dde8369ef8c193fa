package zdaemon.core;

import java.util.OptionalLong;
import zdaemon.core.Effect.AnnounceReady;
import zdaemon.core.Effect.AwaitDescendants;
import zdaemon.core.Effect.Signal;
import zdaemon.core.Effect.SignalDescendants;
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
import zdaemon.core.Readiness.Proving;
import zdaemon.core.Readiness.Ready;
import zdaemon.core.Readiness.Resting;

/** What happens because time has passed. Nothing that happens so sets another deadline that has passed already. */
final class Deadlines {

    private Deadlines() {}

    static OptionalLong next(Phase phase) {
        return switch (phase) {
            case Delayed(long until) -> OptionalLong.of(until);
            case Spawning(_, long deadline) -> OptionalLong.of(deadline);
            case Running(_, _, Readiness readiness) ->
                    readiness instanceof Resting(long until) ? OptionalLong.of(until)
                            : readiness instanceof Proving(long until) ? OptionalLong.of(until) : OptionalLong.empty();
            case Stopping(_, long killAt, _) -> unlessNever(killAt);
            case Clearing(_, _, long until, _, _) -> unlessNever(until);
            case Down(), Starting(), Recalled(_), Killing(_, _), Finished(_) -> OptionalLong.empty();
        };
    }

    static OptionalLong unlessNever(long time) {
        return time == Phase.NEVER ? OptionalLong.empty() : OptionalLong.of(time);
    }

    static boolean isDue(Phase phase, long now) {
        OptionalLong next = next(phase);
        return next.isPresent() && next.getAsLong() <= now;
    }

    static Step pass(ProgramState state, long now) {
        if (!isDue(state.phase(), now)) {
            return Step.to(state);
        }
        return switch (state.phase()) {
            case Delayed(_) -> Starts.spawn(state);
            case Spawning(int pid, _) -> Starts.silent(state, pid);
            case Running(int pid, long since, Readiness readiness) -> readiness instanceof Proving
                    ? Step.to(state.in(new Running(pid, since, new Ready())), new AnnounceReady(pid))
                    : StartTests.begin(state, now);
            case Stopping(int pid, _, Next wish) ->
                    Step.to(state.in(new Killing(pid, wish)), new Signal(pid, StopSignal.KILL));
            case Clearing clearing -> clear(state, clearing, now);
            case Down(), Starting(), Recalled(_), Killing(_, _), Finished(_) -> Step.to(state);
        };
    }

    private static Step clear(ProgramState state, Clearing clearing, long now) {
        int pid = clearing.pid();
        return clearing.killed()
                ? Endings.cleared(state, clearing, now)
                : Step.to(
                        state.in(new Clearing(
                                pid, clearing.ending(), now + Endings.LAST_WAIT, true, clearing.next())),
                        new SignalDescendants(pid, StopSignal.KILL),
                        new AwaitDescendants(pid));
    }
}
