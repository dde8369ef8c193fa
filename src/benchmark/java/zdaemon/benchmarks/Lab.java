package zdaemon.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import zdaemon.e2e.Running;
import zdaemon.e2e.Sandbox;
import zdaemon.e2e.Tool;

/** What every experiment works with: a sandbox, a stopwatch, yardsticks, and notes on what could not be done. */
final class Lab implements AutoCloseable {

    /** A program that runs until it is told to end, and ends at once. */
    static final List<String> SLEEPER = List.of(which("sleep").orElseThrow().toString(), "100000");

    private final Optional<List<String>> against;
    private final Sandbox sandbox = new Sandbox();
    private final Stopwatch stopwatch = new Stopwatch();
    private final Map<String, Optional<Path>> programs = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();
    private Optional<BareJvm> client = Optional.empty();
    private Optional<BareJvm> manager = Optional.empty();

    /**
     * Opens it.
     *
     * @param against the command of another tool that takes the same configuration and actions, to be compared with
     */
    Lab(Optional<List<String>> against) {
        this.against = against.map(Lab::absolute);
    }

    /** The tool first, and whatever is there to compare it with, each with a program of its own. */
    List<Supervisor> supervisors(String prefix, List<String> program, String... settings) {
        List<Supervisor> supervisors = new ArrayList<>();
        supervisors.add(zdaemon(prefix + "-zdaemon", program, settings));
        for (Rival.Kind kind : Rival.KINDS) {
            if (Rival.isInstalled(this, kind)) {
                supervisors.add(new Rival(this, kind, prefix + "-" + kind.title(), program));
            }
        }
        against.ifPresent(words -> supervisors.add(
                new Zdaemon(sandbox, prefix + "-against", words, program, settings)));
        return supervisors;
    }

    Sandbox sandbox() {
        return sandbox;
    }

    /** What the table must be read with: what was left out, and why. */
    List<String> notes() {
        return List.copyOf(notes);
    }

    void note(String note) {
        if (!notes.contains(note)) {
            notes.add(note);
        }
    }

    /** Runs a command that must succeed, and times it. */
    Timing time(List<String> words) {
        Map<String, String> environment = new LinkedHashMap<>(sandbox.environment);
        environment.put("PWD", System.getProperty("user.dir"));
        return stopwatch.time(words, environment).of(words, 0);
    }

    /** Starts something that goes on for a while. */
    Running launch(List<String> words) {
        return sandbox.execute("", words);
    }

    /** The tool as it was built, in a folder of its own. */
    Zdaemon zdaemon(String name, List<String> program, String... settings) {
        return new Zdaemon(sandbox, name, List.of(Tool.command().toString()), program, settings);
    }

    /** A bare runtime with the flags of the client, the process that runs {@code status}. */
    BareJvm bareClient() {
        if (client.isEmpty()) {
            client = Optional.of(new BareJvm(sandbox, "client", clientCommand()));
        }
        return client.get();
    }

    /** A bare runtime with the flags of the manager. */
    BareJvm bareManager() {
        if (manager.isEmpty()) {
            try (Zdaemon daemon = zdaemon("likeness", SLEEPER)) {
                daemon.begin();
                manager = Optional.of(new BareJvm(sandbox, "manager", JavaCommand.of(daemon.manager())));
            }
        }
        return manager.get();
    }

    /** What the launcher executes: seen in a command that waits. */
    JavaCommand clientCommand() {
        sandbox.write("followed", "");
        Running follower = launch(List.of(Tool.command().toString(), "-p", "true", "logtail", "followed"));
        try {
            return JavaCommand.of(follower.pid());
        } finally {
            follower.abandon();
        }
    }

    /** A program compiled from {@code benchmarks/NAME.c}; none, and a note, where there is no C compiler. */
    Optional<Path> program(String name) {
        return programs.computeIfAbsent(name, _ -> CProgram.compile(this, name));
    }

    /** Where a command is, if it is installed. */
    static Optional<Path> which(String name) {
        return Optional.ofNullable(Tool.which(name));
    }

    /** The command with its program's path, by which alone {@link Stopwatch} runs it. */
    static List<String> absolute(List<String> words) {
        Path given = Path.of(words.getFirst());
        Path path = given.getNameCount() > 1 ? given.toAbsolutePath() : which(words.getFirst())
                .orElseThrow(() -> new IllegalArgumentException("there is no command " + words.getFirst()));
        List<String> absolute = new ArrayList<>(words);
        absolute.set(0, path.toString());
        return absolute;
    }

    /** Deletes a folder and everything in it. */
    static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted((one, other) -> other.compareTo(one)).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        stopwatch.close();
        sandbox.close();
    }
}
