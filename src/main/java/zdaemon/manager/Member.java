package zdaemon.manager;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import zdaemon.core.Ending;
import zdaemon.core.Event;
import zdaemon.core.Next;
import zdaemon.core.Phase;
import zdaemon.core.ProgramState;
import zdaemon.core.Snapshot;
import zdaemon.core.fleet.FleetEvent;
import zdaemon.core.fleet.Row;
import zdaemon.posix.Clock;
import zdaemon.posix.Fd;
import zdaemon.posix.Pid;
import zdaemon.posix.PosixException;
import zdaemon.program.LaunchPlanner;
import zdaemon.program.ManagerFailure;
import zdaemon.program.StartListener;
import zdaemon.program.SupervisedProgram;
import zdaemon.spec.Option;
import zdaemon.spec.ProgramSpec;

/**
 * One of many programs. It gets its hands (process, output, files) with its first start; a program that is never started
 * costs no descriptor. What happens to it becomes a fact for the fleet.
 */
final class Member implements SupervisedProgram.Observer, StartListener {
    private static final long NANOS_PER_MICRO = 1_000;

    /** Who hears of it. */
    interface Owner {
        /** A fact for the fleet. */
        void happened(FleetEvent fact);

        /** Its process is another one, or it has one no more; start tests likewise. */
        void moved(Member member, int before, int after);

        /** Something about it has changed. */
        void touched(Member member);

        /** Gives it hands. */
        MemberHands open(Member member, Optional<Pid> process) throws ManagerFailure, PosixException;
    }

    private final String name;
    private final Owner owner;
    private ProgramSpec spec;
    private boolean isOneshot;
    private List<String> arguments = List.of();
    private Optional<MemberHands> hands = Optional.empty();
    private boolean isOutdated;
    private boolean isTouched;
    private int restarts;
    private Optional<Row.End> lastEnd = Optional.empty();

    Member(String name, ProgramSpec spec, boolean isOneshot, Owner owner) {
        this.name = name;
        this.spec = spec;
        this.isOneshot = isOneshot;
        this.owner = owner;
    }

    String name() {
        return name;
    }

    boolean isOneshot() {
        return isOneshot;
    }

    /** What is configured. */
    ProgramSpec configured() {
        return spec;
    }

    /** What is run: as configured, and the arguments of the last start. */
    ProgramSpec spec() {
        if (arguments.isEmpty()) {
            return spec;
        }
        List<String> words = new ArrayList<>(spec.command());
        words.addAll(arguments);
        return spec.with(Option.PROGRAM, words);
    }

    Optional<MemberHands> hands() {
        return hands;
    }

    /** Its state; empty if it has never been started. */
    Optional<ProgramState> state() {
        return hands.isPresent() ? Optional.of(hands.get().program().state()) : Optional.empty();
    }

    /** Its process, 0 if there is none. */
    int process() {
        return hands.isPresent() ? hands.get().program().state().application() : 0;
    }

    /** How often it has been started again by itself since it was last asked to start. */
    int restarts() {
        return restarts;
    }

    Optional<Row.End> lastEnd() {
        return lastEnd;
    }

    /** What a manager before this one knew. */
    void remember(int restartsBefore, Optional<Row.End> endBefore) {
        restarts = restartsBefore;
        lastEnd = endBefore;
    }

    /** Those of the last start beyond the configured ones. */
    List<String> arguments() {
        return arguments;
    }

    /** The next start has these arguments besides the configured ones. */
    void useArguments(List<String> words) {
        isOutdated |= !words.equals(arguments);
        arguments = List.copyOf(words);
    }

    /** The same arguments as a process that runs with these words. */
    void useArgumentsOf(ProgramSpec running) {
        List<String> words = running.command();
        int configured = spec.command().size();
        if (words.size() > configured && words.subList(0, configured).equals(spec.command())) {
            arguments = List.copyOf(words.subList(configured, words.size()));
        }
    }

