package zdaemon.core.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import zdaemon.core.fleet.Fleet.FleetStep;
import zdaemon.core.fleet.Standing.Life;

/** A fleet, its machines, and the laws that hold of every step. */
final class FleetWorld {
    Fleet fleet;
    final Machines machines;
    private final NaiveFleet naive;
    private final boolean lawful;
    private Told story = new Told(null, "");
    final Set<String> unheard = new HashSet<>();
    boolean over;
    final List<Command.Result> results = new ArrayList<>();
    private Roster roster;
    Consumer<Command> observer = _ -> {};
    List<Command> last = List.of();

    FleetWorld(Fleet fleet) {
        this(fleet, new Machines(), new NaiveFleet(fleet.roster(), fleet.hangAround), true);
    }

    /** What has happened, as a list that copies share. */
    private record Told(Told before, Object what) {}

    /** A world without the naive fleet beside it: for updates and rolling restarts. */
    static FleetWorld unaccompanied(Fleet fleet) {
        return new FleetWorld(fleet, new Machines(), null, true);
    }

    private FleetWorld(Fleet fleet, Machines machines, NaiveFleet naive, boolean lawful) {
        this.fleet = fleet;
        this.machines = machines;
        this.naive = naive;
        this.lawful = lawful;
    }

    FleetWorld copy() {
        FleetWorld copy = new FleetWorld(fleet, machines.copy(), naive == null ? null : naive.copy(), lawful);
        copy.unheard.addAll(unheard);
        copy.over = over;
        copy.story = story;
        return copy;
    }

    /** What tells this world from another one, for whatever comes next. */
    List<Object> key() {
        List<Object> key = new ArrayList<>();
        for (String name : fleet.roster().names()) {
            Standing standing = fleet.standing(name);
            key.add(standing.life());
            key.add((standing.wanted() ? 1 : 0) + (standing.leaves() ? 2 : 0) + (standing.open() ? 4 : 0)
                    + (standing.moved() ? 8 : 0) + standing.errand().ordinal() * 16);
            key.add(machines.of(name));
        }
        key.add(fleet.isEnding());
        key.add(over);
        return key;
    }

    void feed(FleetEvent event) {
        story = new Told(story, event);
        machines.happen(event);
        Fleet before = fleet;
        FleetStep step = Fleet.step(fleet, event);
        fleet = step.fleet();
        last = step.commands();
        wishes(event);
        int through = passedThrough(event, before);
        roster = before.roster();
        for (Command command : step.commands()) {
            story = new Told(story, command);
            assertFalse(over, () -> "after the end: " + this);
            obey(command, before, through-- > 0, event);
        }
        over |= step.commands().stream().anyMatch(Command.Exit.class::isInstance);
        if (naive != null) {
            List<String> expected = naive.on(event);
            assertEquals(expected, step.commands().stream().map(Machines::plain).toList(), this::toString);
            for (NaiveFleet.Who who : naive.all) {
                Standing standing = fleet.standing(who.name);
                assertEquals(who.life + " " + who.wanted + " " + who.leaves,
                        standing.life() + " " + standing.wanted() + " " + standing.leaves(), this::toString);
            }
        }
        changesAreNamed(before, step);
    }

    private void wishes(FleetEvent event) {
        switch (event) {
            case FleetEvent.Start(List<String> names) -> unheard.addAll(names);
            case FleetEvent.Stop(List<String> names) -> unheard.addAll(names);
            case FleetEvent.Restart(List<String> names, _) -> unheard.addAll(names);
            default -> {}
        }
    }

    /** How many of the first commands only hand a request on to machines that were told before. */
    private int passedThrough(FleetEvent event, Fleet before) {
        ToIntFunction<List<String>> count = names -> (int) names.stream().distinct().filter(name -> {
            Standing standing = before.standing(name);
            return event instanceof FleetEvent.Stop
                    ? standing.life() == Life.STOPPING
                    : standing.life().active() && standing.life() != Life.STOPPING && !standing.leaves();
        }).count();
        return switch (event) {
            case FleetEvent.Start(List<String> names) -> before.isEnding() ? 0 : count.applyAsInt(names);
            case FleetEvent.Stop(List<String> names) -> count.applyAsInt(names);
            default -> 0;
        };
    }

    private void obey(Command command, Fleet before, boolean through, FleetEvent event) {
        boolean rolling = (event instanceof FleetEvent.Restart restart && restart.rolling()) || before.rolling.isPresent();
        switch (command) {
            case Command.Start(String m, _) -> {
                assertTrue(through || !machines.runs(m), () -> m + " runs: " + this);
                assertTrue(through || needsAreReady(m), () -> m + " is started too early: " + this);
            }
            case Command.Stop(String m, _) -> assertTrue(through || nothingAbove(m), () -> m + " is stopped below: " + this);
            case Command.Restart(String m, _) -> {
                assertTrue(rolling || nothingAbove(m), () -> m + " is restarted below: " + this);
                assertTrue(needsAreReady(m), () -> m + " is restarted too early: " + this);
            }
            case Command.Report(String m, _) -> unheard.remove(m);
            case Command.Exit _ -> {
                assertFalse(machines.anything(), () -> "something runs: " + this);
                assertEquals(command, last.getLast(), this::toString);
            }
            case Command.Switch _ -> roster = fleet.roster();
            case Command.Updated(Command.Result result) -> results.add(result);
            case Command.Relay _ -> {}
        }
        observer.accept(command);
        machines.obey(command);
    }

