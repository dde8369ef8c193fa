package zdaemon.core.fleet;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import zdaemon.core.fleet.Change.Added;
import zdaemon.core.fleet.Change.Adjusted;
import zdaemon.core.fleet.Change.Follows;
import zdaemon.core.fleet.Change.Gone;
import zdaemon.core.fleet.Change.Restarted;
import zdaemon.core.fleet.Program.Described;

/**
 * What has to be done so that a fleet is as another configuration says, member by member (programs §2). A member whose
 * values are the same is restarted all the same when a program that it needs is: a need is never stopped below a program
 * that runs. The plan says so.
 */
public final class UpdatePlan {
    private final Roster from;
    private final Roster to;
    private final List<Change> changes;
    private final int unchanged;
    private final Map<String, Change> byKey = new HashMap<>();

    private UpdatePlan(Roster from, Roster to, List<Change> changes, int unchanged) {
        this.from = from;
        this.to = to;
        this.changes = List.copyOf(changes);
        this.unchanged = unchanged;
        for (Change change : changes) {
            byKey.put(Program.key(change.member()), change);
        }
    }

    /**
     * Compares two configurations without faults.
     *
     * @param needsRestart whether another value of this key needs a new process
     */
    public static UpdatePlan between(List<Described> old, List<Described> wanted, Predicate<String> needsRestart) {
        Roster from = Roster.of(programs(old));
        Roster to = Roster.of(programs(wanted));
        Map<String, Described> before = new HashMap<>();
        for (Described described : old) {
            before.put(Program.key(described.program().name()), described);
        }
        Map<String, List<String>> differences = new HashMap<>();
        Set<Integer> restarted = new TreeSet<>();
        for (Described described : wanted) {
            String key = Program.key(described.program().name());
            List<String> keys = before.containsKey(key) ? differing(before.get(key), described) : List.of();
            differences.put(key, keys);
            if (keys.stream().anyMatch(each -> each.equals("oneshot") || (!GRAPH.contains(each) && needsRestart.test(each)))) {
                restarted.add(to.findProgram(key).orElseThrow());
            }
        }
        Map<Integer, Integer> followed = followed(from, to, restarted);
        List<Change> changes = new ArrayList<>();
        int unchanged = 0;
        for (String member : to.names()) {
            int p = to.programNumber(to.number(member));
            List<String> keys = differences.get(Program.key(to.program(p).name()));
            if (!from.has(member)) {
                changes.add(new Added(member));
            } else if (restarted.contains(p)) {
                changes.add(new Restarted(member, keys));
            } else if (followed.containsKey(p)) {
                changes.add(new Follows(member, to.program(followed.get(p)).name()));
            } else if (!keys.isEmpty()) {
                changes.add(new Adjusted(member, keys));
            } else {
                unchanged++;
            }
        }
        for (String member : from.names()) {
            if (!to.has(member)) {
                changes.add(new Gone(member));
            }
        }
        return new UpdatePlan(from, to, changes, unchanged);
    }

    /** Keys that the fleet knows itself. But for {@code oneshot}, none of them needs a new process. */
    private static final Set<String> GRAPH = Set.of("needs", "after", "oneshot", "autostart", "essential");

    private static List<Program> programs(List<Described> all) {
        return all.stream().map(Described::program).toList();
    }

    private static List<String> differing(Described old, Described wanted) {
        Map<String, String> before = all(old);
        Map<String, String> after = all(wanted);
        Set<String> keys = new LinkedHashSet<>(after.keySet());
        keys.addAll(before.keySet());
        keys.removeIf(key -> before.containsKey(key) && before.get(key).equals(after.get(key)));
        return List.copyOf(keys);
    }

    private static Map<String, String> all(Described described) {
        Program program = described.program();
        Map<String, String> all = new LinkedHashMap<>(described.values());
        all.keySet().removeAll(GRAPH);
        all.remove("instances"); // Members are compared, not how many there are.
        all.put("needs", Program.key(String.join(" ", program.needs())));
        all.put("after", Program.key(String.join(" ", program.after())));
        all.put("oneshot", Boolean.toString(program.oneshot()));
        all.put("autostart", Boolean.toString(program.autostart()));
        all.put("essential", Boolean.toString(program.essential()));
        return all;
    }

    /** The programs that need a restarted one, by the new configuration, and which one. */
    private static Map<Integer, Integer> followed(Roster from, Roster to, Set<Integer> restarted) {
        Map<Integer, Integer> followed = new HashMap<>();
        for (int root : restarted) {
            boolean runs = from.findProgram(to.program(root).name()).isPresent();
            for (int p : runs ? to.closure(List.of(root), true) : List.<Integer>of()) {
                followed.putIfAbsent(p, root);
            }
        }
        return followed;
    }

    /** The way back: done after this one, or after a part of it, it ends where that began. */
    public UpdatePlan inverse() {
        List<Change> inverse = new ArrayList<>();
        for (Change change : changes) {
            inverse.add(switch (change) {
                case Added(String member) -> new Gone(member);
                case Gone(String member) -> new Added(member);
                case Restarted _, Follows _, Adjusted _ -> change;
            });
        }
        return new UpdatePlan(to, from, inverse, unchanged);
    }

    /** The lines that {@code update} prints: new, gone, restarted, adjusted, and how many are unchanged. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (char sign : new char[] {'+', '-', '!', '~'}) {
            for (Change change : changes) {
                if (change.line().charAt(0) == sign) {
                    lines.add(change.line());
                }
            }
        }
        lines.add("= " + unchanged + " unchanged");
        return lines;
    }

    /** What differs; in the order of the new file, and then what is gone. */
    public List<Change> changes() {
        return changes;
    }

    /** How many members are the same. */
    public int unchanged() {
        return unchanged;
    }

    /** The members that are stopped if they run, in this order. All are down before the first one is started. */
    public List<String> stops() {
        return inOrder(from, false);
    }

    /** The members that are started if they are wanted, in this order, each as soon as what it needs is ready. */
    public List<String> starts() {
        return inOrder(to, true);
    }

    private List<String> inOrder(Roster roster, boolean starts) {
        TreeSet<Integer> numbers = new TreeSet<>();
        for (Change change : changes) {
            boolean meant = switch (change) {
                case Added _ -> starts;
                case Gone _ -> !starts;
                case Restarted _, Follows _ -> true;
                case Adjusted _ -> false;
            };
            if (meant) {
                numbers.add(roster.number(change.member()));
            }
        }
        List<String> members = new ArrayList<>();
        for (int m : starts ? numbers : numbers.descendingSet()) {
            members.add(roster.name(m));
        }
        return members;
    }

    Roster from() {
        return from;
    }

    Roster to() {
        return to;
    }

    /** Whether the member is started anew because its own values differ. */
    boolean restarts(String member) {
        return byKey.get(Program.key(member)) instanceof Restarted;
    }

    /** Whether the member is stopped, if it runs, before the other configuration is in force. */
    boolean parts(String member) {
        return switch (byKey.get(Program.key(member))) {
            case null -> false;
            case Gone _, Restarted _, Follows _ -> true;
            case Added _, Adjusted _ -> false;
        };
    }

    /** Whether the member is not in the other configuration. */
    boolean loses(String member) {
        return byKey.get(Program.key(member)) instanceof Gone;
    }
}
