package zdaemon.benchmarks;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code benchmarks/run}: runs the experiments and prints what they found. */
public final class Benchmark {

    private static final int OK = 0;
    private static final int FAR_OFF = 1;
    private static final int FAILED = 1;
    private static final int USAGE = 2;

    private static final List<Experiment> SHORT = List.of(new CommandExperiment(), new RestartExperiment(),
            new TranscriptExperiment(), new HerdExperiment(), new CrowdExperiment(), new ImageExperiment());
    private static final List<Experiment> LONG = List.of(new RivalExperiment(), new RivalRestartExperiment(),
            new RivalCrowdExperiment());
    private static final String PROFILE = "profile";

    private final Options options;
    private final PrintStream out;
    private final PrintStream progress;

    private Benchmark(Options options, PrintStream out, PrintStream progress) {
        this.options = options;
        this.out = out;
        this.progress = progress;
    }

    /**
     * Runs the benchmark and exits.
     *
     * @param arguments the command line (benchmarks/run --help)
     */
    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), System.out, System.err));
    }

    /** Runs the benchmark; the exit status. */
    static int run(List<String> arguments, PrintStream out, PrintStream progress) {
        try {
            Options options = Options.parse(arguments);
            if (options.help()) {
                out.printf(Options.USAGE, String.join(", ", names()));
                return OK;
            }
            return new Benchmark(options, out, progress).run();
        } catch (IllegalArgumentException e) {
            progress.println("benchmarks/run: " + e.getMessage() + "; --help tells the options");
            return USAGE;
        } catch (AssertionError e) {
            progress.println("benchmarks/run: " + e.getMessage());
            return FAILED;
        }
    }

    private int run() {
        String machine = Machine.describe() + ", load " + Machine.load();
        Results results;
        try (Lab lab = new Lab(options.against())) {
            Map<Experiment, List<Row>> rows = new LinkedHashMap<>();
            for (Experiment experiment : chosen()) {
                rows.put(experiment, measure(experiment, lab, options.scale()));
            }
            if (options.check()) {
                rows.replaceAll((experiment, first) -> first.stream().anyMatch(Row::isFarOff)
                        ? measure(experiment, lab, options.scale().again()) : first);
            }
            String profile = "";
            if (isChosen(PROFILE) && !options.isShort()) {
                progress.println("measuring: " + PROFILE);
                profile = Profile.of(lab, options.scale().commands());
            }
            List<Row> all = new ArrayList<>();
            rows.values().forEach(all::addAll);
            results = new Results(machine + " to " + Machine.load(), all, lab.notes(), profile);
        }
        return report(results);
    }

    private int report(Results results) {
        out.print(results.plain());
        results.keep();
        if (options.document()) {
            results.document();
        }
        List<Row> farOff = options.check() ? results.farOff() : List.of();
        farOff.forEach(row -> progress.println("benchmarks/run: worse than its limit by half: " + row.what()));
        return farOff.isEmpty() ? OK : FAR_OFF;
    }

    private List<Row> measure(Experiment experiment, Lab lab, Scale scale) {
        progress.println("measuring: " + experiment.name());
        return experiment.measure(lab, scale);
    }

    private List<Experiment> chosen() {
        List<Experiment> experiments = new ArrayList<>(SHORT);
        if (!options.isShort()) {
            experiments.addAll(LONG);
        }
        if (options.build()) {
            experiments.add(new BuildExperiment());
        }
        experiments.removeIf(experiment -> !isChosen(experiment.name()));
        return experiments;
    }

    private boolean isChosen(String name) {
        for (String wanted : options.only()) {
            if (!names().contains(wanted)) {
                throw new IllegalArgumentException("there is no experiment " + wanted);
            }
        }
        return options.only().isEmpty() || options.only().contains(name);
    }

    private static List<String> names() {
        List<String> names = new ArrayList<>();
        SHORT.forEach(experiment -> names.add(experiment.name()));
        LONG.forEach(experiment -> names.add(experiment.name()));
        names.add(new BuildExperiment().name());
        names.add(PROFILE);
        return names;
    }
}
