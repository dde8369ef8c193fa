package zdaemon.program;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import zdaemon.core.Effect;
import zdaemon.core.Ending;
import zdaemon.core.Event;
import zdaemon.core.Machine;
import zdaemon.core.ProgramState;
import zdaemon.core.Reply;
import zdaemon.core.Snapshot;
import zdaemon.core.Step;
import zdaemon.posix.Fd;
import zdaemon.posix.Pid;
import zdaemon.posix.PosixException;
import zdaemon.posix.Reaping;
import zdaemon.posix.Signal;
import zdaemon.posix.WaitStatus;

/**
 * One program under supervision: the {@link Machine}'s state, and its effects made calls.
 *
 * <p>Deciding and acting alternate: an event goes to the machine, its effects are carried out one by one, and what
 * they bring about at once (a fork that succeeded or failed) is the next event, until none is left. All of it happens
 * within one turn of the loop.
 */
public final class SupervisedProgram {
    private LaunchPlan plan;
    private final Kernel kernel;
    private final ProgramHands hands;
    private final ArrayDeque<Event> events = new ArrayDeque<>();

    private final Observer observer;
    private ProgramState state;

    /** Who follows what becomes of the program. */
    public interface Observer {
        /** Nobody. */
        Observer NONE = (before, event, after) -> { };

        /** An event has been taken, and its effects have been carried out. */
        void stepped(ProgramState before, Event event, ProgramState after);
    }

    /** A program that is down. */
    public SupervisedProgram(LaunchPlan plan, Kernel kernel, Helpers helpers, StateKeeper keeper, StartListener listener,
            Messages log) {
        this(plan, kernel, helpers, keeper, listener, log, Observer.NONE);
    }

    /** The same, with an observer. */
    public SupervisedProgram(LaunchPlan plan, Kernel kernel, Helpers helpers, StateKeeper keeper, StartListener listener,
            Messages log, Observer observer) {
        this(plan, kernel, helpers, new SoleSearch(kernel, helpers), keeper, listener, log, observer);
    }

    /** One of many programs, which is down. */
    public SupervisedProgram(LaunchPlan plan, Kernel kernel, Helpers helpers, DescendantSearch search, StateKeeper keeper,
            StartListener listener, Messages log, Observer observer) {
        this.plan = plan;
        this.kernel = kernel;
        this.hands = new ProgramHands(plan, kernel, helpers, search, keeper, listener, log, events);
        this.observer = observer;
        this.state = Machine.initial(plan.rules());
    }

    public ProgramState state() {
        return state;
    }

    public LaunchPlan plan() {
        return plan;
    }

    /** From the next start on, the program and its start test are run in this way; by which rules, stays as it is. */
    public void follow(LaunchPlan next) {
        plan = next;
        hands.process.follow(next.program());
        hands.test.follow(next.startTest());
    }

    /** From now on it is kept alive by these rules, and asked to end in this way; what runs goes on. */
    public void obey(LaunchPlan next) {
        plan = next;
        hands.obey(next);
        state = state.under(next.rules());
    }

    /** Begins a new life: the former one is over. */
    public void renew() {
        hands.renew();
        state = Machine.initial(plan.rules());
    }

    /** The status with which the manager is to exit, once it is. */
    public OptionalInt exitStatus() {
        return hands.exitStatus();
    }

    /** Why the machine has given the program up, if it has; with what the program has left behind, if it ended by itself. */
    public Optional<String> failure() {
        Optional<String> reason = hands.failure();
        return reason.isEmpty() ? reason : Optional.of(reason.get() + hands.descendants.survivors().advice());
    }

    /** Whether a start has failed for want of descriptors since this was last asked. */
    public boolean tookNoDescriptor() {
        return hands.process.tookNoDescriptor();
    }

    /** Processes that the last one of the program has left behind and that stay. */
    public List<String> survivors() {
        return hands.descendants.survivors().names();
    }

    /** On which a forked child says how its exec went; the loop watches it. */
    public Optional<Fd> execReport() {
        return hands.process.unconfirmed().isPresent() ? hands.process.unconfirmed().get().descriptor() : Optional.empty();
    }

    /** Readable once a process that is not a child of ours has ended; the loop watches it. */
    public Optional<Fd> adoptedProcess() {
        return hands.process.adoptedDescriptor();
    }

    /** Readable once a process has ended that the program's end waits for; the loop watches it. */
    public Optional<Fd> straggler() {
        return hands.descendants.watched();
    }

    /** When {@link #tick} has something to do, monotonic nanoseconds. */
    public OptionalLong nextDeadline() {
        OptionalLong ofMachine = Machine.nextDeadline(state);
        OptionalLong ofNames = hands.descendants.deadline();
        return ofMachine.isEmpty() || (ofNames.isPresent() && ofNames.getAsLong() - ofMachine.getAsLong() < 0)
                ? ofNames : ofMachine;
    }

    /** The state in words, for another release in this process; at any moment between two events. */
    public String snapshot() {
        return Snapshot.encode(state, kernel.now());
    }

