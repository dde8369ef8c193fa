package zdaemon.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import zdaemon.benchmarks.StartUpLog.Work;

/**
 * Where each millisecond of {@code status} goes. The whole, the launcher and the bare runtime are measured as whole
 * processes, in turn; what the program does after that is read from the runtime's log of class initialisations.
 */
final class Profile {

    /** What is left when the parts are taken from the whole: making and ending the process, and the log's own cost. */
    private static final String REST = "not accounted for";

    private static final String MAIN_CLASS = "zdaemon.cli.Main";

    private Profile() {}

    /** Text, a line for each part, milliseconds first. */
    static String of(Lab lab, int rounds) {
        try (Zdaemon daemon = lab.zdaemon("profiled", Lab.SLEEPER)) {
            daemon.begin();
            JavaCommand direct = lab.clientCommand().with(List.of("-C", daemon.configuration().toString(), "status"));
            List<List<Timing>> timings = Rounds.of(rounds, List.of(
                    () -> lab.time(daemon.status()),
                    () -> lab.time(direct.words()),
                    () -> lab.time(lab.bareClient().empty())));
            double whole = undisturbed(Rounds.wall(timings.get(0)));
            double launcher = whole - undisturbed(Rounds.wall(timings.get(1)));
            double bare = undisturbed(Rounds.wall(timings.get(2)));
            Map<String, Double> parts = new LinkedHashMap<>();
            parts.put("launcher (sh)", launcher);
            parts.put("runtime's start and end, as in an empty main", bare);
            parts.putAll(logged(lab, direct, rounds));
            parts.put(REST, whole - parts.values().stream().mapToDouble(Double::doubleValue).sum());
            return text(whole, parts);
        }
    }

    private static Map<String, Double> logged(Lab lab, JavaCommand command, int rounds) {
        List<Double> classes = new ArrayList<>();
        List<Map<Work, Double>> works = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            StartUpLog ours = log(lab, command.words(logFlag(lab)));
            StartUpLog empty = log(lab, lab.bareClient().empty(logFlag(lab)));
            classes.add(ours.until(MAIN_CLASS) - empty.until(EmptyMain.class.getName()));
            works.add(ours.after(MAIN_CLASS));
        }
        Map<String, Double> parts = new LinkedHashMap<>();
        parts.put("more classes and modules to load", undisturbed(new Series(classes)));
        parts.put("linking libc's functions", undisturbed(works, Work.LINKING));
        parts.put("options and output", undisturbed(works, Work.COMMAND));
        parts.put("reading the configuration", undisturbed(works, Work.PARSING));
        parts.put("talking to the manager, its answer included", undisturbed(works, Work.TALKING));
        return parts;
    }

    private static double undisturbed(List<Map<Work, Double>> works, Work work) {
        return undisturbed(new Series(works.stream().map(each -> each.get(work)).toList()));
    }

    /** The parts are not measured at the same time, so that what disturbs one need not disturb the whole. */
    private static double undisturbed(Series figures) {
        return figures.lowerQuartile();
    }

    private static String logFlag(Lab lab) {
        return "-Xlog:class+init=info:file=" + logFile(lab) + ":uptimenanos";
    }

    private static Path logFile(Lab lab) {
        return lab.sandbox().path("startup.log");
    }

    private static StartUpLog log(Lab lab, List<String> words) {
        lab.time(words);
        try {
            return new StartUpLog(Files.readAllLines(logFile(lab)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(double whole, Map<String, Double> parts) {
        StringBuilder text = new StringBuilder(line(whole, whole, "status, the whole process"));
        parts.forEach((part, milliseconds) -> text.append(line(milliseconds, whole, part)));
        return text.toString();
    }

    private static String line(double milliseconds, double whole, String what) {
        return String.format(Locale.ROOT, "%6.1f ms %4.0f %%  %s%n", milliseconds, 100 * milliseconds / whole, what);
    }
}
