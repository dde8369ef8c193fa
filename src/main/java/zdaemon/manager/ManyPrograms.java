package zdaemon.manager;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.IntFunction;
import zdaemon.control.Feed;
import zdaemon.control.ReplyText;
import zdaemon.control.Requests;
import zdaemon.core.Event;
import zdaemon.core.Level;
import zdaemon.core.Machine;
import zdaemon.core.Phase;
import zdaemon.core.ProgramState;
import zdaemon.core.Reply;
import zdaemon.core.fleet.Cause;
import zdaemon.core.fleet.Command;
import zdaemon.core.fleet.Fleet;
import zdaemon.core.fleet.Fleet.FleetStep;
import zdaemon.core.fleet.FleetEvent;
import zdaemon.core.fleet.Program;
import zdaemon.core.fleet.Roster;
import zdaemon.core.fleet.Selection;
import zdaemon.core.fleet.Standing;
import zdaemon.core.fleet.Standing.Life;
import zdaemon.core.fleet.UpdatePlan;
import zdaemon.loop.Priority;
import zdaemon.loop.Source;
import zdaemon.posix.Fd;
import zdaemon.posix.Pid;
import zdaemon.posix.PosixException;
import zdaemon.posix.Reaping;
import zdaemon.program.ManagerFailure;
import zdaemon.program.Messages;
import zdaemon.program.SupervisedProgram;
import zdaemon.spec.FleetLaunch;

/**
 * Many programs: what the {@link Fleet} decides, given to their machines, and what happens to them, told to the fleet. An
 * event is taken at a time: what the machines answer at once are further events, which wait for their turn.
 */
final class ManyPrograms implements Charge, Member.Owner {
    /** A manager that nobody has asked for anything ends after so long. */
    private static final long FIRST_ORDER_NANOS = 10_000_000_000L;

    private final MemberHands.Common common;
    private final FleetFiles files;
    private final Standings standings;
    private final Messages log;
    private final FleetBeginning beginning;
    private final boolean isForeground;
    private final FleetRequests requests;
    private final FleetOrders orders;
    private final Idleness idleness;
    private final MachineOrders work;
    private final Crew crew;
    private final FleetUpdates updates;
    private final StartClocks clocks;
    private final ArrayDeque<FleetEvent> facts = new ArrayDeque<>();

    private Fleet fleet;
    private boolean isTurning;
    private OptionalInt exitStatus = OptionalInt.empty();

    ManyPrograms(MemberHands.Common common, FleetFiles files, FleetLaunch mandate, FleetBeginning beginning,
            boolean isForeground, Upgrades upgrades, Messages log) {
        this.common = common;
        this.files = files;
        this.beginning = beginning;
        this.isForeground = isForeground;
        this.log = log;
        standings = new Standings(files.standings(), log);
        updates = new FleetUpdates(mandate);
        clocks = new StartClocks(common.loop(), this::isLate);
        fleet = Fleet.of(Roster.of(updates.inForce().programs()), updates.inForce().hangsAround());
        crew = new Crew(common);
        crew.enroll(updates.inForce(), this);
        orders = new FleetOrders(new OfCrew());
        requests = new FleetRequests(this, common.log(), upgrades);
        idleness = new Idleness();
        work = new MachineOrders(common.loop(), this::prepare, this::carryOut);
    }

    Optional<Member> member(String name) {
        return crew.find(name);
    }

    List<Member> all() {
        List<Member> all = new ArrayList<>();
        crew.all().forEach(all::add);
        return all;
    }

    Fleet fleet() {
        return fleet;
    }

    // Coming to the programs.

    @Override
    public void begin() throws ManagerFailure, PosixException {
        switch (beginning) {
            case FleetBeginning.Start() -> {
                standings.writeAll(fleet);
                if (isForeground) {
                    give(new FleetEvent.Start(Selection.started(fleet.roster()).members()));
                } else {
                    idleness.begin();
                }
            }
            case FleetBeginning.Adopt(Map<String, Standings.Kept> kept, List<MemberOrphan> orphans) -> adopt(kept, orphans);
            case FleetBeginning.Resume(FleetHandoff handoff, IntFunction<Optional<Fd>> reports) -> resume(handoff, reports);
        }
    }

