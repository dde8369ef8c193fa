package zdaemon.manager;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
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
import zdaemon.core.fleet.Program.Described;
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
import zdaemon.spec.FleetLaunch;
import zdaemon.spec.FleetLaunch.RunnerSpec;
import zdaemon.spec.Option;
import zdaemon.spec.ProgramSpec;

/**
 * Many programs: what the {@link Fleet} decides, given to their machines, and what happens to them, told to the fleet. An
 * event is taken at a time: what the machines answer at once are further events, which wait for their turn.
 */
final class ManyPrograms implements Charge, Member.Owner {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    /** So long at a time machines are given orders, before others have their turn. */
    private static final long SLICE_NANOS = 20_000_000L;
    /** A manager that nobody has asked for anything ends after so long. */
    private static final long FIRST_ORDER_NANOS = 10 * NANOS_PER_SECOND;

    private final MemberHands.Common common;
    private final FleetFiles files;
    private final Standings standings;
    private final Messages log;
    private final FleetBeginning beginning;
    private final boolean isForeground;
    private final FleetRequests requests;
    private final FleetOrders orders;
    private final Idleness idleness;
    private final Work work;

    private FleetLaunch mandate;
    private Optional<FleetLaunch> other = Optional.empty();
    private Fleet fleet;
    private Map<String, Member> members = new LinkedHashMap<>();
    private final Map<Integer, Member> byProcess = new HashMap<>();
    private final ArrayDeque<FleetEvent> facts = new ArrayDeque<>();
    private final ArrayDeque<Member> touched = new ArrayDeque<>();
    private final Map<Member, Overdue> overdue = new HashMap<>();
    private final Map<String, String> failures = new HashMap<>();
    private boolean isTurning;
    private boolean isChanged;
    private boolean lacksDescriptors;
    private OptionalInt exitStatus = OptionalInt.empty();

    ManyPrograms(MemberHands.Common common, FleetFiles files, FleetLaunch mandate, FleetBeginning beginning,
            boolean isForeground, Upgrades upgrades, Messages log) {
        this.common = common;
        this.files = files;
        this.mandate = mandate;
        this.beginning = beginning;
        this.isForeground = isForeground;
        this.log = log;
        standings = new Standings(files.standings(), log);
        fleet = Fleet.of(Roster.of(programs(mandate)), hangsAround(mandate));
        orders = new FleetOrders(name -> member(name).map(Member::process).orElse(0));
        requests = new FleetRequests(this, common.log(), upgrades);
        idleness = new Idleness();
        work = new Work();
        enroll();
    }

    private static boolean hangsAround(FleetLaunch launch) {
        return launch.manager().flag(Option.HANG_AROUND);
    }

    static List<Program> programs(FleetLaunch launch) {
        List<Program> programs = new ArrayList<>();
        for (RunnerSpec runner : launch.runners()) {
            programs.add(new Program(runner.name(), runner.instances(), runner.fleet().words(Option.NEEDS),
                    runner.fleet().words(Option.AFTER), runner.fleet().flag(Option.ONESHOT),
                    runner.fleet().flag(Option.AUTOSTART), runner.fleet().flag(Option.ESSENTIAL)));
        }
        return programs;
    }

    private static List<Described> described(FleetLaunch launch) {
        List<Program> programs = programs(launch);
        List<Described> all = new ArrayList<>();
        for (int i = 0; i < programs.size(); i++) {
            all.add(new Described(programs.get(i), launch.runners().get(i).described()));
        }
        return all;
    }

    /** The members of the mandate; those that were there before stay, with what is configured now. */
    private void enroll() {
        Map<String, Member> before = members;
        members = new LinkedHashMap<>();
        for (RunnerSpec runner : mandate.runners()) {
            boolean isOneshot = runner.fleet().flag(Option.ONESHOT);
            for (int i = 0; i < runner.members().size(); i++) {
                String name = runner.instances().isPresent() ? runner.name() + "." + (i + 1) : runner.name();
                ProgramSpec spec = runner.members().get(i);
                Member known = before.remove(Program.key(name));
                if (known == null) {
                    known = new Member(name, spec, isOneshot, this);
                } else {
                    known.follow(spec, isOneshot, needsAnew(known.configured(), spec) || known.isOneshot() != isOneshot);
                }
                members.put(Program.key(name), known);
            }
        }
        for (Member gone : before.values()) {
            gone.close();
            common.census().forget(gone.name());
        }
    }

