package zdaemon.core;

import java.util.OptionalLong;
import zdaemon.core.Effect.Signal;
import zdaemon.core.Phase.Delayed;
import zdaemon.core.Phase.Down;
import zdaemon.core.Phase.Finished;
import zdaemon.core.Phase.Killing;
import zdaemon.core.Phase.Recalled;
import zdaemon.core.Phase.Running;
import zdaemon.core.Phase.Spawning;
import zdaemon.core.Phase.Starting;
import zdaemon.core.Phase.Stopping;
import zdaemon.core.Readiness.Resting;

/** What happens because time has passed. Nothing that happens so sets another deadline that has passed already. */
final class Deadlines {

    private Deadlines() {}

    static OptionalLong next(Phase phase) {
        return switch (phase) {
            case Delayed(long until) -> OptionalLong.of(until);
            case Spawning(_, long deadline) -> OptionalLong.of(deadline);
            case Running(_, _, Readiness readiness) ->
                    readiness instanceof Resting(long until) ? OptionalLong.of(until) : OptionalLong.empty();
            case Stopping(_, long killAt, _) -> OptionalLong.of(killAt);
            case Down(), Starting(), Recalled(_), Killing(_, _), Finished(_) -> OptionalLong.empty();
        };
    }

    static Step pass(ProgramState state, long now) {
        OptionalLong next = next(state.phase());
        if (next.isEmpty() || next.getAsLong() > now) {
            return Step.to(state);
        }
        return switch (state.phase()) {
            case Delayed(_) -> Starts.spawn(state);
            case Spawning(int pid, _) -> Starts.silent(state, pid);
            case Running(_, _, _) -> StartTests.begin(state, now);
            case Stopping(int pid, _, Next wish) ->
                    Step.to(state.in(new Killing(pid, wish)), new Signal(pid, StopSignal.KILL));
            case Down(), Starting(), Recalled(_), Killing(_, _), Finished(_) -> Step.to(state);
        };
    }
}