    private void adopt(Map<String, Standings.Kept> kept, List<MemberOrphan> orphans) {
        isTurning = true;
        for (MemberOrphan orphan : orphans) {
            Optional<Member> member = member(orphan.name());
            if (member.isPresent()) {
                orphan.adoptedBy(member.get());
            }
        }
        isTurning = false;
        inherit();
        List<String> names = new ArrayList<>();
        List<Standing> found = new ArrayList<>();
        for (Member member : crew.all()) {
            Standings.Kept known = kept.getOrDefault(Program.key(member.name()),
                    new Standings.Kept(Life.IDLE, member.process() != 0, false, ""));
            names.add(member.name());
            found.add(known.standing(lifeOf(member, known.life())));
        }
        goOn(names, found);
    }

    /** Output of programs that have ended since: their manager may have read it and not written it yet. */
    private void inherit() {
        for (Member member : crew.all()) {
            if (member.hands().isEmpty() && files.hasOutput(member.name())) {
                try {
                    member.inherit();
                } catch (ManagerFailure | PosixException e) {
                    log.log(Level.ERROR, member.name() + ": " + e.getMessage() + "; output may be lost");
                }
            }
        }
    }

    /** Where a member is that another manager has looked after: as its machine says, or as was written down. */
    private static Life lifeOf(Member member, Life written) {
        Optional<ProgramState> state = member.state();
        if (state.isEmpty() || state.get().phase() instanceof Phase.Down) {
            return written == Life.DONE || written == Life.FAILED ? written : Life.IDLE;
        }
        if (state.get().phase() instanceof Phase.Delayed) {
            return Life.RETRYING;
        }
        if (!state.get().shouldBeUp() && !(state.get().phase() instanceof Phase.Finished)) {
            return Life.STOPPING;
        }
        return state.get().ready() || state.get().phase() instanceof Phase.Finished ? Life.READY : Life.STARTING;
    }

    private void resume(FleetHandoff handoff, IntFunction<Optional<Fd>> reports) throws ManagerFailure, PosixException {
        isTurning = true;
        List<String> names = new ArrayList<>();
        List<Standing> found = new ArrayList<>();
        for (FleetHandoff.Kept kept : handoff.members()) {
            Optional<Member> member = member(kept.name());
            if (member.isPresent()) {
                member.get().remember(kept.restarts(), kept.lastEnd());
                member.get().useArguments(kept.arguments());
                if (kept.snapshot().isPresent()) {
                    member.get().resume(kept.snapshot().get(), kept.execReport().isPresent()
                            ? reports.apply(kept.execReport().getAsInt()) : Optional.empty());
                }
                names.add(kept.name());
                found.add(kept.standing());
            }
        }
        isTurning = false;
        goOn(names, found);
    }

    private void goOn(List<String> names, List<Standing> found) {
        fleet = Fleet.resumed(fleet.roster(), updates.inForce().hangsAround(), names, found);
        standings.writeAll(fleet);
        facts.addFirst(new FleetEvent.Resume());
        takeAll();
    }

    // Orders of clients.

    /** Takes an order; the client hears of each program that it names or moves. */
    void order(FleetOrders.Kind kind, FleetEvent event, List<String> named, Feed feed) {
        orders.add(kind, feed);
        for (String name : named) {
            orders.expect(name);
        }
        give(event);
        orders.settle();
    }

    /** What it means to stop without a name: the manager ends, unless it hangs around. */
    FleetEvent stopOfAll() {
        return updates.inForce().hangsAround()
                ? new FleetEvent.Stop(fleet.roster().names()) : new FleetEvent.Shutdown(0, "a stop of all");
    }

    FleetUpdates updates() {
        return updates;
    }

    /** Has another configuration followed. */
    void update(FleetLaunch wanted, UpdatePlan plan, boolean rollback, Feed feed) {
        updates.begin(wanted);
        orders.add(FleetOrders.Kind.UPDATE, feed);
        for (String name : fleet.roster().names()) {
            orders.note(name);
        }
        give(new FleetEvent.Update(plan, rollback));
    }

    /** Gives the fleet an event. */
    void give(FleetEvent event) {
        facts.add(event);
        takeAll();
    }

    private void takeAll() {
        if (isTurning) {
            return;
        }
        isTurning = true;
        try {
            while (!facts.isEmpty() && exitStatus.isEmpty()) {
                take(facts.remove());
            }
        } finally {
            isTurning = false;
        }
        work.begin();
    }