    private static boolean needsAnew(ProgramSpec before, ProgramSpec after) {
        if (!before.environment().equals(after.environment())) {
            return true;
        }
        for (Option option : Option.values()) {
            if (option.needsNewProcess() && differs(option, before, after)) {
                return true;
            }
        }
        return false;
    }

    private static boolean differs(Option option, ProgramSpec one, ProgramSpec two) {
        return switch (option.kind()) {
            case COMMAND -> !one.words(option).equals(two.words(option));
            case OCTAL -> one.number(option) != two.number(option);
            case FLAG -> one.flag(option) != two.flag(option);
            default -> !one.find(option).equals(two.find(option));
        };
    }

    Optional<Member> member(String name) {
        return Optional.ofNullable(members.get(Program.key(name)));
    }

    List<Member> all() {
        return List.copyOf(members.values());
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
        List<String> names = new ArrayList<>();
        List<Standing> found = new ArrayList<>();
        for (Member member : members.values()) {
            Standings.Kept known = kept.getOrDefault(Program.key(member.name()),
                    new Standings.Kept(Life.IDLE, member.process() != 0, false, ""));
            names.add(member.name());
            found.add(known.standing(lifeOf(member, known.life())));
        }
        goOn(names, found);
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
        fleet = Fleet.resumed(fleet.roster(), hangsAround(mandate), names, found);
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
        return hangsAround(mandate) ? new FleetEvent.Stop(fleet.roster().names()) : new FleetEvent.Shutdown(0, "a stop of all");
    }

    /**
     * What has to be done so that all is as another configuration says.
     *
     * @return empty while another update is under way
     * @throws ManagerFailure when a running manager cannot follow it
     */
    Optional<UpdatePlan> plan(FleetLaunch wanted) throws ManagerFailure {
        if (!wanted.manager().equals(mandate.manager()) || !wanted.process().equals(mandate.process())) {
            throw new ManagerFailure(1, "the <manager> or <eventlog> section has changed, which is in force only after a stop and a start");
        }
        if (other.isPresent()) {
            return Optional.empty();
        }
        return Optional.of(UpdatePlan.between(described(mandate), described(wanted),
                key -> Option.ofKey(key).map(Option::needsNewProcess).orElse(true)));
    }

    void update(FleetLaunch wanted, UpdatePlan plan, boolean rollback, Feed feed) {
        other = Optional.of(new FleetLaunch(wanted.manager(), wanted.process(), wanted.runners(), mandate.environment()));
        orders.add(FleetOrders.Kind.UPDATE, feed);
        for (String name : fleet.roster().names()) {
            orders.note(name);
        }
        give(new FleetEvent.Update(plan, rollback));
    }

