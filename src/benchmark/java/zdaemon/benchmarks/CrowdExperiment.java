package zdaemon.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import zdaemon.e2e.Until;

/** Many programs of one manager: their start, what they hold, what they do to commands and to the restart of one more. */
final class CrowdExperiment implements Experiment {
    private static final String MORTAL = "mortal";
    private static final int UNCOUNTED = 5;
    /** In which the last of what was measured before comes to rest. */
    private static final long REST = 2_000_000_000L;

    @Override
    public String name() {
        return "crowd";
    }

    @Override
    public List<Row> measure(Lab lab, Scale scale) {
        // What dies is to live a moment; the managers hand that on.
        lab.sandbox().environment.put("MORTAL_LIFE", "20");
        Optional<Path> mortal = lab.program(MORTAL);
        List<Row> rows = new ArrayList<>(starts(lab, scale));
        try (Crowd crowd = new Crowd(lab, "crowd", scale.crowd(), mortal);
                Crowd pair = new Crowd(lab, "pair", 1, mortal);
                Zdaemon alone = lab.zdaemon("alone", Lab.SLEEPER)) {
            crowd.start();
            pair.start();
            alone.begin();
            LockSupport.parkNanos(REST);
            Memory many = Memory.of(crowd.manager());
            double each = (many.anonymous() - Memory.of(pair.manager()).anonymous()) * 1000 / (scale.crowd() - 1);
            rows.add(Row.alone(scale.crowd() + " programs, private memory", Quantity.MEGABYTES, Series.of(many.anonymous()),
                    Limit.figureAtMost(40)));
            rows.add(Row.alone(scale.crowd() + " programs, for each but one", Quantity.KILOBYTES, Series.of(each),
                    Limit.figureAtMost(30)));
            rows.add(idle(crowd, scale));
            rows.addAll(commands(lab, scale, crowd, alone));
            if (mortal.isPresent()) {
                rows.add(restart(lab, scale, crowd, pair));
            }
        }
        return rows;
    }

    private static List<Row> starts(Lab lab, Scale scale) {
        Optional<Path> loop = lab.program("crowd");
        if (loop.isEmpty()) {
            return List.of();
        }
        List<String> words = new ArrayList<>(List.of(loop.get().toString(), Integer.toString(scale.crowd())));
        words.addAll(Lab.SLEEPER);
        List<Double> ours = new ArrayList<>();
        List<Double> theirs = new ArrayList<>();
        for (int round = 0; round < scale.crowds(); round++) {
            try (Crowd crowd = new Crowd(lab, "started", scale.crowd(), Optional.empty())) {
                ours.add(crowd.start());
            }
            theirs.add(Long.parseLong(lab.launch(words).finish().exits(0).out().strip()) / 1e6);
        }
        return List.of(Row.beside("start of " + scale.crowd() + " programs", Quantity.MILLISECONDS, new Series(ours), "C loop",
                new Series(theirs), Limit.ratioAtMost(4)));
    }

    private static Row idle(Crowd crowd, Scale scale) {
        Activity before = Activity.of(crowd.manager());
        LockSupport.parkNanos(scale.idleSeconds() * 1_000_000_000L);
        Activity done = Activity.of(crowd.manager()).since(before);
        // The question who the manager is comes between: it wakes the manager once.
        return Row.alone(scale.crowd() + " programs, idle, wake-ups of its own thread", Quantity.TIMES_A_MINUTE,
                Series.of(Math.max(0, done.ownWakeUps() - 1) * 60.0 / scale.idleSeconds()), Limit.figureAtMost(0));
    }

    private static List<Row> commands(Lab lab, Scale scale, Crowd crowd, Zdaemon alone) {
        List<List<Timing>> timings = Rounds.of(scale.commands() / 2, List.<Supplier<Timing>>of(
                () -> lab.time(alone.status()),
                () -> lab.time(crowd.words("status")),
                () -> lab.time(crowd.words("update"))));
        Series one = Rounds.wall(timings.get(0));
        return List.of(
                Row.beside("status of " + scale.crowd() + " programs", Quantity.MILLISECONDS, Rounds.wall(timings.get(1)),
                        "status of one", one, Limit.ratioAtMost(3)),
                Row.beside("update of " + scale.crowd() + " programs, without a change", Quantity.MILLISECONDS,
                        Rounds.wall(timings.get(2)), "status of one", one, Limit.ratioAtMost(4)));
    }

    private static Row restart(Lab lab, Scale scale, Crowd crowd, Crowd pair) {
        List<List<Double>> figures = Rounds.of(scale.restarts(), List.<Supplier<Double>>of(
                () -> gap(lab, scale, crowd), () -> gap(lab, scale, pair)));
        return Row.beside("death to successor's exec, beside " + scale.crowd(), Quantity.MILLISECONDS,
                new Series(figures.get(0)), "beside one", new Series(figures.get(1)), Limit.ratioAtMost(1.3));
    }

    /** The median of one round. */
    private static double gap(Lab lab, Scale scale, Crowd crowd) {
        Lives.forget(crowd.folder());
        lab.launch(crowd.words("start", MORTAL)).finish().exits(0);
        int lives = scale.lives() + UNCOUNTED;
        Until.until("the program has died often enough", () -> Lives.count(crowd.folder()) > lives);
        lab.launch(crowd.words("stop", MORTAL)).finish().exits(0);
        return Lives.gaps(crowd.folder(), UNCOUNTED).median();
    }
}