    private void take(FleetEvent event) {
        idleness.end();
        crew.change();
        FleetStep step = Fleet.step(fleet, event);
        Fleet before = fleet;
        fleet = step.fleet();
        if (!step.changed().isEmpty() && before.roster() == fleet.roster()) {
            standings.write(step.changed(), fleet);
        }
        if (isOrder(event) && !orders.areNone()) {
            for (String name : step.changed()) {
                if (fleet.roster().has(name) && fleet.standing(name).open()) {
                    orders.expect(name);
                }
            }
        }
        for (Command command : step.commands()) {
            perform(command);
        }
    }

    private static boolean isOrder(FleetEvent event) {
        return event instanceof FleetEvent.Start || event instanceof FleetEvent.Stop || event instanceof FleetEvent.Restart
                || event instanceof FleetEvent.Shutdown;
    }

    private void perform(Command command) {
        switch (command) {
            case Command.Start _, Command.Stop _, Command.Restart _ -> work.add(command);
            case Command.Relay _ -> throw new IllegalStateException("a fleet of many relays nothing");
            case Command.Report(String name, Command.Outcome outcome) -> {
                clocks.settled(name);
                orders.report(name, outcome);
            }
            case Command.Switch() -> switchOver();
            case Command.Updated(Command.Result result) -> orders.updated(result, updates.end(result));
            case Command.Exit(int status) -> exitStatus = OptionalInt.of(status);
        }
    }

    /** Has a machine do something. */
    private void prepare(Command command) {
        if (command instanceof Command.Start(String name, Cause _)) {
            crew.get(name).prepare();
        }
    }

    private void carryOut(Command command) {
        switch (command) {
            case Command.Start(String name, Cause cause) -> {
                say(name, "started", cause);
                watchStart(crew.get(name));
                crew.get(name).start();
            }
            case Command.Stop(String name, Cause cause) -> {
                say(name, "stopped", cause);
                crew.get(name).stop();
            }
            case Command.Restart(String name, Cause cause) -> {
                say(name, "restarted", cause);
                watchStart(crew.get(name));
                crew.get(name).restart();
            }
            case Command.Relay _, Command.Report _, Command.Switch _, Command.Updated _, Command.Exit _ ->
                    throw new IllegalStateException("not for a machine");
        }
    }

    private void watchStart(Member member) {
        if (updates.isUnderWay() || orders.waitFor(member.name())) {
            clocks.started(member);
        }
    }

    /** It goes on coming up, but nobody waits any more. */
    private void isLate(Member member) {
        String reason = "Program took too long to start";
        updates.failed(member.name(), reason);
        orders.late(member.name(), reason);
        give(new FleetEvent.Overdue(member.name()));
    }

    private void say(String name, String what, Cause cause) {
        log.log(Level.INFO, name + ": is " + what + ": " + cause.text());
    }

    /** The other configuration is in force. */
    private void switchOver() {
        updates.change();
        crew.enroll(updates.inForce(), this);
        try {
            files.write(updates.inForce().launch());
        } catch (PosixException e) {
            log.log(Level.ERROR, e.getMessage() + "; should the daemon manager be killed, its successor would follow the former "
                    + "configuration");
        }
        standings.writeAll(fleet);
    }

    /** What clients are told of members. */
    private final class OfCrew implements FleetOrders.Members {
        @Override
        public int process(String name) {
            return crew.find(name).map(Member::process).orElse(0);
        }

        @Override
        public boolean runs(String name) {
            return fleet.roster().has(name) && fleet.standing(name).life().active();
        }

        @Override
        public List<String> survivors(String name) {
            return crew.find(name).flatMap(Member::hands).map(hands -> hands.program().survivors()).orElse(List.of());
        }

        @Override
        public List<String> waitsFor(String name) {
            return fleet.roster().has(name) ? fleet.waitsFor(name) : List.of();
        }
    }

    // What happens to the programs.

    @Override
    public void happened(FleetEvent fact) {
        if (fact instanceof FleetEvent.GivenUp(String name, String reason, var _)) {
            updates.failed(name, reason);
            log.log(Level.ERROR, name + ": is given up: " + reason);
        }
        give(fact);
    }

