package zdaemon.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Many programs beside as many of other supervisors. */
final class RivalCrowdExperiment implements Experiment {
    private static final List<Integer> SIZES = List.of(100, 1000);

    @Override
    public String name() {
        return "rival-crowds";
    }

    @Override
    public List<Row> measure(Lab lab, Scale scale) {
        List<Row> rows = new ArrayList<>();
        for (int size : SIZES) {
            RivalCrowd.Found ours = ours(lab, size);
            for (RivalCrowd rival : RivalCrowd.ALL) {
                if (rival.isInstalled(lab)) {
                    RivalCrowd.Found theirs = rival.measure(lab, size);
                    rows.add(Row.beside("start of " + size + " (and the manager)", Quantity.MILLISECONDS,
                            Series.of(ours.start()), rival.title(), Series.of(theirs.start())));
                    rows.add(Row.beside("private memory, " + size + " programs", Quantity.MEGABYTES,
                            Series.of(ours.memory()), rival.title(), Series.of(theirs.memory())));
                }
            }
        }
        return rows;
    }

    private static RivalCrowd.Found ours(Lab lab, int size) {
        try (Crowd crowd = new Crowd(lab, "crowd-own", size, Optional.empty())) {
            double start = crowd.start();
            return new RivalCrowd.Found(start, Memory.of(crowd.manager()).anonymous());
        }
    }
}