    /**
     * Another configuration is in force.
     *
     * @param needsAnew whether it needs a new process: then none runs now
     */
    void follow(ProgramSpec other, boolean oneshot, boolean needsAnew) {
        if (spec.equals(other) && isOneshot == oneshot) {
            return;
        }
        spec = other;
        isOneshot = oneshot;
        if (needsAnew) {
            close();
        } else if (hands.isPresent()) {
            hands.get().obey(this);
        }
    }

    /** Something about it has changed; answers whether that is the first since it was settled. */
    boolean touch() {
        boolean isFirst = !isTouched;
        isTouched = true;
        return isFirst;
    }

    /** What has changed is seen to. */
    void settle() {
        isTouched = false;
    }

    /** Gets its hands for a start that comes soon. Whether that fails is seen then. */
    void prepare() {
        if (hands.isEmpty()) {
            try {
                hands = Optional.of(owner.open(this, Optional.empty()));
                isOutdated = false;
            } catch (ManagerFailure | PosixException e) {
                hands = Optional.empty();
            }
        }
    }

    /** Begins a start. What cannot even be tried is a fact, too. */
    void start() {
        restarts = 0;
        if (open(Optional.empty())) {
            hands.get().program().handle(new Event.StartRequested());
        }
    }

    void restart() {
        restarts = 0;
        if (open(Optional.empty())) {
            hands.get().program().handle(new Event.RestartRequested());
        }
    }

    void stop() {
        if (hands.isPresent()) {
            hands.get().program().handle(new Event.StopRequested());
        } else {
            owner.happened(new FleetEvent.Down(name));
        }
    }

    /** Takes over its process from a manager that has died. */
    void adopt(Event.Adopted event, Pid process) {
        if (open(Optional.of(process))) {
            hands.get().program().adopt(event);
        }
    }

    /** Takes over the output of a process that has ended, from a manager that has died. */
    void inherit() throws ManagerFailure, PosixException {
        hands = Optional.of(owner.open(this, Optional.empty()));
    }

    private boolean open(Optional<Pid> process) {
        try {
            if (hands.isPresent() && isOutdated && process() == 0) {
                close();
            }
            isOutdated = false;
            if (hands.isEmpty()) {
                hands = Optional.of(owner.open(this, process));
            } else if (hands.get().program().exitStatus().isPresent()) {
                hands.get().program().renew();
            }
            return true;
        } catch (ManagerFailure | PosixException e) {
            owner.happened(new FleetEvent.GivenUp(name, e.getMessage(), Optional.empty()));
            return false;
        }
    }

    /** Gets its hands from another release in this process, with a state that has one. */
    void resume(String snapshot, Optional<Fd> execReport) throws ManagerFailure, PosixException {
        hands = Optional.of(owner.open(this, pidIn(snapshot)));
        if (!hands.get().program().resume(snapshot, OptionalLong.empty(), Optional.empty(), execReport)) {
            throw new ManagerFailure(1, "this release does not understand what the running one hands over");
        }
        int process = hands.get().program().state().process();
        if (process != 0) {
            owner.moved(this, 0, process);
        }
    }

    private Optional<Pid> pidIn(String snapshot) {
        Optional<ProgramState> state = Snapshot.decode(
                LaunchPlanner.rules(spec, isOneshot), snapshot, Clock.monotonicNanos());
        return state.isPresent() && state.get().process() > 0 ? Optional.of(new Pid(state.get().process())) : Optional.empty();
    }

    /** Nothing runs any more, and what was kept for a successor is of no use. */
    void close() {
        if (hands.isPresent()) {
            hands.get().forget();
            hands.get().close();
            hands = Optional.empty();
        }
    }

    @Override
    public void adopted(int pid) {
        // Its readiness is in its state.
    }

    @Override
    public void started(int pid) {
        // What counts is when it is ready.
    }

