package zdaemon.program;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.OptionalInt;
import zdaemon.core.Effect;
import zdaemon.core.Event;
import zdaemon.core.Level;
import zdaemon.core.ProgramState;
import zdaemon.core.Reply;
import zdaemon.core.StopSignal;
import zdaemon.posix.Pid;
import zdaemon.posix.Signal;

/** Makes the machine's effects calls. What they bring about at once (a fork that succeeded or failed) is a new event. */
final class ProgramHands {
    final ProgramProcess process;
    final StartTest test;
    final Descendants descendants;
    private Signal stopSignal;
    private final StateKeeper keeper;
    private final StartListener listener;
    private final Messages log;
    private final ArrayDeque<Event> events;

    private Optional<Reply> answer = Optional.empty();
    private Optional<String> failure = Optional.empty();
    private OptionalInt exitStatus = OptionalInt.empty();

    /**
     * @param events where new events go
     */
    ProgramHands(LaunchPlan plan, Kernel kernel, Helpers helpers, DescendantSearch search, StateKeeper keeper,
            StartListener listener, Messages log, ArrayDeque<Event> events) {
        this.process = new ProgramProcess(plan.program(), kernel, log);
        this.test = new StartTest(plan.startTest(), kernel, helpers, search);
        this.descendants = new Descendants(plan, kernel, search, log);
        this.stopSignal = plan.stopSignal();
        this.keeper = keeper;
        this.listener = listener;
        this.log = log;
        this.events = events;
    }

    /** The answer to the last request, once. */
    Optional<Reply> takeAnswer() {
        Optional<Reply> taken = answer;
        answer = Optional.empty();
        return taken;
    }

    Optional<String> failure() {
        return failure;
    }

    /** The next processes are started, and any is ended, in this way. */
    void obey(LaunchPlan plan) {
        process.follow(plan.program());
        test.follow(plan.startTest());
        descendants.obey(plan.stopScope());
        stopSignal = plan.stopSignal();
    }

    /** The former life is over. */
    void renew() {
        failure = Optional.empty();
        exitStatus = OptionalInt.empty();
    }

    OptionalInt exitStatus() {
        return exitStatus;
    }

    /**
     * Does it.
     *
     * @param state the one that follows the event
     */
    void perform(Effect effect, ProgramState state) {
        switch (effect) {
            case Effect.Spawn() -> spawn();
            case Effect.Persist() -> keeper.keep(state);
            case Effect.Release(_) -> process.release();
            case Effect.Signal(int pid, StopSignal signal) -> signal(state, new Pid(pid), signalOf(signal));
            case Effect.SignalDescendants(int pid, StopSignal signal) ->
                    descendants.signal(new Pid(pid), false, signalOf(signal));
            case Effect.AwaitDescendants(int pid) -> awaitOne(pid, descendants.watch(new Pid(pid)));
            case Effect.NameSurvivors(int pid, boolean isLast) -> descendants.leave(new Pid(pid), isLast);
            case Effect.SpawnTest() -> events.add(test.start());
            case Effect.KillTest(_) -> test.kill();
            case Effect.Log(Level level, String message) -> log.log(level, message);
            case Effect.Answer(Reply reply) -> answer = Optional.of(reply);
            case Effect.AnnounceStarted(int pid) -> {
                failure = Optional.empty();
                listener.started(pid);
            }
            case Effect.AnnounceReady(int pid) -> listener.ready(pid);
            case Effect.AnnounceFailed(String reason) -> failure = Optional.of(reason);
            case Effect.Exit(int status) -> exitStatus = OptionalInt.of(status);
        }
    }

    private void spawn() {
        Event event = process.fork();
        if (event instanceof Event.Forked forked) {
            descendants.begin(new Pid(forked.pid()));
        }
        events.add(event);
    }

    void tellAdopted(int pid) {
        listener.adopted(pid);
    }

    /** First to the process itself, so that it may see to its children. */
    private void signal(ProgramState state, Pid pid, Signal signal) {
        if (state.isAdopted()) {
            descendants.notice(pid);
        }
        process.signal(state, signal);
        descendants.signal(pid, true, signal);
    }

    private Signal signalOf(StopSignal signal) {
        return switch (signal) {
            case TERM -> stopSignal;
            case CONT -> Signal.CONT;
            case KILL -> Signal.KILL;
        };
    }

    /** The one who was watched of those for whom the program's end has to wait has ended. */
    void watchNext(int program) {
        awaitOne(program, descendants.watchNext(new Pid(program)));
    }

    private void awaitOne(int program, boolean isThere) {
        if (!isThere) {
            events.add(new Event.DescendantsEnded(program));
        }
    }
}
