package zdaemon.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One test's folder, environment and processes. Commands run in {@link #folder}; their home, temporary folder and the
 * scripts lie beside it. Every process of the test carries a variable by which {@link Remains} finds it again.
 */
public final class Sandbox implements AutoCloseable {

    /** The environment that commands get; a test may change it. */
    public final Map<String, String> environment = new LinkedHashMap<>();

    private final Path root;
    private final Remains remains;
    private final List<Running> commands = new ArrayList<>();

    public Sandbox() {
        // Directly in /tmp: the path of a socket may have 107 bytes, and java.io.tmpdir can be long.
        root = file(() -> Files.createTempDirectory(Path.of("/tmp"), "zd"));
        file(() -> Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x")));
        for (String name : List.of("work", "home", "tmp", "scripts")) {
            file(() -> Files.createDirectory(root.resolve(name)));
        }
        copyScripts();
        remains = new Remains(root);
        environment.put("PATH", Tool.PATH);
        environment.put("HOME", root.resolve("home").toString());
        environment.put("TMPDIR", root.resolve("tmp").toString());
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("LC_ALL", "C.UTF-8");
        // As every shell has it; where it is missing, the shell that runs a script adds it.
        environment.put("PWD", folder().toString());
        environment.put(Remains.VARIABLE, remains.mark());
    }

    /** The folder in which commands run. */
    public Path folder() {
        return root.resolve("work");
    }

    /** A file in that folder. */
    public Path path(String name) {
        return folder().resolve(name);
    }

    /** A path outside that folder that goes away with the test. */
    public Path beside(String name) {
        return root.resolve(name);
    }

    /** One of test-scripts, by a path without white space. */
    public String script(String name) {
        return root.resolve("scripts").resolve(name).toString();
    }

    public Path write(String name, String text) {
        return file(() -> Files.writeString(path(name), text));
    }

    public String read(String name) {
        return file(() -> Files.readString(path(name)));
    }

    public void remove(String name) {
        file(() -> Files.deleteIfExists(path(name)));
    }

    /** Lines of a file, none if it is not there. */
    public List<String> lines(String name) {
        return file(() -> Files.exists(path(name)) ? Files.readAllLines(path(name)) : List.<String>of());
    }

    /** Names of the files in the folder, sorted. */
    public List<String> list() {
        try (Stream<Path> files = Files.list(folder())) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs the tool to its end. */
    public Result zdaemon(String... arguments) {
        return launch(arguments).finish();
    }

    /** Starts the tool. */
    public Running launch(String... arguments) {
        return launch("", arguments);
    }

    /** Starts the tool with that text as its standard input. */
    public Running launch(String input, String[] arguments) {
        List<String> words = new ArrayList<>(List.of(Tool.command().toString()));
        words.addAll(Arrays.asList(arguments));
        return execute(input, words);
    }

    /** Runs a shell command, in which $ZDAEMON is the tool (and not in the environment). */
    public Result shell(String command, String... arguments) {
        return launchShell(command, arguments).finish();
    }

    public Running launchShell(String command, String... arguments) {
        List<String> words = new ArrayList<>(List.of("sh", "-c", "ZDAEMON=$0; " + command, Tool.command().toString()));
        words.addAll(Arrays.asList(arguments));
        return execute("", words);
    }

    /** Starts any command. */
    public Running execute(String input, List<String> words) {
        try {
            Path text = Files.writeString(Files.createTempFile(root, "input", ""), input);
            ProcessBuilder builder = new ProcessBuilder(Tool.heedingSignals(words))
                    .directory(folder().toFile()).redirectInput(text.toFile());
            builder.environment().clear();
            builder.environment().putAll(environment);
            Running running = new Running(String.join(" ", words), builder.start());
            commands.add(running);
            Files.delete(text);
            return running;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The living processes of this test: what it has started, and what came of that. */
    public List<Proc> processes() {
        return remains.processes();
    }

    /** All commands so far with what they printed, and what is in the folder: for a failure's report. */
    public String journal() {
        StringBuilder journal = new StringBuilder();
        commands.forEach(command -> journal.append(command).append('\n'));
        return journal.append(Remains.describe(folder())).toString();
    }

    /** Ends what the test started; an assertion error if the tool left anything behind. */
    @Override
    public void close() {
        commands.forEach(Running::abandon);
        remains.clear();
    }

    private void copyScripts() {
        try (Stream<Path> files = Files.list(Tool.scripts())) {
            for (Path file : files.toList()) {
                Path copy = Path.of(script(file.getFileName().toString()));
                Files.copy(file, copy);
                Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Access<T> {
        T get() throws IOException;
    }

    private static <T> T file(Access<T> access) {
        try {
            return access.get();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