    @Override
    public void ready(int pid) {
        owner.happened(new FleetEvent.Ready(name));
    }

    @Override
    public void stepped(ProgramState before, Event event, ProgramState after) {
        owner.touched(this);
        if (before.process() != after.process()) {
            owner.moved(this, before.process(), after.process());
        }
        if (event instanceof Event.TestForked(int pid)) {
            owner.moved(this, 0, pid);
        } else if (event instanceof Event.TestEnded(int pid, boolean _)) {
            owner.moved(this, pid, 0);
        } else if (event instanceof Event.ProgramEnded end && end.pid() == before.process()) {
            lastEnd = Optional.of(new Row.End(end.ending(), Clock.wallNanos() / NANOS_PER_MICRO));
        }
        Optional<FleetEvent> fact = fact(before, after);
        if (fact.isPresent()) {
            owner.happened(fact.get());
        }
    }

    /** What a step means for the fleet. A crash is what leads to another start, now or later, without having been asked for. */
    private Optional<FleetEvent> fact(ProgramState before, ProgramState after) {
        boolean isNew = before.phase() != after.phase();
        if (isNew && after.phase() instanceof Phase.Finished) {
            SupervisedProgram program = hands.orElseThrow().program();
            Optional<Ending> ending = lastEnd.map(Row.End::ending);
            boolean isListed = ending.isPresent() && ending.get() instanceof Ending.Exited(int status)
                    && after.rules().exitCodes().contains(status)
                    && after.phase().equals(new Phase.Finished(status));
            return isListed ? Optional.of(new FleetEvent.Ended(name, ending.get()))
                    : Optional.of(new FleetEvent.GivenUp(name, program.failure().orElse("it has ended"), ending));
        }
        if (isNew && after.phase() instanceof Phase.Down) {
            return Optional.of(new FleetEvent.Down(name));
        }
        boolean isAgain = after.phase() instanceof Phase.Delayed || after.phase() instanceof Phase.Starting;
        boolean wasThere = !(before.phase() instanceof Phase.Down) && !(before.phase() instanceof Phase.Delayed);
        if (isNew && isAgain && wasThere && !isAsked(before)) {
            restarts++;
            return Optional.of(new FleetEvent.Crashed(name));
        }
        return Optional.empty();
    }

    /** Whether what follows the end has been asked for. A start that is not held against a program is none of its crashes. */
    private static boolean isAsked(ProgramState before) {
        return before.wish().isPresent() && before.wish().get() == Next.RESTART
                && !(before.phase() instanceof Phase.Clearing clearing && clearing.killed());
    }

    /** What its machine is doing, for the table. */
    Row.Pulse pulse() {
        Optional<ProgramState> known = state();
        if (known.isEmpty()) {
            return Row.Pulse.NONE;
        }
        ProgramState state = known.get();
        return switch (state.phase()) {
            case Phase.Down(), Phase.Finished(_) -> Row.Pulse.NONE;
            case Phase.Delayed(_) -> Row.Pulse.DELAYED;
            case Phase.Starting(), Phase.Recalled(_), Phase.Spawning(_, _) -> Row.Pulse.STARTING;
            case Phase.Running(_, _, _) -> state.testing() ? Row.Pulse.TESTING
                    : state.ready() || isOneshot ? Row.Pulse.RUNNING : Row.Pulse.STARTING;
            case Phase.Stopping(_, _, _), Phase.Killing(_, _), Phase.Clearing(_, _, _, _, _) -> Row.Pulse.STOPPING;
        };
    }

    /** When a delay ends, in microseconds since 1970. */
    OptionalLong nextStart() {
        Optional<ProgramState> known = state();
        if (known.isEmpty() || !(known.get().phase() instanceof Phase.Delayed(long until))) {
            return OptionalLong.empty();
        }
        return OptionalLong.of((Clock.wallNanos() + until - Clock.monotonicNanos()) / NANOS_PER_MICRO);
    }
}
