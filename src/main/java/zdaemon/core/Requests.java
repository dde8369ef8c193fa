package zdaemon.core;

import zdaemon.core.Effect.Answer;
import zdaemon.core.Effect.Log;
import zdaemon.core.Effect.Signal;
import zdaemon.core.Effect.SignalDescendants;
import zdaemon.core.Event.ExitRequested;
import zdaemon.core.Event.Request;
import zdaemon.core.Event.RestartRequested;
import zdaemon.core.Event.StartRequested;
import zdaemon.core.Event.StopRequested;
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

/** What people ask for: start, stop, restart, exit, and the signals that end the manager. */
final class Requests {

    private Requests() {}

    static Step take(ProgramState state, Request request, long now) {
        return Step.to(state, new Answer(answer(state.phase(), request))).then(obey(state, request, now));
    }

    static Step shutdown(ProgramState state, String signalName, long now) {
        if (state.phase() instanceof Finished) {
            return Step.to(state);
        }
        return Step.to(state, new Log(Level.CRITICAL, "daemon manager killed by " + signalName))
                .then(end(state, Next.SHUTDOWN, now));
    }

    private static Step obey(ProgramState state, Request request, long now) {
        return switch (request) {
            case StartRequested() -> start(state.withBackoff(0));
            case StopRequested() -> end(state.withBackoff(0), Next.STOP, now);
            case RestartRequested() -> end(state.withBackoff(0), Next.RESTART, now);
            case ExitRequested() -> end(state, Next.EXIT, now);
        };
    }

    /** A fork that is under way counts as a process: its child will be there before any look. */
    static Reply answer(Phase phase, Request request) {
        if (phase instanceof Finished) {
            return request instanceof StopRequested ? Reply.ALREADY_STOPPED : Reply.EXITING_NOW;
        }
        boolean down = phase instanceof Down || phase instanceof Delayed;
        return switch (request) {
            case StartRequested() -> down ? Reply.STARTED : Reply.ALREADY_STARTED;
            case StopRequested() -> down ? Reply.ALREADY_STOPPED : Reply.SENT_SIGTERM;
            case RestartRequested() -> down ? Reply.STARTED : Reply.WILL_RESTART;
            case ExitRequested() -> down ? Reply.EXITING_NOW : Reply.WILL_EXIT;
        };
    }

    private static Step start(ProgramState state) {
        return switch (state.phase()) {
            case Down(), Delayed(_) -> Starts.spawn(state);
            case Starting(), Spawning(_, _), Running(_, _, _), Finished(_) -> Step.to(state);
            case Recalled(Next next) -> Step.to(state.in(new Recalled(next.or(Next.RESTART))));
            case Stopping(int pid, long killAt, Next next) ->
                    Step.to(state.in(new Stopping(pid, killAt, next.or(Next.RESTART))));
            case Killing(int pid, Next next) -> Step.to(state.in(new Killing(pid, next.or(Next.RESTART))));
            case Clearing clearing -> Step.to(state.in(wishing(clearing, Next.RESTART)));
        };
    }

    /** Asks the process to end, if there is one; {@code wish} is what follows. */
    static Step end(ProgramState state, Next wish, long now) {
        return switch (state.phase()) {
            case Down(), Delayed(_) -> Endings.follow(state, wish, now);
            case Starting() -> Step.to(state.in(new Recalled(wish)));
            case Recalled(Next next) -> Step.to(state.in(new Recalled(next.or(wish))));
            // What has not become the program yet is not owed the program's time to end.
            case Spawning(int pid, long deadline) ->
                    terminate(state, new Stopping(pid, Math.min(deadline, killAt(state, now)), wish));
            case Running(int pid, _, Readiness readiness) ->
                    StartTests.abandon(state, readiness)
                            .then(terminate(state, new Stopping(pid, killAt(state, now), wish)));
            // The first deadline holds: who asks again does not want to wait longer.
            case Stopping(int pid, long killAt, Next next) ->
                    terminate(state, new Stopping(pid, killAt, next.or(wish)));
            case Killing(int pid, Next next) -> Step.to(state.in(new Killing(pid, next.or(wish))));
            case Clearing clearing -> clear(state, wishing(clearing, wish));
            case Finished(_) -> Step.to(state);
        };
    }

    private static Clearing wishing(Clearing clearing, Next later) {
        return new Clearing(clearing.pid(), clearing.ending(), clearing.until(), clearing.killed(),
                clearing.next().or(later));
    }

    private static Step clear(ProgramState state, Clearing clearing) {
        Step wished = Step.to(state.in(clearing));
        return clearing.killed() ? wished : wished.and(
                new SignalDescendants(clearing.pid(), StopSignal.TERM),
                new SignalDescendants(clearing.pid(), StopSignal.CONT));
    }

    static long killAt(ProgramState state, long now) {
        long timeout = state.rules().stopTimeoutNanos();
        return timeout <= 0 ? Phase.NEVER : now + timeout;
    }

    private static Step terminate(ProgramState state, Stopping stopping) {
        return Step.to(
                state.in(stopping),
                new Signal(stopping.pid(), StopSignal.TERM),
                new Signal(stopping.pid(), StopSignal.CONT));
    }
}
