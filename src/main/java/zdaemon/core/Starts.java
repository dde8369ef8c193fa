package zdaemon.core;

import static zdaemon.core.Machine.SECOND;

import zdaemon.core.Effect.AnnounceReady;
import zdaemon.core.Effect.AnnounceStarted;
import zdaemon.core.Effect.Log;
import zdaemon.core.Effect.Signal;
import zdaemon.core.Effect.Spawn;
import zdaemon.core.Event.Adopted;
import zdaemon.core.Phase.Down;
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

    static Step adopted(ProgramState state, Adopted adopted, long now) {
        if (!(state.phase() instanceof Down)) {
            return Step.to(state);
        }
        long since = now - adopted.age();
        boolean ready = adopted.ready() || !state.rules().hasStartTest();
        Step taken = Step.to(
                state.in(new Running(adopted.pid(), since, new Ready()))
                        .withBackoff(adopted.crashes())
                        .startedAt(since),
                new Log(Level.INFO, "adopted process pid=" + adopted.pid()),
                new AnnounceStarted(adopted.pid()));
        if (adopted.wish().isPresent()) {
            Next wish = adopted.wish().get();
            return taken.then(wish == Next.RETRY
                    ? kill(taken.state(), adopted.pid(), wish)
                    : Requests.end(taken.state(), wish, now));
        }
        return ready ? taken.and(new AnnounceReady(adopted.pid())) : taken.then(StartTests.begin(taken.state(), now));
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
        Step logged = Step.to(state, new Log(Level.ERROR, reason));
        return switch (state.phase()) {
            case Spawning(_, _) -> logged.then(kill(state, pid, Next.RETRY));
            case Stopping(_, _, Next next) -> logged.then(kill(state, pid, next));
            case Down(), Phase.Delayed(_), Starting(), Recalled(_), Running(_, _, _), Killing(_, _),
                    Phase.Finished(_) -> Step.to(state);
        };
    }

    static Step silent(ProgramState state, int pid) {
        String seconds = String.valueOf(state.rules().spawnTimeoutNanos() / SECOND);
        Log log = new Log(Level.ERROR, "pid " + pid + ": no exec after " + seconds + " s");
        return Step.to(state, log).then(kill(state, pid, Next.RETRY));
    }

    /** A child that failed is killed even if it says that it is ending, so that none can stay behind. */
    private static Step kill(ProgramState state, int pid, Next next) {
        return Step.to(state.in(new Killing(pid, next)), new Signal(pid, StopSignal.KILL));
    }
}
