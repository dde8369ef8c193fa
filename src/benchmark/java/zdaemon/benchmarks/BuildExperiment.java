package zdaemon.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A build from the sources alone, with a repository that has everything: {@code mvn package}, its tests included. */
final class BuildExperiment implements Experiment {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** What is not a source. */
    private static final List<String> LEFT_OUT = List.of("target", ".git");

    @Override
    public String name() {
        return "build";
    }

    @Override
    public List<Row> measure(Lab lab, Scale scale) {
        Optional<Path> maven = Lab.which("mvn");
        if (maven.isEmpty()) {
            lab.note("no Maven (mvn): the build is left out");
            return List.of();
        }
        Path copy = lab.sandbox().path("sources");
        copySources(lab, copy);
        // Maven finds its repository by way of the real home, and its own JDK as it does for the user.
        lab.sandbox().environment.put("HOME", System.getProperty("user.home"));
        lab.sandbox().environment.remove("JAVA_HOME");
        Optional.ofNullable(System.getenv("JAVA_HOME"))
                .ifPresent(home -> lab.sandbox().environment.put("JAVA_HOME", home));
        List<Row> rows = List.of(
                Row.alone("mvn -DskipTests package", Quantity.SECONDS, build(lab, maven.get(), copy, "-DskipTests")),
                Row.alone("mvn package", Quantity.SECONDS, build(lab, maven.get(), copy, "-DskipTests=false"),
                        Limit.figureAtMost(60)));
        Lab.delete(copy);
        return rows;
    }

    /** Seconds of a build from nothing. */
    private static Series build(Lab lab, Path maven, Path copy, String flag) {
        Path target = copy.resolve("target");
        if (Files.exists(target)) {
            Lab.delete(target);
        }
        long begin = System.nanoTime();
        lab.sandbox().execute("", List.of(maven.toString(), "-q", "-B", "-o", "-f", copy.toString(), flag, "package"))
                .finish(PATIENCE).exits(0);
        return Series.of((System.nanoTime() - begin) / 1e9);
    }

    private static void copySources(Lab lab, Path copy) {
        List<String> words = new ArrayList<>(List.of("cp", "-R"));
        try (Stream<Path> files = Files.list(Path.of("").toAbsolutePath())) {
            files.filter(file -> !LEFT_OUT.contains(file.getFileName().toString()))
                    .forEach(file -> words.add(file.toString()));
            Files.createDirectory(copy);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        words.add(copy.toString());
        lab.launch(words).finish().exits(0);
    }
}
