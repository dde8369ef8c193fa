package zdaemon.manager;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import zdaemon.core.Effect;
import zdaemon.core.Ending;
import zdaemon.core.Event;
import zdaemon.core.Level;
import zdaemon.core.Machine;
import zdaemon.core.ProgramState;
import zdaemon.core.Reply;
import zdaemon.core.Snapshot;
import zdaemon.core.Step;
import zdaemon.core.StopSignal;
import zdaemon.eventlog.EventLog;
import zdaemon.posix.Clock;
import zdaemon.posix.Errno;
import zdaemon.posix.Errno;
import zdaemon.posix.Fd;
import zdaemon.posix.Pid;
import zdaemon.posix.PosixException;
import zdaemon.posix.ProcessIdentity;
import zdaemon.posix.Processes;
import zdaemon.posix.Signal;
import zdaemon.posix.SpawnReport;
import zdaemon.posix.Spawned;
import zdaemon.posix.Spawner;
import zdaemon.posix.WaitStatus;

/**
 * One program under supervision: the {@link Machine}'s state, and the hands that carry out what it decides.
 *
 * <p>Deciding and acting alternate: an event goes to the machine, its effects are carried out one by one, and what
 * they bring about at once (a fork that succeeded or failed) is the next event, until none is left. All of it happens
 * within one turn of the loop.
 */
final class SupervisedProgram {
    private final LaunchPlan plan;
    private final Spawner spawner;
    private final EventLog log;
    private final StartReport startReport;
    private final StateKeeper keeper;
    private final ArrayDeque<Event> events = new ArrayDeque<>();

    private ProgramState state;
    private Optional<Spawned> unconfirmed = Optional.empty();
    private Optional<AdoptedProcess> adopted = Optional.empty();
    private Optional<Pid> test = Optional.empty();
    private OptionalLong lastStartMicros = OptionalLong.empty();
    private OptionalInt exitStatus = OptionalInt.empty();
    private Optional<String> failure = Optional.empty();
    private Optional<String> startFailure = Optional.empty();
    private boolean lacksDescriptors;

    SupervisedProgram(LaunchPlan plan, Spawner spawner, EventLog log, StartReport startReport,
            StateKeeper keeper) {
        this.plan = plan;
        this.spawner = spawner;
        this.log = log;
        this.startReport = startReport;
        this.keeper = keeper;
        this.state = Machine.initial(plan.rules());
    }

    ProgramState state() {
        return state;
    }

    LaunchPlan plan() {
        return plan;
    }

    /** When the program was last started, in microseconds since 1970; empty if it never was. */
    OptionalLong lastStartMicros() {
        return lastStartMicros;
    }

    /** The status with which the manager is to exit, once it is. */
    OptionalInt exitStatus() {
        return exitStatus;
    }

    /** Whether a start has failed for want of descriptors since this was last asked. */
    boolean tookNoDescriptor() {
        boolean lacked = lacksDescriptors;
        lacksDescriptors = false;
        return lacked;
    }

    /** Why the machine has given the program up, if it has. */
    Optional<String> failure() {
        return failure;
    }

    /** The pipe on which a forked child says how its exec went; the loop watches it. */
    Optional<Fd> execReport() {
        return unconfirmed.isPresent() ? Optional.of(unconfirmed.get().report()) : Optional.empty();
    }

    /** The descriptor of a process that is not a child of ours, readable once it has ended; the loop watches it. */
    Optional<Fd> adoptedProcess() {
        return adopted.isPresent() ? Optional.of(adopted.get().pidfd()) : Optional.empty();
    }

    /** Takes over the program of a manager that has died, as the first thing of all. */
    void adopt(Orphan orphan) throws PosixException {
        adopted = Optional.of(new AdoptedProcess(orphan.identity(), orphan.pidfd()));
        lastStartMicros = orphan.legacy().started();
        startReport.adopted(orphan.identity().pid().value());
        handle(orphan.event());
    }

