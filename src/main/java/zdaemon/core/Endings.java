package zdaemon.core;

import static zdaemon.core.Machine.SECOND;

import zdaemon.core.Effect.AnnounceFailed;
import zdaemon.core.Effect.Exit;
import zdaemon.core.Effect.Log;
import zdaemon.core.Ending.Exited;
import zdaemon.core.Ending.Killed;
import zdaemon.core.Ending.Unknown;
import zdaemon.core.Phase.Delayed;
import zdaemon.core.Phase.Down;
import zdaemon.core.Phase.Finished;
import zdaemon.core.Phase.Killing;
import zdaemon.core.Phase.Recalled;
import zdaemon.core.Phase.Running;
import zdaemon.core.Phase.Spawning;
import zdaemon.core.Phase.Starting;
import zdaemon.core.Phase.Stopping;

/** What comes after the end of a process: another one, a pause, or the end of the manager. */
final class Endings {

    private Endings() {}

    static Step ended(ProgramState state, int pid, Ending ending, long now) {
        if (pid != state.application()) {
            return Step.to(state);
        }
        Step logged = Step.to(state, new Log(Level.INFO, describe(pid, ending)));
        return switch (state.phase()) {
            case Spawning(_, _) -> logged.then(crash(state, now));
            case Running(_, long since, Readiness readiness) ->
                    StartTests.abandon(state, readiness).then(byItself(state, pid, ending, now - since, now));
            case Stopping(_, _, Next next) -> logged.then(follow(state, next, now));
            case Killing(_, Next next) -> logged.then(follow(state, next, now));
            case Down(), Delayed(_), Starting(), Recalled(_), Finished(_) -> Step.to(state);
        };
    }

    /** Does what was to follow the end of a process, now that there is none. */
    static Step follow(ProgramState state, Next next, long now) {
        return switch (next) {
            case STOP -> state.rules().hangAround() ? Step.to(state.in(new Down())) : finish(state, 0);
            case RESTART -> Starts.spawn(state);
            case RETRY -> crash(state, now);
            case EXIT -> finish(state, 0);
            case SHUTDOWN -> finish(state, 1);
        };
    }

    private static Step byItself(ProgramState state, int pid, Ending ending, long lived, long now) {
        String description = describe(pid, ending);
        if (ending instanceof Exited(int status) && state.rules().exitCodes().contains(status)) {
            String reason = description + "; exiting now";
            return Step.to(state, new Log(Level.INFO, reason), new AnnounceFailed(reason)).then(finish(state, status));
        }
        Step logged = Step.to(state, new Log(Level.INFO, description));
        return lived < state.rules().backoffLimit() * SECOND
                ? logged.then(crash(state, now))
                : logged.then(Starts.spawn(state.withBackoff(0)));
    }

    /**
     * Counts a program that did not live long enough, or a start that failed. A limit of 0 means that no program dies
     * too young; only failed starts come here then, and they must neither end the manager nor be tried without a pause.
     */
    static Step crash(ProgramState state, long now) {
        int limit = Math.max(0, state.rules().backoffLimit());
        int crashes = Math.min(state.backoff() + 1, limit);
        ProgramState counted = state.withBackoff(crashes);
        if (crashes == limit && limit > 0 && !state.rules().forever()) {
            String reason = "restarting too frequently; quit";
            return Step.to(counted, new Log(Level.CRITICAL, reason), new AnnounceFailed(reason))
                    .then(finish(counted, 1));
        }
        int delay = Math.max(1, crashes);
        return Step.to(
                counted.in(new Delayed(now + delay * SECOND)),
                new Log(Level.INFO, "sleep " + delay + " to avoid rapid restarts"));
    }

    private static Step finish(ProgramState state, int status) {
        return Step.to(state.in(new Finished(status)), new Log(Level.INFO, "Exiting"), new Exit(status));
    }

    private static String describe(int pid, Ending ending) {
        return switch (ending) {
            case Exited(int status) -> "pid " + pid + ": exit status " + status;
            case Unknown() -> "pid " + pid + ": ended (adopted, exit status unknown)";
            case Killed(_, String signalName, boolean coreDumped) ->
                    "pid " + pid + ": terminated by " + signalName + (coreDumped ? " (core dumped)" : "");
        };
    }
}
