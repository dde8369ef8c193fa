package zdaemon.benchmarks;

import java.util.List;
import java.util.function.Supplier;
import zdaemon.e2e.Proc;
import zdaemon.e2e.Until;

/** {@code status}, {@code start} and {@code stop} as whole processes, beside a program that does nothing. */
final class CommandExperiment implements Experiment {

    private static final String EMPTY_MAIN = "empty main";

    @Override
    public String name() {
        return "commands";
    }

    @Override
    public List<Row> measure(Lab lab, Scale scale) {
        Supplier<Timing> empty = () -> lab.time(lab.bareClient().empty());
        try (Zdaemon daemon = lab.zdaemon("daemon", Lab.SLEEPER)) {
            // What is asked about runs; what is started and stopped is another one.
            daemon.begin();
            try (Zdaemon other = lab.zdaemon("other", Lab.SLEEPER)) {
                List<List<Timing>> timings = Rounds.of(scale.commands(), List.of(
                        empty,
                        () -> lab.time(daemon.words("--version")),
                        () -> lab.time(daemon.status()),
                        () -> lab.time(other.words("start")),
                        () -> stop(lab, other)));
                List<Timing> yardstick = timings.get(0);
                return List.of(
                        wall("--version: links libc, and no more", timings.get(1), yardstick),
                        wall("status", timings.get(2), yardstick, Limit.ratioAtMost(1.7)),
                        cpu("status, processor time", timings.get(2), yardstick),
                        wall("start, until it runs", timings.get(3), yardstick, Limit.ratioAtMost(4)),
                        wall("stop", timings.get(4), yardstick, Limit.ratioAtMost(2)));
            }
        }
    }

    /** The manager ends a moment after its answer; the next measurement must not meet it. */
    private static Timing stop(Lab lab, Zdaemon daemon) {
        Proc manager = Proc.of(daemon.manager());
        Timing timing = lab.time(daemon.words("stop"));
        Until.until("the manager is gone", () -> !manager.alive());
        return timing;
    }

    private static Row wall(String what, List<Timing> ours, List<Timing> theirs, Limit... limits) {
        return Row.beside(what, Quantity.MILLISECONDS, Rounds.wall(ours), EMPTY_MAIN, Rounds.wall(theirs), limits);
    }

    private static Row cpu(String what, List<Timing> ours, List<Timing> theirs) {
        return Row.beside(what, Quantity.MILLISECONDS, Rounds.cpu(ours), EMPTY_MAIN, Rounds.cpu(theirs));
    }
}