    /**
     * Goes on where another release was.
     *
     * @throws ManagerFailure when its state is not understood
     */
    void resume(Handoff handoff) throws ManagerFailure {
        state = Snapshot.decode(plan.rules(), handoff.snapshot(), Clock.monotonicNanos()).orElseThrow(
                () -> new ManagerFailure(1, "this release does not understand what the running one hands over"));
        lastStartMicros = handoff.started();
        if (handoff.adopted().isPresent()) {
            resumeAdopted(handoff.adopted().get());
        }
        keeper.keep(state, lastStartMicros);
    }

    private void resumeAdopted(String text) {
        Optional<ProcessIdentity> identity = ProcessIdentity.parse(text);
        Optional<Fd> pidfd = identity.isPresent() ? identity.get().find() : Optional.empty();
        if (pidfd.isPresent()) {
            adopted = Optional.of(new AdoptedProcess(identity.get(), pidfd.get()));
        } else {
            handle(new Event.ProgramEnded(state.application(), new Ending.Unknown()));
        }
    }

    /** The identity of the process, if it is not a child of ours. */
    Optional<String> adoptedIdentity() {
        return adopted.isPresent() ? Optional.of(adopted.get().identity().text()) : Optional.empty();
    }

    /** Ends a start test that runs: it will be begun anew by another release. */
    void abandonTest() {
        if (test.isPresent()) {
            signal(test.get(), Signal.KILL);
        }
    }

    /** The adopted process has ended. */
    void adoptedEnded() {
        AdoptedProcess process = adopted.orElseThrow();
        Ending ending = process.ending();
        process.close();
        adopted = Optional.empty();
        handle(new Event.ProgramEnded(process.identity().pid().value(), ending));
    }

    /**
     * Tells the machine what happened and does what it decides.
     *
     * @return the answer, if the event was a request
     */
    Optional<Reply> handle(Event first) {
        Optional<Reply> answer = Optional.empty();
        events.add(first);
        while (!events.isEmpty()) {
            Step step = Machine.step(state, events.remove(), Clock.monotonicNanos());
            state = step.state();
            // Before anything is done about it: who is killed in between has it done twice rather than not at all.
            keeper.keep(state, lastStartMicros);
            for (Effect effect : step.effects()) {
                if (effect instanceof Effect.Answer(Reply reply)) {
                    answer = Optional.of(reply);
                } else {
                    perform(effect);
                }
            }
        }
        return answer;
    }

    private void perform(Effect effect) {
        switch (effect) {
            case Effect.Spawn() -> spawn();
            case Effect.SpawnTest() -> spawnTest();
            case Effect.Signal(int pid, StopSignal signal) -> signal(new Pid(pid), signalOf(signal));
            case Effect.KillTest(int pid) -> signal(new Pid(pid), Signal.KILL);
            case Effect.Log(Level level, String message) -> log.log(level.number(), message);
            case Effect.AnnounceStarted(int pid) -> startReport.started(pid);
            case Effect.AnnounceReady(int pid) -> startReport.ready(pid);
            case Effect.AnnounceFailed(String reason) -> failure = Optional.of(
                    startFailure.isPresent() ? reason + ": " + startFailure.get() : reason);
            case Effect.Exit(int status) -> exitStatus = OptionalInt.of(status);
            case Effect.Answer(_) -> { }
        }
    }

    private void spawn() {
        try {
            Spawned child = spawner.spawn(plan.program());
            unconfirmed = Optional.of(child);
            lastStartMicros = OptionalLong.of(Clock.wallNanos() / 1_000);
            events.add(new Event.Forked(child.pid().value()));
        } catch (PosixException e) {
            lacksDescriptors = e.errno().equals(Errno.EMFILE) || e.errno().equals(Errno.ENFILE);
            startFailure = Optional.of(e.getMessage());
            events.add(new Event.ForkFailed(e.getMessage()));
        }
    }

