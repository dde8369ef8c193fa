package zdaemon.core;

import static zdaemon.core.Machine.SECOND;

import zdaemon.core.Effect.AnnounceReady;
import zdaemon.core.Effect.AnnounceStarted;
import zdaemon.core.Effect.Log;
import zdaemon.core.Effect.Signal;
import zdaemon.core.Effect.Spawn;
import zdaemon.core.Phase.Killing;
import zdaemon.core.Phase.Recalled;
import zdaemon.core.Phase.Running;
import zdaemon.core.Phase.Spawning;
import zdaemon.core.Phase.Starting;
import zdaemon.core.Phase.Stopping;
import zdaemon.core.Readiness.Ready;

/** From the wish for a process to a running program. A start that fails is a crash: it counts, and is tried again. */
final class Starts {

    private Starts() {}

    static Step spawn(ProgramState state) {
        return Step.to(state.in(new Starting()), new Spawn());
    }

    static Step forked(ProgramState state, int pid, long now) {
        Spawning spawning = new Spawning(pid, now + state.rules().spawnTimeoutNanos());
        Step spawned = Step.to(
                state.in(spawning).startedAt(now), new Log(Level.INFO, "spawned process pid=" + pid));
        if (state.phase() instanceof Recalled(Next next)) {
            return spawned.then(Requests.end(spawned.state(), next, now));
        }
        return state.phase() instanceof Starting ? spawned : Step.to(state);
    }

    static Step forkFailed(ProgramState state, String reason, long now) {
        Step logged = Step.to(state, new Log(Level.ERROR, reason));
        if (state.phase() instanceof Recalled(Next next)) {
            return logged.then(Endings.follow(state, next, now));
        }
        return state.phase() instanceof Starting ? logged.then(Endings.crash(state, now)) : Step.to(state);
    }

    /**
     * The lifetime counts from here, not from the fork: what a child spends before its exec, perhaps waiting for a slow
     * disk, is no proof that the program can live.
     */
    static Step confirmed(ProgramState state, int pid, long now) {
        if (state.phase() instanceof Spawning spawning && spawning.pid() == pid) {
            Step running = Step.to(state.in(new Running(pid, now, new Ready())), new AnnounceStarted(pid));
            return state.rules().hasStartTest()
                    ? running.then(StartTests.begin(running.state(), now))
                    : running.and(new AnnounceReady(pid));
        }
        // Only a child stopped in Spawning can still say this here. Now it is owed the program's time to end.
        if (state.phase() instanceof Stopping stopping && stopping.pid() == pid) {
            return Step.to(state.in(new Stopping(pid, Requests.killAt(state, now), stopping.next())));
        }
        return Step.to(state);
    }

    static Step execFailed(ProgramState state, int pid, String reason) {
        if (state.application() != pid) {
            return Step.to(state);
        }
        Log log = new Log(Level.ERROR, reason);
        return switch (state.phase()) {
            case Spawning(_, _) -> kill(state, pid, Next.RETRY, log);
            case Stopping(_, _, Next next) -> kill(state, pid, next, log);
            case Phase.Down(), Phase.Delayed(_), Starting(), Recalled(_), Running(_, _, _), Killing(_, _),
                    Phase.Finished(_) -> Step.to(state);
        };
    }

    static Step silent(ProgramState state, int pid) {
        String seconds = String.valueOf(state.rules().spawnTimeoutNanos() / SECOND);
        return kill(state, pid, Next.RETRY, new Log(Level.ERROR, "pid " + pid + ": no exec after " + seconds + " s"));
    }

    /** A child that failed is killed even if it says that it is ending, so that none can stay behind. */
    private static Step kill(ProgramState state, int pid, Next next, Log log) {
        return Step.to(state.in(new Killing(pid, next)), log, new Signal(pid, StopSignal.KILL));
    }
}
