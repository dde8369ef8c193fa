package zdaemon.core.fleet;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import zdaemon.core.fleet.Fault.Edge;

/** Looks for faults in a list of programs: names, and cycles of {@code needs} and {@code after} together. */
final class GraphCheck {
    private final List<Program> programs;
    private final Map<String, Integer> byKey = new HashMap<>();
    private final List<Fault> faults = new ArrayList<>();

    private GraphCheck(List<Program> programs) {
        this.programs = programs;
    }

    static List<Fault> faults(List<Program> programs) {
        GraphCheck check = new GraphCheck(programs);
        check.names();
        for (Program program : programs) {
            check.known(program, "needs", program.needs());
            check.known(program, "after", program.after());
        }
        if (check.faults.isEmpty()) {
            check.cycle();
        }
        return check.faults;
    }

    private void names() {
        for (int i = 0; i < programs.size(); i++) {
            Program program = programs.get(i);
            if (!Program.isValidName(program.name())) {
                faults.add(new Fault.BadName(program.name()));
            } else if (byKey.putIfAbsent(Program.key(program.name()), i) != null) {
                faults.add(new Fault.Duplicate(program.name()));
            }
            int count = program.count();
            if (count < 1 || count > Program.MOST_INSTANCES) {
                faults.add(new Fault.BadInstances(program.name(), count));
            }
        }
    }

    private void known(Program program, String key, List<String> names) {
        for (String name : names) {
            if (!byKey.containsKey(Program.key(name))) {
                faults.add(new Fault.Unknown(program.name(), key, name));
            }
        }
    }

    /**
     * Goes down from each program in the order of the file, along {@code needs} and then {@code after} as they are
     * written, and reports the first circle that closes. Without recursion: a chain may be as long as the fleet.
     */
    private void cycle() {
        boolean[] seen = new boolean[programs.size()];
        int[] depth = new int[programs.size()];
        for (int start = 0; start < programs.size(); start++) {
            List<Edge> path = new ArrayList<>();
            Deque<Visit> visits = new ArrayDeque<>();
            if (!seen[start]) {
                visits.push(new Visit(edges(start)));
                seen[start] = true;
                depth[start] = 1;
            }
            while (!visits.isEmpty()) {
                Visit visit = visits.peek();
                if (visit.next == visit.edges.size()) {
                    visits.pop();
                    if (!path.isEmpty()) {
                        depth[index(path.removeLast().to())] = 0;
                    }
                    continue;
                }
                Edge edge = visit.edges.get(visit.next++);
                int to = index(edge.to());
                if (depth[to] > 0) {
                    path.add(edge);
                    faults.add(new Fault.Cycle(path.subList(depth[to] - 1, path.size())));
                    return;
                }
                if (!seen[to]) {
                    seen[to] = true;
                    path.add(edge);
                    depth[to] = path.size() + 1;
                    visits.push(new Visit(edges(to)));
                }
            }
            depth[start] = 0;
        }
    }

    private List<Edge> edges(int from) {
        Program program = programs.get(from);
        List<Edge> edges = new ArrayList<>();
        for (String name : program.needs()) {
            edges.add(new Edge(program.name(), "needs", programs.get(index(name)).name()));
        }
        for (String name : program.after()) {
            edges.add(new Edge(program.name(), "after", programs.get(index(name)).name()));
        }
        return edges;
    }

    private int index(String name) {
        return byKey.get(Program.key(name));
    }

    private static final class Visit {
        private final List<Edge> edges;
        private int next;

        Visit(List<Edge> edges) {
            this.edges = edges;
        }
    }
}
