package zdaemon;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Writes {@code target/behaviour-report.txt}: each section of the behaviour page with its tests and their results.
 *
 * <p>The build runs tests in several JVMs, and each runs some of the classes. So a class's results go to a file of its
 * own, and each JVM writes the report anew from all the files that there are; the last one's is complete.
 */
public final class BehaviourReport implements TestExecutionListener {
    private static final Path REPORT = Path.of("target", "behaviour-report.txt");
    private static final Path RESULTS = Path.of("target", "behaviour-results");
    /** Set for the last JVM alone, the one whose report is complete. */
    private static final String LAST = "zdaemon.home";

    /** What became of a test; of its several runs the worst counts. */
    private enum Outcome { OK, SKIPPED, NOT_RUN, FAILED }

    private final Map<String, Map<String, Outcome>> outcomes = new TreeMap<>();
    private TestPlan plan;

    @Override
    public void testPlanExecutionStarted(TestPlan started) {
        plan = started;
    }

    /** So that the results of an earlier build don't outlive a class that doesn't get as far as its tests. */
    @Override
    public void executionStarted(TestIdentifier test) {
        if (test.getSource().orElse(null) instanceof ClassSource type) {
            outcomes.computeIfAbsent(type.getClassName(), name -> new TreeMap<>());
        }
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        note(test, Outcome.SKIPPED);
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        switch (result.getStatus()) {
            case SUCCESSFUL -> {
                if (test.isTest()) {
                    note(test, Outcome.OK);
                }
            }
            case ABORTED -> note(test, Outcome.SKIPPED);
            case FAILED -> note(test, Outcome.FAILED);
        }
    }

    /** Invocations of a parameterized test and dynamic tests count for the method that they stem from. */
    private void note(TestIdentifier test, Outcome outcome) {
        Optional<TestIdentifier> at = Optional.of(test);
        while (at.isPresent()) {
            if (at.get().getSource().orElse(null) instanceof MethodSource method) {
                outcomes.computeIfAbsent(method.getClassName(), name -> new TreeMap<>())
                        .merge(method.getMethodName(), outcome, (a, b) -> a.compareTo(b) > 0 ? a : b);
                return;
            }
            at = plan.getParent(at.get());
        }
    }

    @Override
    public void testPlanExecutionFinished(TestPlan finished) {
        try {
            save();
            List<String> summary = write(saved());
            if (System.getProperty(LAST) != null) {
                summary.forEach(System.out::println);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void save() throws IOException {
        Files.createDirectories(RESULTS);
        for (Map.Entry<String, Map<String, Outcome>> type : outcomes.entrySet()) {
            List<String> lines = type.getValue().entrySet().stream()
                    .map(test -> test.getValue() + " " + type.getKey() + "." + test.getKey()).toList();
            Files.write(RESULTS.resolve(type.getKey()), lines);
        }
    }

    private static Map<String, Outcome> saved() throws IOException {
        Map<String, Outcome> saved = new TreeMap<>();
        try (Stream<Path> files = Files.list(RESULTS)) {
            for (Path file : files.toList()) {
                for (String line : Files.readAllLines(file)) {
                    String[] words = line.split(" ");
                    saved.put(words[1], Outcome.valueOf(words[0]));
                }
            }
        }
        return saved;
    }

    private static List<String> write(Map<String, Outcome> saved) throws IOException {
        List<String> report = new ArrayList<>();
        List<String> broken = new ArrayList<>();
        int held = 0;
        int untested = 0;
        int tests = 0;
        Pages pages = Pages.read();
        for (Map.Entry<Paragraph, Set<String>> paragraph : BehaviourTests.byParagraph().entrySet()) {
            String title = pages.title(paragraph.getKey().section());
            report.add(title);
            EnumSet<Outcome> all = EnumSet.noneOf(Outcome.class);
            for (String test : paragraph.getValue()) {
                Outcome outcome = saved.getOrDefault(test, Outcome.NOT_RUN);
                report.add("    %-8s %s".formatted(outcome.name().replace('_', ' ').toLowerCase(Locale.ROOT), test));
                all.add(outcome);
            }
            tests += paragraph.getValue().size();
            if (all.isEmpty()) {
                untested++;
                report.add("    no test");
            }
            if (all.contains(Outcome.FAILED)) {
                broken.add("    broken: " + title);
            } else if (all.contains(Outcome.OK)) {
                held++;
            }
        }
        Files.write(REPORT, report);
        broken.addFirst("Behaviour: %d sections are named %d times by tests; %d hold, %d are broken, %d have no test, see %s"
                .formatted(Paragraph.values().length, tests, held, broken.size(), untested, REPORT));
        return broken;
    }
}
