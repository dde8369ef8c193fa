package zdaemon.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a Java process has done since it began.
 *
 * @param ownWakeUps   how often its first two threads, the one of main() and the one that waits for it, went to sleep
 * @param otherWakeUps how often the runtime's threads did
 * @param nanoseconds  of processor time
 */
record Activity(long ownWakeUps, long otherWakeUps, long nanoseconds) {

    /** The name that the launcher's threads have; the runtime gives its own threads other ones. */
    private static final String LAUNCHER = "java";

    static Activity of(long pid) {
        Activity sum = new Activity(0, 0, 0);
        try (Stream<Path> tasks = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
            for (Path task : tasks.toList()) {
                long wakeUps = wakeUps(Files.readAllLines(task.resolve("status")));
                boolean own = Files.readString(task.resolve("comm")).strip().equals(LAUNCHER);
                sum = sum.plus(new Activity(own ? wakeUps : 0, own ? 0 : wakeUps, nanoseconds(task)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sum;
    }

    Activity since(Activity before) {
        return new Activity(ownWakeUps - before.ownWakeUps, otherWakeUps - before.otherWakeUps,
                nanoseconds - before.nanoseconds);
    }

    private Activity plus(Activity other) {
        return new Activity(ownWakeUps + other.ownWakeUps, otherWakeUps + other.otherWakeUps,
                nanoseconds + other.nanoseconds);
    }

    private static long wakeUps(List<String> status) {
        String key = "voluntary_ctxt_switches:";
        return status.stream().filter(line -> line.startsWith(key)).findFirst()
                .map(line -> Long.parseLong(line.substring(key.length()).strip())).orElseThrow();
    }

    /** The first number of schedstat is exact; stat(5) has clock ticks, which are too coarse to compare. */
    private static long nanoseconds(Path task) throws IOException {
        return Long.parseLong(Files.readString(task.resolve("schedstat")).split(" ")[0]);
    }
}
