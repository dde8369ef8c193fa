package zdaemon.program;

import java.util.ArrayDeque;
import java.util.List;
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
import zdaemon.posix.Fd;
import zdaemon.posix.Pid;
import zdaemon.posix.PosixException;
import zdaemon.posix.Reaping;
import zdaemon.posix.Signal;
import zdaemon.posix.WaitStatus;
import zdaemon.process.ProcessIdentity;

/**
 * One program under supervision: the {@link Machine}'s state, and the hands that carry out what it decides.
 *
 * <p>Deciding and acting alternate: an event goes to the machine, its effects are carried out one by one, and what
 * they bring about at once (a fork that succeeded or failed) is the next event, until none is left. All of it happens
 * within one turn of the loop.
 */
public final class SupervisedProgram {
    private final LaunchPlan plan;
    private final ProgramLauncher launcher;
    private final ProgramProcess process;
    private final StopReach reach;
    private final EventLog log;
    private final StartListener startReport;
    private final StateKeeper keeper;
    private final ArrayDeque<Event> events = new ArrayDeque<>();

    private ProgramState state;
    private OptionalLong lastStartMicros = OptionalLong.empty();
    private OptionalInt exitStatus = OptionalInt.empty();
    private Optional<String> failure = Optional.empty();

    public SupervisedProgram(LaunchPlan plan, ProgramLauncher launcher, StopReach reach, EventLog log, StartListener startReport,
            StateKeeper keeper) {
        this.plan = plan;
        this.launcher = launcher;
        this.reach = reach;
        this.process = new ProgramProcess(reach, log);
        this.log = log;
        this.startReport = startReport;
        this.keeper = keeper;
        this.state = Machine.initial(plan.rules());
    }

    public ProgramState state() {
        return state;
    }

    public LaunchPlan plan() {
        return plan;
    }

    /** When the program was last started, in microseconds since 1970; empty if it never was. */
    public OptionalLong lastStartMicros() {
        return lastStartMicros;
    }

    /** The status with which the manager is to exit, once it is. */
    public OptionalInt exitStatus() {
        return exitStatus;
    }

    /** Whether a start has failed for want of descriptors since this was last asked. */
    public boolean tookNoDescriptor() {
        return launcher.tookNoDescriptor();
    }

    /** Processes that the last one of the program has left behind and that are still there. */
    public List<String> survivors() {
        return reach.survivors();
    }

    /** Why the machine has given the program up, if it has. */
    public Optional<String> failure() {
        return failure;
    }

    /** The pipe on which a forked child says how its exec went; the loop watches it. */
    public Optional<Fd> execReport() {
        return launcher.report();
    }

    /** The descriptor of a process that is not a child of ours, readable once it has ended; the loop watches it. */
    public Optional<Fd> adoptedProcess() {
        return process.pidfd();
    }

    /** The descriptor of a process that the program's end waits for, readable once it has ended; the loop watches it. */
    public Optional<Fd> straggler() {
        return reach.watched();
    }

    /** When {@link #tick} has something to do, monotonic nanoseconds. */
    public OptionalLong nextDeadline() {
        OptionalLong ofMachine = Machine.nextDeadline(state);
        OptionalLong ofReach = reach.deadline();
        return ofMachine.isEmpty() || ofReach.isPresent() && ofReach.getAsLong() - ofMachine.getAsLong() < 0
                ? ofReach : ofMachine;
    }

    /**
     * The state in words, for another release.
     *
     * @return empty in moments of which no other release could make sense: it would wait for what has been already
     */
    public Optional<String> snapshot() {
        return reach.isHolding() ? Optional.empty() : Snapshot.encode(state, Clock.monotonicNanos());
    }

    /**
     * Takes over the program of a manager that has died, as the first thing of all.
     *
     * @param started when it was, in microseconds since 1970
     */
    public void adopt(ProcessIdentity identity, Fd pidfd, OptionalLong started, Event.Adopted event) {
        process.adopt(identity, pidfd);
        lastStartMicros = started;
        startReport.adopted(identity.pid().value());
        handle(event);
    }

    /**
     * Goes on where another release was.
     *
     * @param snapshot its state, {@link Snapshot}
     * @param started  when it last started the program, in microseconds since 1970
     * @param adopted  the identity of the process, if that is not a child
     * @return whether its state is understood
     */
    public boolean resume(String snapshot, OptionalLong started, Optional<String> adopted) {
        Optional<ProgramState> resumed = Snapshot.decode(plan.rules(), snapshot, Clock.monotonicNanos());
        if (resumed.isEmpty()) {
            return false;
        }
        state = resumed.get();
        lastStartMicros = started;
        if (adopted.isPresent()) {
            resumeAdopted(adopted.get());
        }
        keeper.keep(state, lastStartMicros, Optional.empty());
        return true;
    }

    private void resumeAdopted(String text) {
        Optional<ProcessIdentity> identity = ProcessIdentity.parse(text);
        Optional<Fd> pidfd = identity.isPresent() ? identity.get().find() : Optional.empty();
        if (pidfd.isPresent()) {
            process.adopt(identity.get(), pidfd.get());
        } else {
            handle(new Event.ProgramEnded(state.application(), new Ending.Unknown()));
        }
    }

