package zdaemon.core.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import zdaemon.Behaviour;
import zdaemon.Paragraph;
import zdaemon.core.fleet.Fleet.FleetStep;
import zdaemon.core.fleet.Program.Described;
import zdaemon.core.fleet.Standing.Life;

/** An update: its plan, what it does, and the way back (programs §2). */
class UpdateTest {

    @Behaviour(Paragraph.UPDATE)
    @Test
    void thePlanIsPrintedAsThePageSays() {
        List<Described> old = List.of(
                described(Program.named("db"), "program", "db"),
                described(instances("web", 3, List.of()), "program", "a", "environment", "X=1", "directory", "/"),
                described(instances("job", 2, List.of()), "backoff-limit", "3"),
                described(Program.named("old")));
        List<Described> wanted = List.of(
                described(Program.named("db"), "program", "db"),
                described(instances("web", 2, List.of()), "program", "b", "environment", "X=2", "directory", "/"),
                described(instances("job", 2, List.of()), "backoff-limit", "4"),
                described(Program.named("new")));
        UpdatePlan plan = UpdatePlan.between(old, wanted, key -> !key.equals("backoff-limit"));
        assertEquals(List.of(
                "+ new",
                "- web.3 (stopped)",
                "- old (stopped)",
                "! web.1: program, environment changed: restart",
                "! web.2: program, environment changed: restart",
                "~ job.1: backoff-limit changed: no restart",
                "~ job.2: backoff-limit changed: no restart",
                "= 1 unchanged"), plan.lines());
        assertEquals(List.of("old", "web.3", "web.2", "web.1"), plan.stops());
        assertEquals(List.of("web.1", "web.2", "new"), plan.starts());
        assertEquals(List.of("= 1 unchanged"), UpdatePlan.between(old.subList(0, 1), old.subList(0, 1), _ -> true).lines());
    }

    @Test
    void whatNeedsARestartedProgramIsRestartedWithIt() {
        List<Program> programs = List.of(Program.named("db"), instances("web", 1, List.of("DB")), Program.named("x"));
        UpdatePlan plan = UpdatePlan.between(
                programs.stream().map(p -> described(p, "program", "a")).toList(),
                programs.stream().map(p -> described(p, "program", p.name().equals("db") ? "b" : "a")).toList(), _ -> true);
        assertEquals(List.of("! db: program changed: restart", "! web.1: needs db: restart", "= 1 unchanged"), plan.lines());
        assertEquals(List.of("web.1", "db"), plan.stops());
        assertEquals(List.of("db", "web.1"), plan.starts());
    }

    @Test
    void dependenciesAndTheirLikeChangeWithoutARestart() {
        Program before = Program.named("web");
        Program after = new Program("Web", OptionalInt.empty(), List.of("db"), List.of("db"), false, false, true);
        Described db = described(Program.named("db"));
        UpdatePlan plan = UpdatePlan.between(List.of(db, described(before)), List.of(db, described(after)), _ -> true);
        assertEquals(List.of("~ Web: needs, after, autostart, essential changed: no restart", "= 1 unchanged"),
                plan.lines());
    }

    /** A daemon that is to be a oneshot, or the other way round, cannot go on as it is. */
    @Test
    void aOneshotIsAnotherKindOfProgram() {
        Program before = Program.named("a");
        Program after = new Program("a", OptionalInt.empty(), List.of(), List.of(), true, true, false);
        assertEquals(List.of("! a: oneshot changed: restart", "= 0 unchanged"),
                UpdatePlan.between(List.of(described(before)), List.of(described(after)), _ -> false).lines());
    }

    @Behaviour(Paragraph.UPDATE)
    @Property(tries = 500)
    void anUpdateWithoutAChangeTouchesNothing(@ForAll Random random) {
        List<Described> same = Graphs.described(random, Graphs.lasting(random, 6));
        FleetWorld world = lived(random, same);
        Assume.that(!world.fleet.isEnding());
        UpdatePlan plan = UpdatePlan.between(same, same, _ -> true);
        assertTrue(plan.changes().isEmpty());
        FleetStep step = Fleet.step(world.fleet, new FleetEvent.Update(plan, true));
        assertEquals(List.of(new Command.Updated(new Command.Result.Applied())), step.commands());
        assertEquals(List.of(), step.changed());
        assertEquals(standings(world.fleet), standings(step.fleet()));
    }