    @Override
    public void moved(Member member, int before, int after) {
        crew.moved(member, before, after);
    }

    @Override
    public void touched(Member member) {
        crew.touch(member);
    }

    @Override
    public MemberHands open(Member member, Optional<Pid> process) throws ManagerFailure, PosixException {
        return crew.open(member, process);
    }

    /** A manager that has been started and is asked for nothing would stay for nothing. */
    private final class Idleness extends Source {
        Idleness() {
            super(common.loop(), Priority.DEADLINE);
        }

        void begin() {
            dueAt(common.loop().now() + FIRST_ORDER_NANOS);
        }

        void end() {
            due(OptionalLong.empty());
        }

        @Override
        protected boolean step(long now) {
            if (!updates.inForce().hangsAround()) {
                exitStatus = OptionalInt.of(0);
            }
            return false;
        }
    }

    // The manager's side.

    @Override
    public Requests requests() {
        return requests;
    }

    @Override
    public void shutdown(String signalName) {
        log.log(Level.CRITICAL, "daemon manager killed by " + signalName);
        boolean isInOrder = isForeground && (signalName.equals("SIGINT") || signalName.equals("SIGTERM"));
        give(new FleetEvent.Shutdown(isInOrder ? 0 : 1, signalName));
    }

    @Override
    public boolean isProgram(Pid child) {
        Optional<SupervisedProgram> owner = crew.owner(child);
        return owner.isPresent() && owner.get().is(child);
    }

    @Override
    public void reaped(Reaping.Ended child, boolean othersLive) throws PosixException {
        Optional<SupervisedProgram> owner = crew.owner(child.pid());
        if (owner.isPresent()) {
            owner.get().reaped(child, true);
        }
    }

    @Override
    public boolean reapedTest(Reaping.Ended child) {
        Optional<SupervisedProgram> owner = crew.owner(child.pid());
        return owner.isPresent() && owner.get().reapedTest(child);
    }

    @Override
    public OptionalInt exitStatus() {
        return exitStatus;
    }

    @Override
    public boolean tookNoDescriptor() {
        return crew.tookNoDescriptor();
    }

    @Override
    public boolean hasChanged() {
        return crew.hasChanged();
    }

    @Override
    public void refresh() {
        crew.refresh();
    }

    @Override
    public void forgetTurn() {
        // Each member's is forgotten when it is touched or asked.
    }

    @Override
    public boolean outlives() {
        return crew.outlives();
    }

    @Override
    public void drain(long now) throws PosixException {
        work.finish();
        crew.drain(now);
    }

    @Override
    public byte[] handoff(String socket) {
        List<FleetHandoff.Kept> kept = new ArrayList<>();
        for (Member member : crew.all()) {
            kept.add(FleetHandoff.Kept.of(member, fleet.standing(member.name())));
        }
        return new FleetHandoff(updates.inForce().launch(), socket, !isForeground, kept).encode();
    }

    @Override
    public List<Successor.Kept> kept() {
        return crew.reports();
    }

    @Override
    public void abandon() {
        crew.abandon();
    }

    @Override
    public void abandonTests() {
        crew.abandonTests();
    }

    @Override
    public void forget() {
        crew.forget();
        files.remove();
    }

    @Override
    public Optional<ReplyText> lastWords() {
        return Optional.empty();
    }

    @Override
    public Optional<String> failure() {
        return Optional.empty();
    }

    @Override
    public void close() {
        orders.end();
        work.close();
        idleness.close();
        clocks.close();
        crew.close();
        standings.close();
    }

    /** Gives one program an order in its own name; what a machine would answer to it. */
    Optional<Reply> orderOne(Member member, Event.Request request) {
        Optional<Reply> reply = member.state().isPresent()
                ? Optional.of(Machine.answer(member.state().get(), request)) : Optional.empty();
        List<String> names = List.of(member.name());
        switch (request) {
            case Event.StartRequested() -> give(new FleetEvent.Start(names));
            case Event.StopRequested(), Event.ExitRequested() -> give(new FleetEvent.Stop(names));
            case Event.RestartRequested() -> give(new FleetEvent.Restart(names, false));
        }
        return reply.isPresent() ? reply : Optional.of(request instanceof Event.StopRequested
                ? Reply.ALREADY_STOPPED : Reply.STARTED);
    }
}
