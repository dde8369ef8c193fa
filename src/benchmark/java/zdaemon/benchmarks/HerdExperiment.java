package zdaemon.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import zdaemon.e2e.Running;
import zdaemon.e2e.Until;

/** Many managers at once: what each holds in memory, and what each does while it has nothing to do. */
final class HerdExperiment implements Experiment {

    private static final String BARE = "bare JVM";

    @Override
    public String name() {
        return "herd";
    }

    @Override
    public List<Row> measure(Lab lab, Scale scale) {
        BareJvm bare = lab.bareManager();
        List<Zdaemon> daemons = new ArrayList<>();
        List<Running> jvms = new ArrayList<>();
        try {
            List<Long> managers = daemons(lab, scale.managers(), daemons);
            List<Memory> ours = managers.stream().map(Memory::of).toList();
            IntStream.range(0, scale.managers()).forEach(_ -> jvms.add(lab.launch(bare.idle())));
            List<Long> pids = jvms.stream().map(Running::pid).toList();
            Until.until("all runtimes have come up", () -> pids.stream().allMatch(HerdExperiment::isIdle));
            List<Row> idle = idle(managers, pids, scale.idleSeconds());
            // Each herd's memory is taken while the other one is not there to share in the runtime's files.
            close(daemons);
            List<Memory> theirs = pids.stream().map(Memory::of).toList();
            List<Row> rows = new ArrayList<>(memory(ours, theirs));
            rows.addAll(idle);
            return rows;
        } finally {
            jvms.forEach(Running::abandon);
            close(daemons);
        }
    }

    private static List<Long> daemons(Lab lab, int count, List<Zdaemon> daemons) {
        // It says something first, so that the transcript has been used.
        lab.sandbox().write("talker", "#!/bin/sh\nseq 2000\nexec " + String.join(" ", Lab.SLEEPER) + "\n");
        List<String> program = List.of("/bin/sh", lab.sandbox().path("talker").toString());
        for (int index = 0; index < count; index++) {
            Zdaemon daemon = lab.zdaemon("herd" + index, program);
            daemons.add(daemon);
            daemon.begin();
        }
        daemons.forEach(daemon -> Until.until("the transcript is written", daemon::hasWritten));
        return daemons.stream().map(Zdaemon::manager).toList();
    }

    private static void close(List<Zdaemon> daemons) {
        daemons.forEach(Zdaemon::close);
        daemons.clear();
    }

    /** Whether a runtime is up: its main thread waits, and so does everything else, twice in a row. */
    private static boolean isIdle(long pid) {
        Activity before = Activity.of(pid);
        LockSupport.parkNanos(5_000_000);
        return before.ownWakeUps() > 1 && Activity.of(pid).equals(before);
    }

    private static List<Row> memory(List<Memory> ours, List<Memory> theirs) {
        return List.of(
                Row.beside("a manager's private memory", Quantity.MEGABYTES,
                        series(ours.stream().map(Memory::anonymous).toList()),
                        BARE, series(theirs.stream().map(Memory::anonymous).toList()), Limit.figureAtMost(9)),
                Row.beside("each of " + ours.size() + " managers, proportional", Quantity.MEGABYTES,
                        series(ours.stream().map(Memory::proportional).toList()),
                        BARE, series(theirs.stream().map(Memory::proportional).toList()), Limit.figureAtMost(11)));
    }

    private static List<Row> idle(List<Long> managers, List<Long> jvms, int seconds) {
        List<Activity> ourBegin = managers.stream().map(Activity::of).toList();
        List<Activity> theirBegin = jvms.stream().map(Activity::of).toList();
        LockSupport.parkNanos(seconds * 1_000_000_000L);
        List<Activity> ours = since(managers, ourBegin);
        List<Activity> theirs = since(jvms, theirBegin);
        double minutes = seconds / 60.0;
        return List.of(
                Row.alone("idle, wake-ups of its own thread", Quantity.TIMES_A_MINUTE,
                        series(ours.stream().map(done -> done.ownWakeUps() / minutes).toList()),
                        Limit.figureAtMost(0)),
                Row.beside("idle, wake-ups of the runtime", Quantity.TIMES_A_MINUTE,
                        series(ours.stream().map(done -> done.otherWakeUps() / minutes).toList()),
                        BARE, series(theirs.stream().map(done -> done.otherWakeUps() / minutes).toList()),
                        Limit.figureAtMost(60)),
                // A clock tick is 10 ms nearly everywhere: less than one a minute is none.
                Row.beside("idle, processor time of a minute", Quantity.MILLISECONDS,
                        series(ours.stream().map(done -> done.nanoseconds() / 1e6 / minutes).toList()),
                        BARE, series(theirs.stream().map(done -> done.nanoseconds() / 1e6 / minutes).toList()),
                        Limit.figureAtMost(10)));
    }

    private static List<Activity> since(List<Long> pids, List<Activity> begin) {
        return IntStream.range(0, pids.size())
                .mapToObj(index -> Activity.of(pids.get(index)).since(begin.get(index))).toList();
    }

    private static Series series(List<Double> figures) {
        return new Series(figures);
    }
}
