package zdaemon.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** The tool's commands and memory beside those of other supervisors. */
final class RivalExperiment implements Experiment {

    @Override
    public String name() {
        return "rivals";
    }

    @Override
    public List<Row> measure(Lab lab, Scale scale) {
        List<Row> rows = new ArrayList<>();
        List<Supervisor> supervisors = lab.supervisors("asked", Lab.SLEEPER);
        try {
            supervisors.forEach(Supervisor::begin);
            rows.addAll(commands(lab, scale, "status", supervisors, supervisor -> Optional.of(supervisor.status())));
            rows.addAll(memory(supervisors));
            // A stopped program's manager ends, if it is ours: the next start brings another one.
            List<Supervisor> waiting = supervisors.stream().filter(one -> one.stop().isPresent()).toList();
            rows.addAll(startAndStop(lab, scale, waiting));
        } finally {
            supervisors.forEach(Supervisor::close);
        }
        return rows;
    }

    private static List<Row> commands(Lab lab, Scale scale, String what, List<Supervisor> supervisors,
            Function<Supervisor, Optional<List<String>>> command) {
        List<Supplier<Timing>> commands = new ArrayList<>();
        supervisors.forEach(supervisor -> commands.add(
                () -> lab.time(command.apply(supervisor).orElseThrow())));
        return rows(what, supervisors, Rounds.of(scale.commands(), commands));
    }

    private static List<Row> startAndStop(Lab lab, Scale scale, List<Supervisor> supervisors) {
        List<Supplier<Timing>> commands = new ArrayList<>();
        for (Supervisor supervisor : supervisors) {
            commands.add(() -> lab.time(supervisor.stop().orElseThrow()));
            commands.add(() -> lab.time(supervisor.start().orElseThrow()));
        }
        List<List<Timing>> timings = Rounds.of(scale.commands() / 4, commands);
        List<List<Timing>> stops = new ArrayList<>();
        List<List<Timing>> starts = new ArrayList<>();
        for (int index = 0; index < supervisors.size(); index++) {
            stops.add(timings.get(2 * index));
            starts.add(timings.get(2 * index + 1));
        }
        List<Row> rows = new ArrayList<>(rows("start (and its manager)", supervisors, starts));
        rows.addAll(rows("stop (and its manager)", supervisors, stops));
        return rows;
    }

    private static List<Row> rows(String what, List<Supervisor> supervisors, List<List<Timing>> timings) {
        List<Row> rows = new ArrayList<>();
        for (int other = 1; other < supervisors.size(); other++) {
            rows.add(Row.beside(what, Quantity.MILLISECONDS, Rounds.wall(timings.get(0)),
                    supervisors.get(other).name(), Rounds.wall(timings.get(other))));
        }
        return rows;
    }

    private static List<Row> memory(List<Supervisor> supervisors) {
        List<Memory> memory = supervisors.stream().map(one -> Memory.of(one.manager())).toList();
        List<Row> rows = new ArrayList<>();
        for (int other = 1; other < supervisors.size(); other++) {
            rows.add(Row.beside("private memory", Quantity.MEGABYTES, Series.of(memory.get(0).anonymous()),
                    supervisors.get(other).name(), Series.of(memory.get(other).anonymous())));
        }
        return rows;
    }
}