    @Property(tries = 1000)
    void anUpdateDoesWhatThePlanSaysAndNothingElse(@ForAll Random random) {
        List<Described> old = Graphs.described(random, Graphs.lasting(random, 6));
        List<Described> wanted = Graphs.changed(random, old);
        FleetWorld world = lived(random, old);
        Assume.that(!world.fleet.isEnding());
        world.calmDown(possible -> random.nextInt(possible.size()), _ -> false);
        Map<String, Standing> before = standings(world.fleet);
        UpdatePlan plan = plan(old, wanted);
        List<String> touched = watch(world, plan, random, name -> false);
        assertEquals(List.of(new Command.Result.Applied()), world.results, world::toString);
        assertEquals(plan.to().names(), world.fleet.roster().names());
        List<String> mayMove = new ArrayList<>(plan.starts());
        mayMove.addAll(plan.stops());
        // What is started may need what nobody wanted until now.
        mayMove.addAll(before.keySet().stream().filter(name -> !before.get(name).wanted()).toList());
        assertTrue(mayMove.containsAll(touched), () -> plan.lines() + "\n" + touched + world);
        for (String name : plan.starts()) {
            boolean up = before.containsKey(name) ? before.get(name).wanted() : Selection.started(plan.to()).members().contains(name);
            Life life = world.fleet.standing(name).life();
            assertTrue(!up || life == Life.READY || life == Life.DONE, () -> name + world);
        }
    }

    @Behaviour(Paragraph.ROLLBACK)
    @Property(tries = 1500)
    void aRollbackEndsWhereItBegan(@ForAll Random random) {
        List<Described> old = Graphs.described(random, Graphs.lasting(random, 6));
        List<Described> wanted = Graphs.changed(random, old);
        FleetWorld world = lived(random, old);
        Assume.that(!world.fleet.isEnding());
        world.calmDown(possible -> random.nextInt(possible.size()), _ -> false);
        Map<String, Standing> before = standings(world.fleet);
        UpdatePlan plan = plan(old, wanted);
        List<String> doomed = plan.starts().stream().filter(_ -> random.nextInt(2) == 0).toList();
        watch(world, plan, random, name -> doomed.contains(name) && world.fleet.roster() == plan.to());
        if (world.results.equals(List.of(new Command.Result.Applied()))) {
            return;
        }
        assertEquals(1, world.results.size(), world::toString);
        assertTrue(world.results.getFirst() instanceof Command.Result.Undone(String name) && plan.to().has(name),
                world::toString);
        assertEquals(plan.from().names(), world.fleet.roster().names(), world::toString);
        Map<String, Standing> after = standings(world.fleet);
        for (String name : before.keySet()) {
            assertEquals(before.get(name).life(), after.get(name).life(), () -> name + " was " + before.get(name) + world);
            assertEquals(before.get(name).wanted(), after.get(name).wanted(), world::toString);
        }
    }

    @Property(tries = 5000)
    void requestsAndFailuresInTheMiddleKeepTheLaws(@ForAll Random random) {
        List<Described> old = Graphs.described(random, Graphs.sound(random, 6));
        List<Described> wanted = Graphs.changed(random, old);
        FleetWorld world = lived(random, old);
        Assume.that(!world.fleet.isEnding());
        if (!world.over) {
            world.feed(new FleetEvent.Update(plan(old, wanted), random.nextBoolean()));
        }
        for (int i = 0; i < 30 && !world.over; i++) {
            FleetPropertiesTest.live(world, random, true);
        }
        FleetPropertiesTest.calm(world, random);
        assertTrue(world.results.size() <= 1, world::toString);
    }

    @Behaviour(Paragraph.ROLLBACK)
    @Property(tries = 300)
    void withoutRollbackWhatFailedStaysAndIsNamed(@ForAll Random random) {
        List<Described> old = Graphs.described(random, Graphs.lasting(random, 5));
        List<Described> wanted = Graphs.changed(random, old);
        FleetWorld world = lived(random, old);
        Assume.that(!world.fleet.isEnding());
        world.calmDown(possible -> random.nextInt(possible.size()), _ -> false);
        UpdatePlan plan = plan(old, wanted);
        world.feed(new FleetEvent.Update(plan, false));
        world.calmDown(possible -> random.nextInt(possible.size()),
                name -> plan.starts().contains(name) && world.fleet.roster() == plan.to());
        assertEquals(1, world.results.size(), world::toString);
        assertEquals(plan.to().names(), world.fleet.roster().names());
        boolean failed = world.results.getFirst() instanceof Command.Result.Failed;
        assertEquals(failed, world.results.getFirst() instanceof Command.Result.Failed(String name)
                && world.fleet.standing(name).life() != Life.READY, world::toString);
    }

    @Test
    void oneUpdateAtATimeAndNoneAtTheEnd() {
        List<Described> old = List.of(described(Program.named("a"), "program", "1"));
        List<Described> wanted = List.of(described(Program.named("a"), "program", "2"));
        FleetWorld world = FleetWorld.unaccompanied(Fleet.of(Roster.of(List.of(Program.named("a"))), true));
        world.feed(new FleetEvent.Start(List.of("a")));
        FleetEvent update = new FleetEvent.Update(UpdatePlan.between(old, wanted, _ -> true), true);
        world.feed(update);
        world.feed(update);
        assertEquals(List.of(new Command.Result.Refused()), world.results);
        assertTrue(world.fleet.isUpdating());
        world.feed(new FleetEvent.Shutdown(1, "SIGTERM"));
        assertEquals(2, world.results.size());
        assertFalse(world.fleet.isUpdating());
        world.feed(update);
        assertEquals(3, world.results.size());
        world.feed(new FleetEvent.Down("a"));
        assertTrue(world.over);
    }

