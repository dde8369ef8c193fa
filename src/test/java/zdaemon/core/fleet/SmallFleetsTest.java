package zdaemon.core.fleet;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * All fleets of two and three programs, with every shape of dependencies, through every order of requests and events up
 * to a depth: the laws hold, the naive fleet agrees, and from each place a fair kernel leads to rest.
 */
class SmallFleetsTest {

    /** To the end: there are no others. */
    @Test
    void everyFleetOfTwo() {
        int worlds = 0;
        for (int shape = 0; shape < 4; shape++) {
            for (int oneshots = 0; oneshots < 4; oneshots++) {
                for (int essentials = 0; essentials < 3; essentials++) {
                    worlds += explore(programs(2, new int[] {shape}, oneshots, essentials), shape % 2 == 0, 40);
                }
            }
        }
        int explored = worlds;
        assertTrue(worlds > 4_000, () -> "only " + explored);
    }

    @Test
    void everyFleetOfThree() {
        int worlds = 0;
        for (int shape = 0; shape < 64; shape++) {
            int[] edges = {shape % 4, shape / 4 % 4, shape / 16};
            for (int oneshots : new int[] {0, 2}) {
                worlds += explore(programs(3, edges, oneshots, 0), shape % 2 == 0, 5);
            }
        }
        int explored = worlds;
        assertTrue(worlds > 50_000, () -> "only " + explored);
    }

    @Test
    void aNeedWithTwoInstances() {
        Program two = new Program("a", OptionalInt.of(2), List.of(), List.of(), false, true, false);
        Program one = new Program("b", OptionalInt.empty(), List.of("a"), List.of(), false, true, false);
        int worlds = explore(List.of(two, one), false, 40);
        assertTrue(worlds > 1_000);
    }

    /** Edges from later to earlier programs: 0 none, 1 needs, 2 after, 3 both. */
    private static List<Program> programs(int count, int[] edges, int oneshots, int essentials) {
        List<Program> programs = new ArrayList<>();
        int edge = 0;
        for (int i = 0; i < count; i++) {
            List<String> needs = new ArrayList<>();
            List<String> after = new ArrayList<>();
            for (int j = 0; j < i; j++, edge++) {
                if ((edges[edge] & 1) != 0) {
                    needs.add(name(j));
                }
                if ((edges[edge] & 2) != 0) {
                    after.add(name(j));
                }
            }
            programs.add(new Program(name(i), OptionalInt.empty(), needs, after, (oneshots >> i & 1) != 0, true,
                    (essentials >> i & 1) != 0));
        }
        return programs;
    }

    private static String name(int number) {
        return String.valueOf((char) ('a' + number));
    }

    private static int explore(List<Program> programs, boolean hangAround, int depth) {
        FleetWorld first = new FleetWorld(Fleet.of(Roster.of(programs), hangAround));
        List<FleetEvent> requests = requests(first.fleet.roster().names());
        Set<List<Object>> seen = new HashSet<>();
        List<FleetWorld> frontier = List.of(first);
        for (int level = 0; level < depth && !frontier.isEmpty(); level++) {
            List<FleetWorld> next = new ArrayList<>();
            for (FleetWorld world : frontier) {
                List<FleetEvent> events = new ArrayList<>(world.over ? List.of() : requests);
                for (String name : world.fleet.roster().names()) {
                    events.addAll(world.machines.possible(name, world.oneshot(name)));
                }
                for (FleetEvent event : events) {
                    FleetWorld after = world.copy();
                    after.feed(event);
                    if (seen.add(after.key())) {
                        next.add(after);
                        FleetWorld calm = after.copy();
                        calm.calmDown(possible -> seen.size() % possible.size(), _ -> seen.size() % 3 == 0);
                    }
                }
            }
            frontier = next;
        }
        assertTrue(depth < 40 || frontier.isEmpty(), "there is more");
        return seen.size();
    }

    private static List<FleetEvent> requests(List<String> names) {
        List<FleetEvent> requests = new ArrayList<>();
        for (String name : names) {
            requests.add(new FleetEvent.Start(List.of(name)));
            requests.add(new FleetEvent.Stop(List.of(name)));
            requests.add(new FleetEvent.Restart(List.of(name), false));
        }
        requests.add(new FleetEvent.Start(names));
        requests.add(new FleetEvent.Stop(names));
        requests.add(new FleetEvent.Restart(names, false));
        requests.add(new FleetEvent.Shutdown(1, "SIGTERM"));
        return requests;
    }
}
