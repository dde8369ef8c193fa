package zdaemon.cli.fleet;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import zdaemon.cli.words.Invocation.UsageException;
import zdaemon.config.Site;
import zdaemon.core.fleet.Program;
import zdaemon.spec.Option;
import zdaemon.spec.ProgramSpec;

/** The programs that an order concerns: those that are named, what they need, and what needs them; and how long they may take. */
final class Concerned {
    private final List<ProgramSpec> programs = new ArrayList<>();

    /** @throws UsageException when a name means nothing */
    Concerned(FleetSession fleet, List<String> names) throws UsageException {
        List<Site.Runner> runners = fleet.site().runners();
        if (names.isEmpty()) {
            runners.forEach(runner -> programs.add(runner.members().getFirst()));
            return;
        }
        Set<String> keys = new HashSet<>();
        for (String member : fleet.select(names).members()) {
            keys.add(Program.key(fleet.runner(member).program().name()));
        }
        Set<String> all = closure(runners, keys, false);
        all.addAll(closure(runners, keys, true));
        for (Site.Runner runner : runners) {
            if (all.contains(Program.key(runner.program().name()))) {
                programs.add(runner.members().getFirst());
            }
        }
    }

    private static Set<String> closure(List<Site.Runner> runners, Set<String> keys, boolean upwards) {
        Set<String> all = new HashSet<>(keys);
        boolean grows = true;
        while (grows) {
            grows = false;
            for (Site.Runner runner : runners) {
                String key = Program.key(runner.program().name());
                for (String need : runner.program().needs()) {
                    String needed = Program.key(need);
                    grows |= upwards ? all.contains(needed) && all.add(key) : all.contains(key) && all.add(needed);
                }
            }
        }
        return all;
    }

    /** The longest {@code start-timeout}, in seconds. */
    int startSeconds() {
        return programs.stream().mapToInt(program -> program.number(Option.START_TIMEOUT)).max().orElse(0);
    }

    /** The longest {@code stop-timeout}, in seconds; 0 if one of them is never killed. */
    int stopSeconds() {
        boolean isEndless = programs.stream().anyMatch(program -> program.number(Option.STOP_TIMEOUT) == 0);
        return isEndless ? 0 : programs.stream().mapToInt(program -> program.number(Option.STOP_TIMEOUT)).max().orElse(0);
    }
}
