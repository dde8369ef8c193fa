package zdaemon.core.fleet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * The programs of a configuration and their members (a member is a program, or one of its instances), numbered such that
 * what is needed, or only comes first, has the smaller number. So the order of numbers is the order of starts, and the
 * reverse is the order of stops. Dependencies are between programs: who needs {@code web} needs all of {@code web.1},
 * {@code web.2} ….
 */
public final class Roster {
    private final List<Program> programs = new ArrayList<>();
    private final Map<String, Integer> byKey = new HashMap<>();
    private final int[][] needs;
    private final int[][] neededBy;
    private final int[][] after;
    private final int[][] afterBy;
    private final int[] first;
    private final int[] programOf;
    private final int[] listed;
    private final String[] names;

    private Roster(List<Program> written) {
        int[] order = order(written);
        for (int at : order) {
            byKey.put(Program.key(written.get(at).name()), programs.size());
            programs.add(written.get(at));
        }
        int count = programs.size();
        needs = new int[count][];
        after = new int[count][];
        first = new int[count + 1];
        for (int p = 0; p < count; p++) {
            needs[p] = numbers(programs.get(p).needs());
            after[p] = numbers(programs.get(p).after());
            first[p + 1] = first[p] + programs.get(p).count();
        }
        neededBy = reversed(needs);
        afterBy = reversed(after);
        names = new String[first[count]];
        programOf = new int[names.length];
        for (int p = 0; p < count; p++) {
            for (int m = first[p]; m < first[p + 1]; m++) {
                names[m] = programs.get(p).member(m - first[p]);
                programOf[m] = p;
            }
        }
        listed = new int[names.length];
        int next = 0;
        for (Program program : written) {
            int p = byKey.get(Program.key(program.name()));
            for (int m = first[p]; m < first[p + 1]; m++) {
                listed[next++] = m;
            }
        }
    }

    /** All that is wrong with these programs: names, numbers, dependencies that are not there, and at most one cycle. */
    public static List<Fault> faults(List<Program> programs) {
        return GraphCheck.faults(programs);
    }

    /**
     * Makes a roster.
     *
     * @throws IllegalArgumentException if the programs have {@link #faults}
     */
    public static Roster of(List<Program> programs) {
        List<Fault> faults = faults(programs);
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(faults.getFirst().message());
        }
        return new Roster(programs);
    }

    /** The names of all members in the order of the file. */
    public List<String> names() {
        List<String> all = new ArrayList<>(listed.length);
        for (int m : listed) {
            all.add(names[m]);
        }
        return all;
    }

    /** The name of the program to which the member with this name belongs. */
    public String programOf(String member) {
        return program(programOf[number(member)]).name();
    }

    /** Whether there is a member with exactly this name, whatever its case. */
    public boolean has(String member) {
        return find(member).isPresent();
    }

    OptionalInt find(String member) {
        String key = Program.key(member);
        Integer whole = byKey.get(key);
        if (whole != null) {
            return programs.get(whole).instances().isEmpty() ? OptionalInt.of(first[whole]) : OptionalInt.empty();
        }
        int dot = key.lastIndexOf('.');
        Integer p = dot < 0 ? null : byKey.get(key.substring(0, dot));
        if (p == null || programs.get(p).instances().isEmpty()) {
            return OptionalInt.empty();
        }
        int number = key.length() - dot > 5 ? -1 : digits(key, dot + 1);
        return number >= 1 && number <= count(p) ? OptionalInt.of(first[p] + number - 1) : OptionalInt.empty();
    }

    /** A number written without a sign and without leading zeros, or -1. */
    private static int digits(String text, int from) {
        int number = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9' || (number == 0 && c == '0')) {
                return -1;
            }
            number = number * 10 + c - '0';
        }
        return number;
    }

    int number(String member) {
        return find(member).orElseThrow(() -> new IllegalArgumentException("no program " + member));
    }

    OptionalInt findProgram(String name) {
        Integer p = byKey.get(Program.key(name));
        return p == null ? OptionalInt.empty() : OptionalInt.of(p);
    }

    int members() {
        return names.length;
    }

    int programs() {
        return programs.size();
    }

    Program program(int p) {
        return programs.get(p);
    }

    String name(int member) {
        return names[member];
    }

    int programNumber(int member) {
        return programOf[member];
    }

    int first(int p) {
        return first[p];
    }

    int count(int p) {
        return first[p + 1] - first[p];
    }

    int[] needs(int p) {
        return needs[p];
    }

    int[] neededBy(int p) {
        return neededBy[p];
    }

    int[] after(int p) {
        return after[p];
    }

    int[] afterBy(int p) {
        return afterBy[p];
    }

    /** All programs of these, and those that they need, and so on: or those that need them. In ascending order. */
    List<Integer> closure(Iterable<Integer> programNumbers, boolean upwards) {
        boolean[] seen = new boolean[programs.size()];
        List<Integer> found = new ArrayList<>();
        for (int p : programNumbers) {
            if (!seen[p]) {
                seen[p] = true;
                found.add(p);
            }
        }
        for (int i = 0; i < found.size(); i++) {
            for (int q : upwards ? neededBy[found.get(i)] : needs[found.get(i)]) {
                if (!seen[q]) {
                    seen[q] = true;
                    found.add(q);
                }
            }
        }
        found.sort(null);
        return found;
    }

    private int[] numbers(List<String> written) {
        Set<Integer> found = new LinkedHashSet<>();
        for (String name : written) {
            found.add(byKey.get(Program.key(name)));
        }
        return found.stream().mapToInt(Integer::intValue).sorted().toArray();
    }

    private static int[][] reversed(int[][] edges) {
        int[] counts = new int[edges.length];
        for (int[] from : edges) {
            for (int to : from) {
                counts[to]++;
            }
        }
        int[][] reverse = new int[edges.length][];
        for (int p = 0; p < edges.length; p++) {
            reverse[p] = new int[counts[p]];
        }
        Arrays.fill(counts, 0);
        for (int p = 0; p < edges.length; p++) {
            for (int to : edges[p]) {
                reverse[to][counts[to]++] = p;
            }
        }
        return reverse;
    }

    /** The places in the file, what comes first first; where that leaves a choice, the order of the file. */
    private static int[] order(List<Program> written) {
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < written.size(); i++) {
            places.put(Program.key(written.get(i).name()), i);
        }
        int[] missing = new int[written.size()];
        int[][] before = new int[written.size()][];
        for (int i = 0; i < written.size(); i++) {
            Set<Integer> all = new LinkedHashSet<>();
            written.get(i).needs().forEach(name -> all.add(places.get(Program.key(name))));
            written.get(i).after().forEach(name -> all.add(places.get(Program.key(name))));
            before[i] = all.stream().mapToInt(Integer::intValue).toArray();
            missing[i] = before[i].length;
        }
        int[][] followers = reversed(before);
        PriorityQueue<Integer> free = new PriorityQueue<>();
        for (int i = 0; i < missing.length; i++) {
            if (missing[i] == 0) {
                free.add(i);
            }
        }
        int[] order = new int[written.size()];
        for (int next = 0; !free.isEmpty(); next++) {
            order[next] = free.remove();
            for (int follower : followers[order[next]]) {
                if (--missing[follower] == 0) {
                    free.add(follower);
                }
            }
        }
        return order;
    }
}
