package zdaemon.core;

import static zdaemon.core.Machine.SECOND;

import zdaemon.core.Effect.AnnounceFailed;
import zdaemon.core.Effect.AwaitDescendants;
import zdaemon.core.Effect.Exit;
import zdaemon.core.Effect.Log;
import zdaemon.core.Effect.NameSurvivors;
import zdaemon.core.Effect.SignalDescendants;
import zdaemon.core.Ending.Exited;
import zdaemon.core.Ending.Killed;
import zdaemon.core.Ending.Unknown;
import zdaemon.core.Event.ProgramEnded;
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

/** What comes after the end of a process: another one, a pause, or the end of the manager. */
final class Endings {

    /** After SIGKILL only the kernel can be in the way of descendants, and for that nobody waits long; nanoseconds. */
    static final long LAST_WAIT = 2 * SECOND;

    private static final int HOPELESS_STATUS = 2;
    private static final String EXITING = "; exiting now";

    private Endings() {}

    static Step ended(ProgramState state, ProgramEnded end, long now) {
        if (end.pid() != state.process()) {
            return Step.to(state);
        }
        return switch (state.phase()) {
            case Spawning(_, _) -> after(quick(state, end), end, now + LAST_WAIT, Next.RETRY, now);
            case Running(_, long since, Readiness readiness) ->
                    StartTests.abandon(state, readiness).then(byItself(state, end, now - since, now));
            case Stopping(_, long killAt, Next next) -> after(state, end, killAt, next, now);
            case Killing(_, Next next) -> after(state, end, now + LAST_WAIT, next, now);
            case Down(), Delayed(_), Starting(), Recalled(_), Clearing(_, _, _, _, _), Finished(_) -> Step.to(state);
        };
    }

    private static Step byItself(ProgramState state, ProgramEnded end, long lived, long now) {
        long until = now + LAST_WAIT;
        if (end.ending() instanceof Exited(int status) && state.rules().exitCodes().contains(status)) {
            return after(state, end, until, Next.LISTED, now);
        }
        return lived < state.rules().backoffLimit() * SECOND
                ? after(quick(state, end), end, until, Next.RETRY, now)
                : after(state.withBackoff(0), end, until, Next.RESTART, now);
    }

    private static ProgramState quick(ProgramState state, ProgramEnded end) {
        return state.failed(describe(end.pid(), end.ending()));
    }

    /**
     * What follows, or first the wait for those who are left. If nobody has asked the process to end, they have not been
     * either, and are killed: they would be in its successor's way.
     */
    private static Step after(ProgramState state, ProgramEnded end, long until, Next next, long now) {
        int pid = end.pid();
        String how = describe(pid, end.ending());
        Step logged = Step.to(state, new Log(Level.INFO, next == Next.LISTED ? how + EXITING : how));
        Clearing clearing = new Clearing(pid, end.ending(), until, !(state.phase() instanceof Stopping), next);
        if (!end.othersLeft()) {
            return logged.then(cleared(state, clearing, now));
        }
        boolean unasked = !(state.phase() instanceof Stopping) && !(state.phase() instanceof Killing);
        Step waiting = unasked ? logged.and(new SignalDescendants(pid, StopSignal.KILL)) : logged;
        return waiting.then(Step.to(state.in(clearing), new AwaitDescendants(pid)));
    }

    /** Nobody is left in the stop-scope, or those who are have been waited for long enough. */
    static Step cleared(ProgramState state, Clearing clearing, long now) {
        Step following = follow(state.in(clearing), clearing.next(), now);
        boolean isLast = following.state().phase() instanceof Finished;
        return Step.to(state, new NameSurvivors(clearing.pid(), isLast)).then(following);
    }

    /** Does what was to follow the end of a process, now that there is none. */
    static Step follow(ProgramState state, Next next, long now) {
        return switch (next) {
            case STOP -> state.rules().hangAround() ? Step.to(state.in(new Down())) : finish(state, 0);
            case RESTART -> Starts.spawn(state);
            case RETRY -> crash(state, now);
            case LISTED -> state.phase() instanceof Clearing(int pid, Exited exited, _, _, _)
                    ? Step.to(state, new AnnounceFailed(describe(pid, exited) + EXITING))
                            .then(finish(state, exited.status()))
                    : crash(state, now);
            case HOPELESS -> Step.to(state, new AnnounceFailed(state.failure())).then(finish(state, HOPELESS_STATUS));
            case EXIT -> finish(state, 0);
            case SHUTDOWN -> shutDown(state);
        };
    }

    /** In the foreground it is no failure if the program has ended in its time, without SIGKILL. */
    private static Step shutDown(ProgramState state) {
        boolean killed = state.phase() instanceof Clearing clearing && clearing.killed();
        return finish(state, state.rules().isForeground() && !killed ? 0 : 1);
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
            String verdict = "restarting too frequently; quit";
            String reason = state.failure().isEmpty() ? verdict : verdict + ": " + state.failure();
            return Step.to(counted, new Log(Level.CRITICAL, verdict), new AnnounceFailed(reason))
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
