package zdaemon.core.fleet;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import zdaemon.core.fleet.Program.Described;

/** Random fleets. */
final class Graphs {

    private Graphs() {}

    /** Without faults, in any order. */
    static List<Program> sound(Random random, int most) {
        List<String> names = names(random, most);
        List<Program> programs = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            programs.add(program(random, names.get(i), names.subList(0, i)));
        }
        Collections.shuffle(programs, random);
        return programs;
    }

    /** As {@link #sound}, but no end of a program ends the manager. */
    static List<Program> lasting(Random random, int most) {
        return sound(random, most).stream().map(p -> new Program(
                p.name(), p.instances(), p.needs(), p.after(), p.oneshot(), p.autostart(), false)).toList();
    }

    /** Each program may need each. */
    static List<Program> wild(Random random, int most) {
        List<String> names = names(random, most);
        List<Program> programs = new ArrayList<>();
        names.forEach(name -> programs.add(program(random, name, names)));
        return programs;
    }

    private static List<String> names(Random random, int most) {
        List<String> names = new ArrayList<>();
        for (int i = 0, count = 1 + random.nextInt(most); i < count; i++) {
            names.add(String.valueOf((char) ('a' + i)));
        }
        Collections.shuffle(names, random);
        return names;
    }

    private static Program program(Random random, String name, List<String> others) {
        OptionalInt instances = random.nextInt(4) == 0 ? OptionalInt.of(1 + random.nextInt(3)) : OptionalInt.empty();
        return new Program(name, instances, some(random, others, 3), some(random, others, 5), random.nextInt(4) == 0,
                random.nextInt(6) > 0, random.nextInt(12) == 0);
    }

    private static List<String> some(Random random, List<String> others, int oneIn) {
        return others.stream().filter(_ -> random.nextInt(oneIn) == 0).toList();
    }

    static List<String> members(Random random, List<String> names) {
        List<String> some = some(random, names, 3);
        return some.isEmpty() ? List.of(names.get(random.nextInt(names.size()))) : some;
    }

    /** Each with a value or two that another file may change. */
    static List<Described> described(Random random, List<Program> programs) {
        List<Described> all = new ArrayList<>();
        for (Program program : programs) {
            all.add(new Described(program, values(random)));
        }
        return all;
    }

    private static Map<String, String> values(Random random) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("program", "run " + random.nextInt(2));
        values.put("backoff-limit", "" + random.nextInt(2));
        return values;
    }

    /** Another file: a few programs gone, new, changed. */
    static List<Described> changed(Random random, List<Described> old) {
        List<Described> next = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (Described described : old) {
            if (random.nextInt(5) > 0) {
                next.add(described);
                names.add(described.program().name());
            }
        }
        for (int i = 0, fresh = random.nextInt(3); i < fresh || next.isEmpty(); i++) {
            next.add(new Described(Program.named("n" + i), values(random)));
            names.add("n" + i);
        }
        // An order of names in which each may need those before it.
        List<String> order = new ArrayList<>(Roster.of(next.stream().map(d -> without(d.program(), names)).toList())
                .names().stream().map(name -> name.split("\\.")[0]).distinct().toList());
        for (int i = 0; i < next.size(); i++) {
            Described described = next.get(i);
            Program kept = without(described.program(), names);
            boolean rewired = random.nextInt(4) == 0 && kept.needs().isEmpty() && kept.after().isEmpty();
            List<String> before = order.subList(0, order.indexOf(kept.name()));
            Program other = program(random, kept.name(), before);
            Program program = rewired ? new Program(kept.name(), other.instances(), other.needs(), other.after(),
                    other.oneshot(), other.autostart(), kept.essential()) : kept;
            if (Roster.faults(replaced(next, i, program, names)).isEmpty()) {
                next.set(i, new Described(program, random.nextInt(3) == 0 ? values(random) : described.values()));
            } else {
                next.set(i, new Described(kept, described.values()));
            }
        }
        return next;
    }

    private static List<Program> replaced(List<Described> all, int at, Program program, List<String> names) {
        List<Program> programs = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            programs.add(i == at ? program : without(all.get(i).program(), names));
        }
        return programs;
    }

    private static Program without(Program p, List<String> names) {
        return new Program(p.name(), p.instances(), p.needs().stream().filter(names::contains).toList(),
                p.after().stream().filter(names::contains).toList(), p.oneshot(), p.autostart(), p.essential());
    }
}
