package zdaemon.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zdaemon.e2e.Until;

/**
 * Restarts beside those of other supervisors, all of them at once: each is busy for a moment now and then. Most of them
 * keep a program that lived less than a second waiting, so these live longer.
 */
final class RivalRestartExperiment implements Experiment {

    /** Milliseconds that a program lives. */
    private static final String LIFE = "1150";

    /** Lives, of which the first are not counted. */
    private static final int UNCOUNTED = 2;

    @Override
    public String name() {
        return "rivalrestarts";
    }

    @Override
    public List<Row> measure(Lab lab, Scale scale) {
        Optional<Path> mortal = lab.program("mortal");
        if (mortal.isEmpty()) {
            return List.of();
        }
        lab.sandbox().environment.put("MORTAL_LIFE", LIFE);
        int lives = scale.lives() / 3 + UNCOUNTED;
        List<Supervisor> supervisors =
                lab.supervisors("kept", List.of(mortal.get().toString()), "backoff-limit 1");
        try {
            supervisors.forEach(Supervisor::begin);
            supervisors.forEach(one -> Until.until(one.name() + " has seen enough deaths",
                    () -> Lives.count(one.folder()) > lives));
            List<Series> gaps = new ArrayList<>();
            supervisors.forEach(one -> gaps.add(firstOf(Lives.gaps(one.folder(), UNCOUNTED), lives - UNCOUNTED)));
            List<Row> rows = new ArrayList<>();
            for (int other = 1; other < supervisors.size(); other++) {
                rows.add(Row.beside("death to successor's exec", Quantity.MILLISECONDS, gaps.get(0),
                        supervisors.get(other).name(), gaps.get(other)));
            }
            return rows;
        } finally {
            supervisors.forEach(Supervisor::close);
        }
    }

    private static Series firstOf(Series series, int count) {
        return new Series(series.figures().subList(0, count));
    }
}