    boolean isUpdating() {
        return other.isPresent();
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
        isChanged = true;
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
                quiet(name);
                orders.report(name, outcome);
            }
            case Command.Switch() -> switchOver();
            case Command.Updated(Command.Result result) -> {
                String why = switch (result) {
                    case Command.Result.Undone(String name) -> lastFailure(name);
                    case Command.Result.Failed(String name) -> lastFailure(name);
                    case Command.Result.Applied(), Command.Result.Refused() -> "";
                };
                if (!(result instanceof Command.Result.Refused)) {
                    other = Optional.empty();
                }
                orders.updated(result, why);
            }
            case Command.Exit(int status) -> exitStatus = OptionalInt.of(status);
        }
    }

    /** Has a machine do something. */
    private void carryOut(Command command) {
        switch (command) {
            case Command.Start(String name, Cause cause) -> {
                say(name, "started", cause);
                Member member = members.get(Program.key(name));
                watchFor(member);
                member.start();
            }
            case Command.Stop(String name, Cause cause) -> {
                say(name, "stopped", cause);
                members.get(Program.key(name)).stop();
            }
            case Command.Restart(String name, Cause cause) -> {
                say(name, "restarted", cause);
                Member member = members.get(Program.key(name));
                watchFor(member);
                member.restart();
            }
            case Command.Relay _, Command.Report _, Command.Switch _, Command.Updated _, Command.Exit _ ->
                    throw new IllegalStateException("not for a machine");
        }
    }

    /**
     * What machines have been told to do, in its order, over as many turns as it takes: a thousand programs to be started keep
     * neither a client waiting nor one that has crashed.
     */
    private final class Work extends Source {
        private final ArrayDeque<Command> waiting = new ArrayDeque<>();
        private boolean isBusy;

        Work() {
            super(common.loop(), Priority.DEADLINE);
        }

        void add(Command command) {
            waiting.add(command);
        }

        /** The first of it is done at once: a single order need not wait for another turn. */
        void begin() {
            if (!isBusy && !waiting.isEmpty()) {
                isBusy = true;
                until(common.loop().now() + SLICE_NANOS);
                isBusy = false;
                if (!waiting.isEmpty()) {
                    wake();
                }
            }
        }

        /** Does some of it, until a moment. */
        private void until(long moment) {
            do {
                Command command = waiting.poll();
                if (command == null) {
                    return;
                }
                carryOut(command);
            } while (common.loop().now() - moment < 0);
        }

        /** Does all of it: there will be no other turn. */
        void finish() {
            while (!waiting.isEmpty()) {
                carryOut(waiting.remove());
            }
        }

        @Override
        protected boolean step(long now) {
            begin();
            return false;
        }
    }

    private String lastFailure(String name) {
        return failures.getOrDefault(Program.key(name), "it did not come up");
    }

    private void say(String name, String what, Cause cause) {
        log.log(Level.INFO, name + ": is " + what + ": " + cause.text());
    }

    /** The other configuration is in force; that may be the former one again. */
    private void switchOver() {
        FleetLaunch before = mandate;
        mandate = other.orElseThrow();
        other = Optional.of(before);
        enroll();
        try {
            files.write(mandate);
        } catch (PosixException e) {
            log.log(Level.ERROR, e.getMessage() + "; should the daemon manager be killed, its successor would follow the former "
                    + "configuration");
        }
        standings.writeAll(fleet);
    }

    // What happens to the programs.

    @Override
    public void happened(FleetEvent fact) {
        if (fact instanceof FleetEvent.GivenUp(String name, String reason, var _)) {
            failures.put(Program.key(name), reason);
            log.log(Level.ERROR, name + ": is given up: " + reason);
        }
        give(fact);
    }

    @Override
    public void moved(Member member, int before, int after) {
        if (before != 0) {
            byProcess.remove(before, member);
        }
        if (after != 0) {
            byProcess.put(after, member);
        }
    }

    @Override
    public void touched(Member member) {
        touched.add(member);
        isChanged = true;
    }

    @Override
    public MemberHands open(Member member, Optional<Pid> process) throws ManagerFailure, PosixException {
        touched.add(member);
        return new MemberHands(common, member, process);
    }

    /** An update minds when a program takes longer than its start-timeout. */
    private void watchFor(Member member) {
        if (other.isPresent()) {
            quiet(member.name());
            overdue.put(member, new Overdue(member));
        }
    }

    private void quiet(String name) {
        Optional<Member> member = member(name);
        if (member.isPresent() && overdue.containsKey(member.get())) {
            overdue.remove(member.get()).close();
        }
    }

    private final class Overdue extends Source {
        private final Member member;

        Overdue(Member member) {
            super(common.loop(), Priority.DEADLINE);
            this.member = member;
            dueAt(common.loop().now() + member.spec().number(Option.START_TIMEOUT) * NANOS_PER_SECOND);
        }

        @Override
        protected boolean step(long now) {
            failures.put(Program.key(member.name()), "it did not come up within its start-timeout of "
                    + member.spec().number(Option.START_TIMEOUT) + " seconds");
            overdue.remove(member);
            close();
            give(new FleetEvent.Overdue(member.name()));
            return false;
        }
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
            if (!hangsAround(mandate)) {
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
        Member member = byProcess.get(child.value());
        return member != null && member.hands().orElseThrow().program().is(child);
    }

    @Override
    public void reaped(Reaping.Ended child, boolean othersLive) throws PosixException {
        Member member = byProcess.get(child.pid().value());
        if (member != null) {
            member.hands().orElseThrow().program().reaped(child, true);
        }
    }

    @Override
    public boolean reapedTest(Reaping.Ended child) {
        Member member = byProcess.get(child.pid().value());
        return member != null && member.hands().orElseThrow().program().reapedTest(child);
    }

    @Override
    public OptionalInt exitStatus() {
        return exitStatus;
    }

    @Override
    public boolean tookNoDescriptor() {
        boolean lacked = lacksDescriptors;
        lacksDescriptors = false;
        return lacked;
    }

    @Override
    public boolean hasChanged() {
        boolean changed = isChanged;
        isChanged = false;
        return changed;
    }

    @Override
    public void refresh() {
        for (Member member = touched.poll(); member != null; member = touched.poll()) {
            if (member.hands().isPresent()) {
                lacksDescriptors |= member.hands().get().program().tookNoDescriptor();
                member.hands().get().refresh();
                member.hands().get().status().forgetTurn();
            }
        }
    }

    @Override
    public void forgetTurn() {
        // Each member's is forgotten when it is touched or asked.
    }

    @Override
    public boolean outlives() {
        for (Member member : members.values()) {
            if (member.hands().isPresent() && !member.hands().get().transcript().outlives()) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void drain(long now) throws PosixException {
        work.finish();
        for (Member member : members.values()) {
            if (member.hands().isPresent()) {
                member.hands().get().transcript().drain(now);
            }
        }
    }

    @Override
    public byte[] handoff(String socket) {
        List<FleetHandoff.Kept> kept = new ArrayList<>();
        for (Member member : members.values()) {
            Optional<MemberHands> hands = member.hands();
            Optional<Fd> report = hands.isPresent() ? hands.get().program().execReport() : Optional.empty();
            kept.add(new FleetHandoff.Kept(member.name(), fleet.standing(member.name()),
                    hands.map(each -> each.program().snapshot()),
                    report.isPresent() ? OptionalInt.of(report.get().number()) : OptionalInt.empty(), member.arguments(),
                    member.restarts(), member.lastEnd()));
        }
        return new FleetHandoff(mandate, socket, !isForeground, kept).encode();
    }

    @Override
    public List<Successor.Kept> kept() {
        List<Successor.Kept> kept = new ArrayList<>();
        for (Member member : members.values()) {
            Optional<Fd> report = member.hands().isPresent() ? member.hands().get().program().execReport() : Optional.empty();
            if (report.isPresent()) {
                kept.add(new Successor.Kept(ManagerMain.EXEC_REPORT, report.get().number()));
            }
        }
        return kept;
    }

    @Override
    public void abandon() {
        for (Member member : members.values()) {
            if (member.hands().isPresent()) {
                member.hands().get().program().abandon();
            }
        }
    }

    @Override
    public void abandonTests() {
        for (Member member : members.values()) {
            if (member.hands().isPresent()) {
                member.hands().get().program().abandonTest();
            }
        }
    }

    @Override
    public void forget() {
        for (Member member : members.values()) {
            if (member.hands().isPresent()) {
                member.hands().get().forget();
            }
        }
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
        for (Overdue each : overdue.values()) {
            each.close();
        }
        for (Member member : members.values()) {
            if (member.hands().isPresent()) {
                member.hands().get().close();
            }
        }
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
