package zdaemon.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder with a daemon in it, and means to harm its manager. Everything that is started carries a variable in its
 * environment, so that what is left at the end is found, and nothing else is ever ended.
 */
final class Lab implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String VARIABLE = "ZDAEMON_FAULTS_RUN";
    private static final Path TOOL =
            Path.of(System.getProperty("zdaemon.home", "target/zdaemon"), "bin", "zdaemon").toAbsolutePath();

    final Path folder;
    private final String mark = UUID.randomUUID().toString();

    /** What a command printed and how it ended. */
    record Result(int status, String out) {
    }

    /** Something that becomes true. */
    interface Condition {
        boolean holds() throws IOException;
    }

    Lab() throws IOException {
        // Directly in /tmp: a socket's path is short.
        folder = Files.createTempDirectory(Path.of("/tmp"), "zdf");
    }

    Path path(String name) {
        return folder.resolve(name);
    }

    /** Writes the program, a shell script, and a configuration for it. */
    void configure(String script, String... lines) throws IOException {
        Files.writeString(path("program"), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(path("program"), PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(path("conf"), """
                <runner>
                  program ./program
                  transcript log
                  %s
                </runner>
                <eventlog>
                  <logfile>
                    path %s
                  </logfile>
                </eventlog>
                """.formatted(String.join("\n  ", lines), path("events")));
    }

    Process launch(String... action) throws IOException {
        List<String> words = new ArrayList<>(List.of(TOOL.toString(), "-Cconf"));
        words.addAll(List.of(action));
        ProcessBuilder builder = new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put(VARIABLE, mark);
        return builder.start();
    }

    static Result finish(Process process) throws IOException {
        try {
            process.getOutputStream().close();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS), "a command does not end");
            return new Result(process.exitValue(), out);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    Result run(String... action) throws IOException {
        return finish(launch(action));
    }

    /** Runs an action that prints a process's number; answers that. */
    ProcessHandle process(String expected, String... action) throws IOException {
        Result result = run(action);
        Matcher matcher = Pattern.compile("(?:\\. )*\n?" + expected + "(\\d+)\n").matcher(result.out());
        assertTrue(matcher.matches(), result::out);
        assertEquals(0, result.status());
        return ProcessHandle.of(Long.parseLong(matcher.group(1))).orElseThrow();
    }

    ProcessHandle manager() throws IOException {
        Matcher matcher = Pattern.compile("(?m)^manager=(\\d+)$").matcher(run("status", "-l").out());
        assertTrue(matcher.find());
        return ProcessHandle.of(Long.parseLong(matcher.group(1))).orElseThrow();
    }

    /** SIGKILL, and the end of it. */
    void kill(ProcessHandle process) {
        process.destroyForcibly();
        gone(process);
    }

    void killManager() throws IOException {
        kill(manager());
    }

    static void gone(ProcessHandle process) {
        until(process.pid() + " is gone", () -> !lives(process));
    }

    /** A zombie does not live; some machines' first process never reaps. */
    static boolean lives(ProcessHandle process) {
        return process.isAlive() && !state(process.pid()).equals(Optional.of("Z"));
    }

    private static Optional<String> state(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"), StandardCharsets.ISO_8859_1);
            return Optional.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[0]);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static void until(String what, Condition condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                if (condition.holds()) {
                    return;
                }
                Thread.sleep(10);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            assertTrue(System.nanoTime() < end, () -> "in vain until " + what);
        }
    }

    List<String> lines(String name) throws IOException {
        return Files.exists(path(name)) ? Files.readAllLines(path(name)) : List.of();
    }

    boolean logged(String message) throws IOException {
        return lines("events").stream().anyMatch(line -> line.endsWith(message));
    }

    /** Names in the folder, the hidden ones too, but for what {@link #configure} and the daemon write openly. */
    List<String> leftovers() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !List.of("program", "conf", "log", "events").contains(name)).sorted().toList();
        }
    }

    /** Living processes of this lab. */
    List<ProcessHandle> processes() {
        return ProcessHandle.allProcesses().filter(this::isOurs).filter(Lab::lives).toList();
    }

    private boolean isOurs(ProcessHandle process) {
        try {
            String environment = Files.readString(
                    Path.of("/proc", Long.toString(process.pid()), "environ"), StandardCharsets.ISO_8859_1);
            return environment.contains(VARIABLE + "=" + mark);
        } catch (IOException e) {
            return false;
        }
    }

    /** Managers first: else they would start the program again. */
    @Override
    public void close() throws IOException {
        while (!processes().isEmpty()) {
            processes().forEach(ProcessHandle::destroyForcibly);
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