    private void spawnTest() {
        try {
            Spawned child = spawner.spawn(plan.startTest());
            child.report().close();
            test = Optional.of(child.pid());
            events.add(new Event.TestForked(child.pid().value()));
        } catch (PosixException e) {
            events.add(new Event.TestForkFailed(e.getMessage()));
        }
    }

    /**
     * Sends a signal to the program's process.
     *
     * @throws PosixException EINVAL when there is no such signal, EPERM, ESRCH
     */
    void kill(Signal signal) throws PosixException {
        send(new Pid(state.application()), signal);
    }

    private void send(Pid pid, Signal signal) throws PosixException {
        if (adopted.isPresent() && adopted.get().is(pid)) {
            adopted.get().signal(signal);
        } else {
            Processes.kill(pid, signal);
        }
    }

    private void signal(Pid pid, Signal signal) {
        try {
            send(pid, signal);
        } catch (PosixException e) {
            // Our own child, not yet reaped, can refuse a signal only by having another user's rights; an adopted
            // process may be gone before we have heard of it.
            if (!e.errno().equals(Errno.ESRCH)) {
                log.log(Level.ERROR.number(), e.getMessage());
            }
        }
    }

    private Signal signalOf(StopSignal signal) {
        return switch (signal) {
            case TERM -> plan.stopSignal();
            case CONT -> Signal.CONT;
            case KILL -> Signal.KILL;
        };
    }

    /** Reads what the forked child says of its exec, if it said something. */
    void readExecReport() throws PosixException {
        if (unconfirmed.isEmpty()) {
            return;
        }
        Spawned child = unconfirmed.get();
        int pid = child.pid().value();
        switch (Spawner.read(child.report())) {
            case SpawnReport.Pending() -> { }
            case SpawnReport.Succeeded() -> {
                forgetExecReport();
                startFailure = Optional.empty();
                handle(new Event.ExecConfirmed(pid));
            }
            case SpawnReport.Failed failed -> {
                forgetExecReport();
                String reason = Spawner.explain(failed, plan.program());
                startFailure = Optional.of(reason);
                handle(new Event.ExecFailed(pid, reason));
            }
        }
    }

    private void forgetExecReport() {
        unconfirmed.get().report().close();
        unconfirmed = Optional.empty();
    }

    /**
     * A child has been reaped.
     *
     * @return whether it was one of this program's processes
     */
    boolean reaped(Pid pid, WaitStatus status) throws PosixException {
        if (test.isPresent() && test.get().equals(pid)) {
            test = Optional.empty();
            handle(new Event.TestEnded(pid.value(), status instanceof WaitStatus.Exited(int code) && code == 0));
            return true;
        }
        if (pid.value() != state.application() || adopted.isPresent()) {
            return false;
        }
        // A child's last word about its exec comes before its end, also when both are found in the same turn.
        readExecReport();
        if (unconfirmed.isPresent()) {
            forgetExecReport();
        }
        handle(new Event.ProgramEnded(pid.value(), endingOf(status)));
        return true;
    }

    static Ending endingOf(WaitStatus status) {
        return switch (status) {
            case WaitStatus.Exited(int code) -> new Ending.Exited(code);
            case WaitStatus.Signaled(Signal signal, boolean coreDumped) ->
                    new Ending.Killed(signal.number(), signal.name(), coreDumped);
        };
    }

    /** Lets the machine see that time has passed, if it has something to do by now. */
    void tick() {
        OptionalLong deadline = Machine.nextDeadline(state);
        if (deadline.isPresent() && deadline.getAsLong() - Clock.monotonicNanos() <= 0) {
            handle(new Event.DeadlineReached());
        }
    }

    /** Ends the program without further ado, because its manager cannot go on: nobody would look after it. */
    void abandon() {
        if (state.application() != 0) {
            signal(new Pid(state.application()), Signal.KILL);
        }
        test.ifPresent(pid -> signal(pid, Signal.KILL));
    }
}
