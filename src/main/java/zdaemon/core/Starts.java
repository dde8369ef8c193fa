package zdaemon.core;

import static zdaemon.core.Machine.SECOND;

import zdaemon.core.Effect.AnnounceReady;
import zdaemon.core.Effect.AnnounceStarted;
import zdaemon.core.Effect.Log;
import zdaemon.core.Effect.Release;
import zdaemon.core.Effect.Signal;
import zdaemon.core.Effect.Spawn;
import zdaemon.core.Event.Adopted;
import zdaemon.core.Event.ExecFailed;
import zdaemon.core.Event.Forked;
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
        int pid = adopted.pid();
        long since = now - adopted.age();
        ProgramState running = state.in(new Running(pid, since, new Ready()))
                .withBackoff(adopted.crashes())
                .born(new Birth(adopted.identity(), adopted.wallMicros(), since, true));
        Step taken = Step.to(running.running(), new Log(Level.INFO, "adopted process pid=" + pid), new AnnounceStarted(pid));
        if (adopted.wish().isPresent()) {
            Next wish = adopted.wish().get();
            return switch (wish) {
                case RETRY, LISTED -> taken.then(kill(taken.state(), pid, Next.RETRY));
                // It never was the program, and the next one, which will not be either, says why.
                case HOPELESS -> taken.then(kill(running, pid, Next.RETRY));
                case STOP, RESTART, EXIT, SHUTDOWN -> taken.then(Requests.end(taken.state(), wish, now));
            };
        }
        boolean ready = adopted.ready() || !state.rules().hasStartTest();
        return ready ? taken.and(new AnnounceReady(pid)) : taken.then(StartTests.begin(taken.state(), now));
    }

    /** What has been forked is written down ({@link Machine#step}) before it is released. */
    static Step forked(ProgramState state, Forked forked, long now) {
        int pid = forked.pid();
        ProgramState spawning = state.in(new Spawning(pid, now + state.rules().spawnTimeoutNanos()))
                .born(new Birth(forked.identity(), forked.wallMicros(), now, false));
        Step spawned = Step.to(spawning, new Release(pid), new Log(Level.INFO, "spawned process pid=" + pid));
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
        return state.phase() instanceof Starting
                ? logged.then(Endings.crash(state.failed(reason), now)) : Step.to(state);
    }

    /**
     * The lifetime counts from here, not from the fork: what a child spends before its exec, perhaps waiting for a slow
     * disk, is no proof that the program can live.
     */
    static Step confirmed(ProgramState state, int pid, long now) {
        if (state.phase() instanceof Spawning spawning && spawning.pid() == pid) {
            return run(state.running(), pid, now);
        }
        // Only a child stopped in Spawning can still say this here. Now it is owed the program's time to end.
        if (state.phase() instanceof Stopping stopping && stopping.pid() == pid) {
            return Step.to(state.running().in(new Stopping(pid, Requests.killAt(state, now), stopping.next())));
        }
        return Step.to(state);
    }

    private static Step run(ProgramState state, int pid, long now) {
        ProgramRules rules = state.rules();
        Readiness readiness = rules.hasStartTest() || rules.startNanos() <= 0
                ? new Ready() : new Proving(now + rules.startNanos());
        Step running = Step.to(state.in(new Running(pid, now, readiness)), new AnnounceStarted(pid));
        if (rules.hasStartTest()) {
            return running.then(StartTests.begin(running.state(), now));
        }
        return readiness instanceof Ready ? running.and(new AnnounceReady(pid)) : running;
    }

    static Step execFailed(ProgramState state, ExecFailed failure) {
        int pid = failure.pid();
        if (state.process() != pid) {
            return Step.to(state);
        }
        boolean hopeless = failure.permanent() && !state.hasRun();
        ProgramState failed = state.failed(failure.reason());
        Step logged = Step.to(failed, new Log(Level.ERROR, failure.reason()));
        return switch (state.phase()) {
            case Spawning(_, _) -> logged.then(kill(failed, pid, hopeless ? Next.HOPELESS : Next.RETRY));
            case Stopping(_, _, Next next) -> logged.then(kill(failed, pid, next));
            case Down(), Delayed(_), Starting(), Recalled(_), Running(_, _, _), Killing(_, _),
                    Clearing(_, _, _, _, _), Finished(_) -> Step.to(state);
        };
    }

    static Step silent(ProgramState state, int pid) {
        String seconds = String.valueOf(state.rules().spawnTimeoutNanos() / SECOND);
        String reason = "pid " + pid + ": no exec after " + seconds + " s";
        return Step.to(state, new Log(Level.ERROR, reason)).then(kill(state.failed(reason), pid, Next.RETRY));
    }

    /** A child that failed is killed even if it says that it is ending, so that none can stay behind. */
    private static Step kill(ProgramState state, int pid, Next next) {
        return Step.to(state.in(new Killing(pid, next)), new Signal(pid, StopSignal.KILL));
    }
}