    /** By what the machines say, and the fleet only about oneshots that are done. */
    private boolean needsAreReady(String member) {
        return roster.program(roster.findProgram(roster.programOf(member)).orElseThrow()).needs().stream()
                .allMatch(this::ready);
    }

    private boolean ready(String program) {
        Program spec = roster.program(roster.findProgram(program).orElseThrow());
        for (int i = 0; i < spec.count(); i++) {
            String m = spec.member(i);
            boolean is = spec.oneshot() ? done(m) : machines.of(m) == Machines.Real.UP;
            if (!is) {
                return false;
            }
        }
        return !spec.oneshot() || spec.needs().stream().allMatch(this::ready);
    }

    private boolean done(String member) {
        return fleet.roster().has(member) ? fleet.standing(member).life() == Life.DONE : machines.isDone(member);
    }

    private boolean nothingAbove(String member) {
        if (!roster.has(member)) {
            return true;
        }
        Set<String> above = new HashSet<>(Set.of(Program.key(roster.programOf(member))));
        for (boolean more = true; more; ) {
            more = false;
            for (int p = 0; p < roster.programs(); p++) {
                Program program = roster.program(p);
                if (program.needs().stream().map(Program::key).anyMatch(above::contains)) {
                    more |= above.add(Program.key(program.name()));
                }
            }
        }
        above.remove(Program.key(roster.programOf(member)));
        return roster.names().stream()
                .noneMatch(each -> above.contains(Program.key(roster.programOf(each))) && machines.runs(each)
                        && !excused(each));
    }

    /** Goes on running in an update, because by the new file it needs less than by the old one. */
    private boolean excused(String member) {
        return fleet.updating.isPresent() && !fleet.updating.get().parts(member);
    }

    private void changesAreNamed(Fleet before, FleetStep step) {
        if (before.roster() != fleet.roster()) {
            return;
        }
        for (String name : fleet.roster().names()) {
            boolean same = before.standing(name).equals(fleet.standing(name));
            assertTrue(same || step.changed().contains(name), () -> name + " has changed unseen: " + this);
        }
    }

    /** A fair kernel: everything that is under way comes to an end; whether up or down, the choice says. */
    void calmDown(ToIntFunction<List<FleetEvent>> choice, Predicate<String> doomed) {
        for (int turns = 0; ; turns++) {
            List<FleetEvent> next = new ArrayList<>();
            for (String name : fleet.roster().names()) {
                Machines.Real real = machines.of(name);
                if (real != Machines.Real.NONE && real != Machines.Real.UP) {
                    List<FleetEvent> possible = new ArrayList<>(machines.possible(name, oneshot(name)));
                    possible.removeIf(FleetEvent.Crashed.class::isInstance);
                    next.add(doomed.test(name) ? possible.getLast() : possible.getFirst());
                }
            }
            if (next.isEmpty()) {
                break;
            }
            feed(next.get(choice.applyAsInt(next)));
            assertTrue(turns < 10_000, () -> "no end: " + this);
        }
        assertEquals(Set.of(), unheard, () -> "no answer: " + this);
        for (String name : fleet.roster().names()) {
            Standing standing = fleet.standing(name);
            assertTrue(standing.settled(), () -> name + " is neither up nor refused: " + this);
            assertFalse(standing.open(), () -> name + " was not reported: " + this);
            assertTrue(fleet.waitsFor(name).isEmpty(), this::toString);
        }
        assertFalse(fleet.isUpdating(), this::toString);
        boolean ends = !machines.anything() && (!fleet.hangAround || fleet.isEnding());
        assertTrue(over == ends || story.before == null, () -> "the end: " + this);
    }

    boolean oneshot(String member) {
        Roster roster = fleet.roster();
        return roster.program(roster.findProgram(roster.programOf(member)).orElseThrow()).oneshot();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int p = 0; p < fleet.roster().programs(); p++) {
            text.append('\n').append(fleet.roster().program(p));
        }
        for (String name : fleet.roster().names()) {
            text.append('\n').append(name).append(' ').append(fleet.standing(name)).append(' ').append(machines.of(name));
        }
        List<String> lines = new ArrayList<>();
        for (Told told = story; told.before != null; told = told.before) {
            lines.addFirst((told.what instanceof Command ? "    " : "") + told.what);
        }
        return text + "\n" + String.join("\n", lines);
    }
}
