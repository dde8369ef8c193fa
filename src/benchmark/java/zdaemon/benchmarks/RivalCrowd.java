package zdaemon.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zdaemon.e2e.Running;
import zdaemon.e2e.Until;

/**
 * Many programs of another supervisor.
 *
 * @param title      what people call it
 * @param needs      the commands that have to be installed
 * @param daemon     the process that supervises all; the folder is its last word
 * @param one        what makes a folder for one program; none if there is one file for all
 */
record RivalCrowd(String title, List<String> needs, List<String> daemon, Optional<FolderKind> one) {

    static final List<RivalCrowd> ALL = List.of(
            new RivalCrowd("supervisor", List.of("supervisord"), List.of("supervisord", "-c"), Optional.empty()),
            new RivalCrowd("runit", List.of("runsvdir", "runsv"), List.of("runsvdir"), Optional.of(FolderKind.RUNIT)),
            new RivalCrowd("s6", List.of("s6-svscan", "s6-supervise"), List.of("s6-svscan", "-c", "2000"),
                    Optional.of(FolderKind.S6)),
            new RivalCrowd("daemontools", List.of("svscan", "supervise"), List.of("svscan"),
                    Optional.of(FolderKind.DAEMONTOOLS)));

    private static final Duration DEADLINE = Duration.ofSeconds(300);

    /**
     * What was measured.
     *
     * @param start  milliseconds until all programs were there
     * @param memory millions of bytes that its processes hold of their own
     */
    record Found(double start, double memory) {}

    /** Whether what it needs is installed; a note if it is not. */
    boolean isInstalled(Lab lab) {
        boolean isThere = needs.stream().allMatch(name -> Lab.which(name).isPresent());
        if (!isThere) {
            lab.note(title + " is not installed and left out");
        }
        return isThere;
    }

    /** Starts so many sleepers, and ends them all. */
    Found measure(Lab lab, int count) {
        Path folder = prepare(lab.sandbox().path("crowd-" + title), count);
        List<String> words = new ArrayList<>(daemon);
        words.add((one.isPresent() ? folder : folder.resolve("conf")).toString());
        long begin = System.nanoTime();
        Running process = lab.launch(Lab.absolute(words));
        ProcessHandle manager = ProcessHandle.of(process.pid()).orElseThrow();
        long all = one.isPresent() ? 2L * count : count;
        try {
            if (!Until.within(DEADLINE, () -> manager.descendants().count() >= all)) {
                throw new AssertionError(title + " has not started " + count + " programs");
            }
            return new Found((System.nanoTime() - begin) / 1e6, memory(manager));
        } finally {
            end(manager);
            process.finish();
            Lab.delete(folder);
        }
    }

    private Path prepare(Path folder, int count) {
        try {
            Files.createDirectory(folder);
            if (one.isPresent()) {
                for (int number = 1; number <= count; number++) {
                    one.get().prepare(folder.resolve("w." + number), Lab.SLEEPER);
                }
            } else {
                Files.writeString(folder.resolve("conf"), """
                        [supervisord]
                        nodaemon=true
                        minfds=%3$d
                        logfile=%1$s/log
                        pidfile=%1$s/pid
                        childlogdir=%1$s
                        [program:w]
                        command=%2$s
                        process_name=w.%%(process_num)d
                        numprocs=%4$d
                        startsecs=0
                        """.formatted(folder, String.join(" ", Lab.SLEEPER), 4 * count + 100, count));
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those who have children, and the one above them all. */
    private static List<ProcessHandle> supervisors(ProcessHandle manager, boolean hasOneEach) {
        List<ProcessHandle> supervisors = new ArrayList<>(List.of(manager));
        if (hasOneEach) {
            manager.children().forEach(supervisors::add);
        }
        return supervisors;
    }

    private double memory(ProcessHandle manager) {
        return supervisors(manager, one.isPresent()).stream().mapToDouble(each -> Memory.of(each.pid()).anonymous()).sum();
    }

    /** First those who would start others. */
    private void end(ProcessHandle manager) {
        List<ProcessHandle> programs = manager.descendants().toList();
        supervisors(manager, one.isPresent()).forEach(ProcessHandle::destroyForcibly);
        programs.forEach(ProcessHandle::destroyForcibly);
    }
}
