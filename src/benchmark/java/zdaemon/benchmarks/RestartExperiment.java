package zdaemon.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import zdaemon.e2e.Until;

/** From a program's death to its successor's first instruction, beside a loop in C that does nothing else. */
final class RestartExperiment implements Experiment {

    /** Milliseconds that a program lives: what its start has to do is done by then. */
    private static final String LIFE = "20";

    /** The first lives of a round, which share the machine with the command that began it. */
    private static final int UNCOUNTED = 5;

    @Override
    public String name() {
        return "restart";
    }

    @Override
    public List<Row> measure(Lab lab, Scale scale) {
        Optional<Path> mortal = lab.program("mortal");
        Optional<Path> loop = lab.program("loop");
        if (mortal.isEmpty() || loop.isEmpty()) {
            return List.of();
        }
        lab.sandbox().environment.put("MORTAL_LIFE", LIFE);
        int lives = scale.lives() + UNCOUNTED;
        List<List<Double>> figures = Rounds.of(scale.restarts(), List.of(
                () -> supervised(lab, mortal.get(), lives),
                () -> looped(lab, loop.get(), mortal.get(), lives)));
        return List.of(Row.beside("death to successor's exec", Quantity.MILLISECONDS, new Series(figures.get(0)),
                "C loop", new Series(figures.get(1)), Limit.figureAtMost(3), Limit.ratioAtMost(2.5)));
    }

    /** The median of one round. No life is too short for a limit of 0, so that there is no back-off. */
    private static double supervised(Lab lab, Path mortal, int lives) {
        try (Zdaemon daemon = lab.zdaemon("mortals", List.of(mortal.toString()), "backoff-limit 0")) {
            daemon.begin();
            Until.until("the program has died often enough", () -> Lives.count(daemon.folder()) > lives);
            return Lives.gaps(daemon.folder(), UNCOUNTED).median();
        }
    }

    private static double looped(Lab lab, Path loop, Path mortal, int lives) {
        Path folder = lab.sandbox().folder();
        Lives.forget(folder);
        lab.launch(List.of(loop.toString(), Integer.toString(lives + 1), mortal.toString())).finish().exits(0);
        return Lives.gaps(folder, UNCOUNTED).median();
    }
}