    /** The identity of the process, if it is not a child of ours. */
    public Optional<String> adoptedIdentity() {
        return process.identity();
    }

    /** Ends a start test that runs: it will be begun anew by another release. */
    public void abandonTest() {
        launcher.killTest();
    }

    /** The adopted process has ended. */
    public void adoptedEnded() {
        ended(process.adoptedEnded(), true);
    }

    /**
     * Tells the machine what happened and does what it decides.
     *
     * @return the answer, if the event was a request
     */
    public Optional<Reply> handle(Event first) {
        Optional<Reply> answer = Optional.empty();
        events.add(first);
        while (!events.isEmpty()) {
            Step step = Machine.step(state, events.remove(), Clock.monotonicNanos());
            state = step.state();
            // Before anything is done about it: who is killed in between has it done twice rather than not at all.
            keeper.keep(state, lastStartMicros, launcher.held());
            launcher.letGo();
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
            case Effect.Spawn() -> {
                reach.begin();
                Event outcome = launcher.startProgram();
                if (outcome instanceof Event.Forked) {
                    lastStartMicros = OptionalLong.of(Clock.wallNanos() / 1_000);
                }
                events.add(outcome);
            }
            case Effect.SpawnTest() -> events.add(launcher.startTest());
            case Effect.Signal(int pid, StopSignal signal) ->
                    process.stop(new Pid(pid), signalOf(signal), Clock.monotonicNanos());
            case Effect.KillTest(_) -> launcher.killTest();
            case Effect.Log(Level level, String message) -> log.log(level.number(), message);
            case Effect.AnnounceStarted(int pid) -> startReport.started(pid);
            case Effect.AnnounceReady(int pid) -> startReport.ready(pid);
            case Effect.AnnounceFailed(String reason) -> failure = Optional.of(
                    launcher.failure().isPresent() ? reason + ": " + launcher.failure().get() : reason);
            case Effect.Exit(int status) -> exitStatus = OptionalInt.of(status);
            case Effect.Answer(_) -> { }
        }
    }

    /**
     * Sends a signal to the program's process.
     *
     * @throws PosixException EINVAL when there is no such signal, EPERM, ESRCH
     */
    public void kill(Signal signal) throws PosixException {
        process.kill(new Pid(state.application()), signal);
    }

    private Signal signalOf(StopSignal signal) {
        return switch (signal) {
            case TERM -> plan.stopSignal();
            case CONT -> Signal.CONT;
            case KILL -> Signal.KILL;
        };
    }

    /** Reads what the forked child says of its exec, if it said something. */
    public void readExecReport() throws PosixException {
        Optional<Event> said = launcher.readReport();
        if (said.isPresent()) {
            handle(said.get());
        }
    }

    /** Whether a child that has been reaped was the program. */
    public boolean is(Pid pid) {
        return pid.value() == state.application() && process.isChild();
    }

    /**
     * The program has been reaped.
     *
     * @param othersLive whether the manager has other children, who may stem from the program
     */
    public void reaped(Reaping.Ended child, boolean othersLive) throws PosixException {
        // A child's last word about its exec comes before its end, also when both are found in the same turn.
        readExecReport();
        launcher.forgetReport();
        ended(new Event.ProgramEnded(child.pid().value(), endingOf(child.status())), othersLive);
    }

    /**
     * Another child has been reaped.
     *
     * @return whether it was the start test
     */
    public boolean reapedTest(Reaping.Ended child) {
        if (!launcher.testEnded(child.pid())) {
            return false;
        }
        boolean isPassed = child.status() instanceof WaitStatus.Exited(int code) && code == 0;
        handle(new Event.TestEnded(child.pid().value(), isPassed));
        return true;
    }

    private void ended(Event.ProgramEnded end, boolean othersLive) {
        if (!othersLive) {
            reach.forgetSurvivors();
            handle(end);
        } else {
            proceed(reach.end(end, state.wish().isPresent(), Clock.monotonicNanos()));
        }
    }

    /** Somebody for whom the program's end had to wait has ended. */
    public void stragglerEnded() {
        proceed(reach.look(Clock.monotonicNanos()));
    }

    private void proceed(Optional<Event.ProgramEnded> end) {
        if (end.isPresent()) {
            handle(end.get());
        }
    }

    static Ending endingOf(WaitStatus status) {
        return switch (status) {
            case WaitStatus.Exited(int code) -> new Ending.Exited(code);
            case WaitStatus.Signaled(Signal signal, boolean coreDumped) ->
                    new Ending.Killed(signal.number(), signal.name(), coreDumped);
        };
    }

    /** Lets the machine see that time has passed, if it has something to do by now. */
    public void tick() {
        long now = Clock.monotonicNanos();
        if (isDue(reach.deadline(), now)) {
            stragglerEnded();
        }
        if (isDue(Machine.nextDeadline(state), now)) {
            handle(new Event.DeadlineReached());
        }
    }

    private static boolean isDue(OptionalLong deadline, long now) {
        return deadline.isPresent() && deadline.getAsLong() - now <= 0;
    }

    /** Ends the program without further ado, because its manager cannot go on: nobody would look after it. */
    public void abandon() {
        if (state.application() != 0) {
            process.stop(new Pid(state.application()), Signal.KILL, Clock.monotonicNanos());
        }
        abandonTest();
    }
}