    /** A stop in the middle of an update holds, with all that it stopped, when the update is undone. */
    @Test
    void whatWasStoppedInTheMiddleStaysDown() {
        List<Described> old = List.of(described(Program.named("db")), described(instances("web", 1, List.of("db"))),
                described(Program.named("x"), "program", "1"));
        List<Described> wanted = List.of(old.get(0), old.get(1), described(Program.named("x"), "program", "2"));
        FleetWorld world = FleetWorld.unaccompanied(Fleet.of(Roster.of(old.stream().map(Described::program).toList()), true));
        world.feed(new FleetEvent.Start(world.fleet.roster().names()));
        world.calmDown(_ -> 0, _ -> false);
        world.feed(new FleetEvent.Update(UpdatePlan.between(old, wanted, _ -> true), true));
        world.feed(new FleetEvent.Stop(List.of("db")));
        world.calmDown(_ -> 0, name -> name.equals("x") && !world.fleet.updating.map(Updating::undoing).orElse(true));
        assertEquals(List.of(new Command.Result.Undone("x")), world.results, world::toString);
        assertEquals(Life.IDLE, world.fleet.standing("db").life());
        assertEquals(Life.IDLE, world.fleet.standing("web.1").life());
        assertEquals(Life.READY, world.fleet.standing("x").life());
    }

    /** What takes too long counts as failed: it is stopped, and the old one comes back. */
    @Test
    void whatIsOverdueIsUndone() {
        List<Described> old = List.of(described(Program.named("a"), "program", "1"));
        List<Described> wanted = List.of(described(Program.named("a"), "program", "2"));
        FleetWorld world = FleetWorld.unaccompanied(Fleet.of(Roster.of(List.of(Program.named("a"))), true));
        world.feed(new FleetEvent.Start(List.of("a")));
        world.feed(new FleetEvent.Ready("a"));
        world.feed(new FleetEvent.Overdue("a"));
        assertEquals(List.of(), world.last);
        world.feed(new FleetEvent.Update(UpdatePlan.between(old, wanted, _ -> true), true));
        assertEquals(List.of(new Command.Stop("a", new Cause.Updated())), world.last);
        world.feed(new FleetEvent.Down("a"));
        assertEquals(List.of(new Command.Switch(), new Command.Start("a", new Cause.Updated())), world.last);
        world.feed(new FleetEvent.Overdue("a"));
        assertEquals(List.of(new Command.Stop("a", new Cause.RolledBack("a"))), world.last);
        world.feed(new FleetEvent.Down("a"));
        assertEquals(List.of(new Command.Switch(), new Command.Start("a", new Cause.RolledBack("a"))), world.last);
        world.feed(new FleetEvent.Ready("a"));
        assertEquals(List.of(new Command.Result.Undone("a")), world.results);
    }

    private static List<String> watch(FleetWorld world, UpdatePlan plan, Random random,
            java.util.function.Predicate<String> doomed) {
        List<String> touched = new ArrayList<>();
        world.observer = command -> {
            switch (command) {
                case Command.Start(String m, _) -> touched.add(m);
                case Command.Stop(String m, _) -> touched.add(m);
                case Command.Restart(String m, _) -> touched.add(m);
                default -> {}
            }
        };
        world.feed(new FleetEvent.Update(plan, true));
        world.calmDown(possible -> random.nextInt(possible.size()), doomed);
        return touched;
    }

    private static FleetWorld lived(Random random, List<Described> programs) {
        Roster roster = Roster.of(programs.stream().map(Described::program).toList());
        FleetWorld world = FleetWorld.unaccompanied(Fleet.of(roster, true));
        world.feed(new FleetEvent.Start(Graphs.members(random, roster.names())));
        for (int i = 0; i < 15 && !world.fleet.isEnding() && !world.over; i++) {
            FleetPropertiesTest.live(world, random, false);
        }
        return world;
    }

    private static UpdatePlan plan(List<Described> old, List<Described> wanted) {
        return UpdatePlan.between(old, wanted, key -> !key.equals("backoff-limit"));
    }

    private static Map<String, Standing> standings(Fleet fleet) {
        Map<String, Standing> standings = new TreeMap<>();
        fleet.roster().names().forEach(name -> standings.put(name, fleet.standing(name)));
        return standings;
    }

    private static Program instances(String name, int count, List<String> needs) {
        return new Program(name, OptionalInt.of(count), needs, List.of(), false, true, false);
    }

    private static Described described(Program program, String... values) {
        Map<String, String> map = new java.util.LinkedHashMap<>();
        for (int i = 0; i < values.length; i += 2) {
            map.put(values[i], values[i + 1]);
        }
        return new Described(program, map);
    }
}