    /** Takes over the program of a manager that has died, as the first thing of all. */
    public void adopt(Event.Adopted event) {
        boolean isThere = hands.process.adopt(event.identity());
        hands.descendants.begin(new Pid(event.pid()));
        hands.tellAdopted(event.pid());
        handle(event);
        if (!isThere) {
            hands.descendants.end(new Pid(event.pid()));
            handle(new Event.ProgramEnded(event.pid(), new Ending.Unknown(), false));
        }
    }

    /**
     * Goes on where another release was.
     *
     * @param snapshot its state
     * @param started  when it last started the program, in microseconds since 1970, if the state does not say
     * @param adopted  the identity of the process, if that is not a child, and the state does not say
     * @param report   the descriptor on which a forked child says how its exec went, if it has not yet
     * @return whether its state is understood
     */
    public boolean resume(String snapshot, OptionalLong started, Optional<String> adopted, Optional<Fd> report) {
        Optional<ProgramState> decoded = Snapshot.decode(plan.rules(), snapshot, kernel.now());
        if (decoded.isEmpty()) {
            return false;
        }
        state = ReleaseOne.completed(decoded.get(), started, adopted, kernel);
        boolean isThere = !state.isAdopted() || hands.process.adopt(state.birth().get().identity());
        if (report.isPresent()) {
            hands.process.listenTo(kernel.child(new Pid(state.process()), report.get()));
        }
        beginDescendants(isThere);
        perform(Machine.resume(state, kernel.now()));
        if (!isThere) {
            events.add(new Event.ProgramEnded(state.application(), new Ending.Unknown(), false));
        }
        handleAll();
        return true;
    }

    private void beginDescendants(boolean isThere) {
        if (state.application() > 0) {
            Pid pid = new Pid(state.application());
            hands.descendants.begin(pid);
            if (state.process() == 0 || !isThere) {
                hands.descendants.end(pid);
            }
        }
    }

    /**
     * Tells the machine what happened and does what it decides.
     *
     * @return the answer, if the event was a request
     */
    public Optional<Reply> handle(Event event) {
        events.add(event);
        handleAll();
        return hands.takeAnswer();
    }

    private void handleAll() {
        while (!events.isEmpty()) {
            Event event = events.remove();
            ProgramState before = state;
            perform(Machine.step(before, event, kernel.now()));
            observer.stepped(before, event, state);
        }
    }

    private void perform(Step step) {
        state = step.state();
        for (Effect effect : step.effects()) {
            hands.perform(effect, state);
        }
    }

    /**
     * Sends a signal to the program's process on a user's behalf.
     *
     * @throws PosixException EINVAL when there is no such signal, EPERM, ESRCH
     */
    public void kill(Signal signal) throws PosixException {
        hands.process.kill(state, signal);
    }

    /** Reads what the forked child says of its exec, if it said something. */
    public void readExecReport() throws PosixException {
        Optional<Event> said = hands.process.readReport();
        if (said.isPresent()) {
            handle(said.get());
        }
    }

    /** Whether a child that has been reaped was the program. */
    public boolean is(Pid pid) {
        return pid.value() == state.process() && !state.isAdopted();
    }

    /**
     * The program has been reaped.
     *
     * @param othersLive whether the manager has other children, who may stem from the program
     */
    public void reaped(Reaping.Ended child, boolean othersLive) throws PosixException {
        // A child's last word about its exec comes before its end, also when both are found in the same turn.
        readExecReport();
        hands.process.forgetReport();
        ended(child.pid(), ProgramProcess.endingOf(child.status()), othersLive);
    }

    /** The adopted process has ended. */
    public void adoptedEnded() {
        ended(new Pid(state.process()), hands.process.adoptedEnding(), true);
    }

    private void ended(Pid pid, Ending ending, boolean othersLive) {
        hands.descendants.end(pid);
        if (!othersLive) {
            hands.descendants.areGone();
        }
        handle(new Event.ProgramEnded(pid.value(), ending, othersLive && hands.descendants.haveOutlived(pid)));
    }

    /**
     * Another child has been reaped.
     *
     * @return whether it was the start test
     */
    public boolean reapedTest(Reaping.Ended child) {
        if (!hands.test.hasEnded(child.pid())) {
            return false;
        }
        boolean isPassed = child.status() instanceof WaitStatus.Exited(int code) && code == 0;
        handle(new Event.TestEnded(child.pid().value(), isPassed));
        return true;
    }

    /** The one who was watched of those for whom the program's end has to wait has ended. */
    public void stragglerEnded() {
        hands.watchNext(state.application());
        handleAll();
    }

    /** Lets time pass, if something is due by now. */
    public void tick() {
        long now = kernel.now();
        hands.descendants.tick(now);
        OptionalLong deadline = Machine.nextDeadline(state);
        if (deadline.isPresent() && deadline.getAsLong() - now <= 0) {
            handle(new Event.DeadlineReached());
        }
    }

    /**
     * Lets go of the program, because its manager cannot go on: it lives, and what its next manager needs to know has been
     * written down. A child that has not been released ends by itself; a start test is of no use any more.
     */
    public void abandon() {
        hands.process.forgetReport();
        hands.test.kill();
    }

    /** Ends a start test that runs: another release begins it anew. */
    public void abandonTest() {
        hands.test.kill();
    }
}
