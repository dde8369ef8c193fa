package zdaemon.core;

import static zdaemon.core.Machine.SECOND;

import zdaemon.core.Effect.AnnounceReady;
import zdaemon.core.Effect.KillTest;
import zdaemon.core.Effect.Log;
import zdaemon.core.Effect.SpawnTest;
import zdaemon.core.Phase.Running;
import zdaemon.core.Readiness.Launching;
import zdaemon.core.Readiness.Ready;
import zdaemon.core.Readiness.Resting;
import zdaemon.core.Readiness.Testing;

/** The start test: run once a second, one at a time, until it succeeds. */
final class StartTests {

    private StartTests() {}

    static Step begin(ProgramState state, long now) {
        return state.phase() instanceof Running running
                ? Step.to(with(state, running, new Launching(now)), new SpawnTest())
                : Step.to(state);
    }

    static Step forked(ProgramState state, int pid) {
        return state.phase() instanceof Running running && running.readiness() instanceof Launching(long since)
                ? Step.to(with(state, running, new Testing(pid, since)))
                // The program has ended between the order and its execution.
                : Step.to(state, new KillTest(pid));
    }

    static Step forkFailed(ProgramState state, String reason) {
        return state.phase() instanceof Running running && running.readiness() instanceof Launching(long since)
                ? Step.to(state, new Log(Level.ERROR, reason)).then(failed(state, running, since))
                : Step.to(state);
    }

    static Step ended(ProgramState state, int pid, boolean succeeded) {
        if (state.phase() instanceof Running running
                && running.readiness() instanceof Testing(int expected, long since)
                && pid == expected) {
            return succeeded ? succeeded(state, running) : failed(state, running, since);
        }
        return Step.to(state);
    }

    /** Kills the test that runs, if one does: its program is ending. Its result, if it comes, will be ignored. */
    static Step abandon(ProgramState state, Readiness readiness) {
        return readiness instanceof Testing(int pid, _) ? Step.to(state, new KillTest(pid)) : Step.to(state);
    }

    private static Step succeeded(ProgramState state, Running running) {
        return Step.to(
                with(state, running, new Ready()),
                new Log(Level.DEBUG, "start test succeeded"),
                new AnnounceReady(running.pid()));
    }

    /** A test that took longer than a second is followed by the next one at once, by way of a deadline in the past. */
    private static Step failed(ProgramState state, Running running, long since) {
        return Step.to(
                with(state, running, new Resting(since + SECOND)), new Log(Level.DEBUG, "start test failed"));
    }

    private static ProgramState with(ProgramState state, Running running, Readiness readiness) {
        return state.in(new Running(running.pid(), running.since(), readiness));
    }
}
