package zdaemon.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Measures several things in turn, so that what else the machine does meets all of them alike. */
final class Rounds {

    /** Rounds that are not counted: files come into memory, the processor up to speed. */
    private static final int WARM_UP = 2;

    /** Nanoseconds before each measurement, in which what the one before left behind comes to rest. */
    private static final long PAUSE = 20_000_000;

    private Rounds() {}

    /** The figures of each thing: as many as there are rounds, in the order of the things. */
    static <T> List<List<T>> of(int rounds, List<Supplier<T>> things) {
        List<List<T>> figures = new ArrayList<>();
        things.forEach(thing -> figures.add(new ArrayList<>()));
        for (int round = -WARM_UP; round < rounds; round++) {
            for (int index = 0; index < things.size(); index++) {
                LockSupport.parkNanos(PAUSE);
                T figure = things.get(index).get();
                if (round >= 0) {
                    figures.get(index).add(figure);
                }
            }
        }
        return figures;
    }

    static Series wall(List<Timing> timings) {
        return new Series(timings.stream().map(Timing::wall).toList());
    }

    static Series cpu(List<Timing> timings) {
        return new Series(timings.stream().map(Timing::cpu).toList());
    }
}
