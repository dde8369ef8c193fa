package zdaemon.core.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Laws of all fleets, and the naive fleet beside them, in random lives. */
class FleetPropertiesTest {

    @Property(tries = 4000)
    void aFleetKeepsTheLawsAndDoesWhatTheNaiveOneDoes(@ForAll Random random) {
        FleetWorld world = new FleetWorld(Fleet.of(Roster.of(Graphs.sound(random, 7)), random.nextBoolean()));
        for (int i = 0; i < 60 && !world.over; i++) {
            live(world, random, false);
        }
        calm(world, random);
    }

    @Property(tries = 700)
    void rollingRestartsKeepTheLaws(@ForAll Random random) {
        FleetWorld world = FleetWorld.unaccompanied(Fleet.of(Roster.of(Graphs.sound(random, 6)), random.nextBoolean()));
        world.feed(new FleetEvent.Start(world.fleet.roster().names()));
        for (int i = 0; i < 60 && !world.over; i++) {
            live(world, random, true);
        }
        calm(world, random);
    }

    /** One at a time, in order, and whatever needs several instances notices nothing. */
    @Property(tries = 500)
    void aRollingRestartIsOneAtATime(@ForAll Random random) {
        FleetWorld world = FleetWorld.unaccompanied(Fleet.of(Roster.of(Graphs.sound(random, 6)), true));
        List<String> names = world.fleet.roster().names();
        world.feed(new FleetEvent.Start(names));
        world.calmDown(possible -> random.nextInt(possible.size()), _ -> false);
        List<String> many = new ArrayList<>(names);
        many.removeIf(name -> world.oneshot(name) || world.fleet.roster().count(
                world.fleet.roster().programNumber(world.fleet.roster().number(name))) == 1);
        if (many.isEmpty()) {
            return;
        }
        List<String> restarted = new ArrayList<>();
        world.observer = command -> {
            switch (command) {
                case Command.Restart(String m, _) -> restarted.add(m);
                case Command.Start(String m, _) -> fail(m + " is started: " + world);
                case Command.Stop(String m, _) -> fail(m + " is stopped: " + world);
                default -> {}
            }
        };
        world.feed(new FleetEvent.Restart(many, true));
        for (int i = 0; i < 1000; i++) {
            List<FleetEvent> next = new ArrayList<>();
            for (String name : names) {
                if (world.machines.runs(name) && world.machines.of(name) != Machines.Real.UP) {
                    next.add(world.machines.possible(name, world.oneshot(name)).getFirst());
                }
            }
            if (next.isEmpty()) {
                break;
            }
            boolean alone = names.stream().filter(name -> world.machines.of(name) == Machines.Real.RETURNING).count() <= 1;
            assertTrue(alone, world::toString);
            world.feed(next.get(random.nextInt(next.size())));
        }
        assertTrue(world.fleet.rolling.isEmpty(), world::toString);
        many.sort(Comparator.comparing(world.fleet.roster()::number));
        assertEquals(many, restarted, world::toString);
    }

    @Property(tries = 300)
    void aSuccessorGoesOn(@ForAll Random random) {
        Roster roster = Roster.of(Graphs.sound(random, 7));
        FleetWorld world = FleetWorld.unaccompanied(Fleet.of(roster, true));
        for (int i = 0; i < 40 && !world.over; i++) {
            if (random.nextInt(10) == 0 && !world.fleet.isEnding()) {
                List<Standing> standings = new ArrayList<>();
                for (String name : roster.names()) {
                    Standing s = world.fleet.standing(name);
                    standings.add(Standing.resumed(s.life(), s.wanted(), s.leaves(), s.cause()));
                }
                world.fleet = Fleet.resumed(roster, true, roster.names(), standings);
                world.unheard.clear();
                world.feed(new FleetEvent.Resume());
            }
            live(world, random, true);
        }
        calm(world, random);
    }

    @Property(tries = 2000)
    void aCycleIsAlwaysFoundAndItsPathIsOne(@ForAll Random random) {
        List<Program> programs = Graphs.wild(random, 7);
        List<Fault> faults = Roster.faults(programs);
        assertEquals(faults, Roster.faults(programs));
        assertEquals(cyclic(programs), !faults.isEmpty(), programs::toString);
        if (faults.isEmpty()) {
            assertTrue(ordered(Roster.of(programs)));
            return;
        }
        List<Fault.Edge> path = ((Fault.Cycle) faults.getFirst()).path();
        for (int i = 0; i < path.size(); i++) {
            Fault.Edge edge = path.get(i);
            assertEquals(edge.to(), path.get((i + 1) % path.size()).from());
            Program from = programs.stream().filter(p -> p.name().equals(edge.from())).findFirst().orElseThrow();
            assertTrue((edge.key().equals("needs") ? from.needs() : from.after()).contains(edge.to()));
        }
        assertEquals(path.size(), path.stream().map(Fault.Edge::from).distinct().count());
    }

    /** Everything that can be reached, by squaring: who reaches itself is in a circle. */
    private static boolean cyclic(List<Program> programs) {
        int n = programs.size();
        boolean[][] reach = new boolean[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                String name = programs.get(j).name();
                reach[i][j] = programs.get(i).needs().contains(name) || programs.get(i).after().contains(name);
            }
        }
        for (int k = 0; k < n; k++) {
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    reach[i][j] |= reach[i][k] && reach[k][j];
                }
            }
        }
        for (int i = 0; i < n; i++) {
            if (reach[i][i]) {
                return true;
            }
        }
        return false;
    }

    private static boolean ordered(Roster roster) {
        for (int p = 0; p < roster.programs(); p++) {
            for (int need : roster.needs(p)) {
                if (need >= p) {
                    return false;
                }
            }
            for (int other : roster.after(p)) {
                if (other >= p) {
                    return false;
                }
            }
        }
        return true;
    }

    /** A request, or something that happens. */
    static void live(FleetWorld world, Random random, boolean rolling) {
        List<String> names = world.fleet.roster().names();
        List<FleetEvent> happening = new ArrayList<>();
        for (String name : names) {
            happening.addAll(world.machines.possible(name, world.oneshot(name)));
        }
        if (!happening.isEmpty() && random.nextInt(4) > 0) {
            world.feed(happening.get(random.nextInt(happening.size())));
            return;
        }
        List<String> some = Graphs.members(random, names);
        world.feed(switch (random.nextInt(100) / 3) {
            case 0 -> new FleetEvent.Shutdown(1, "SIGTERM");
            case 1, 2, 3, 4, 5, 6, 7, 8 -> new FleetEvent.Stop(some);
            case 9, 10, 11, 12, 13, 14, 15 -> new FleetEvent.Restart(some, rolling && random.nextBoolean());
            case 16 -> new FleetEvent.Overdue(some.getFirst());
            default -> new FleetEvent.Start(some);
        });
    }

    static void calm(FleetWorld world, Random random) {
        Set<String> doomed = new HashSet<>();
        world.fleet.roster().names().stream().filter(_ -> random.nextInt(5) == 0).forEach(doomed::add);
        world.calmDown(possible -> random.nextInt(possible.size()), doomed::contains);
    }
}
