package zdaemon.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A process as proc(5) shows it. The time of its start tells it from a later process with the same pid. Text is read as
 * ISO 8859-1, so that each byte is one character.
 *
 * @param pid   process id
 * @param birth clock ticks since the machine's start
 */
public record Proc(long pid, long birth) {

    private static final int STATE = 0;
    private static final int PARENT = 1;
    private static final int GROUP = 2;
    private static final int SESSION = 3;
    private static final int BIRTH = 19;

    /** The living process with that pid; a zombie is dead. */
    public static Optional<Proc> find(long pid) {
        return fields(pid).filter(fields -> !fields[STATE].matches("[ZXx]"))
                .map(fields -> new Proc(pid, Long.parseLong(fields[BIRTH])));
    }

    /** The living process with that pid; an assertion error if there is none. */
    public static Proc of(long pid) {
        return find(pid).orElseThrow(() -> new AssertionError("there is no process " + pid));
    }

    /** Every living process whose environment holds the variable with a value that starts so, as far as we may look. */
    public static List<Proc> marked(String variable, String start) {
        List<Proc> marked = new ArrayList<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path folder : folders) {
                find(Long.parseLong(folder.getFileName().toString()))
                        .filter(process -> process.environment().stream()
                                .anyMatch(entry -> entry.startsWith(variable + "=" + start)))
                        .ifPresent(marked::add);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return marked;
    }

    /** Whether this very process still runs. */
    public boolean alive() {
        return find(pid).filter(this::equals).isPresent();
    }

    /** The one letter of proc_pid_stat(5): S sleeping, T stopped, ... */
    public String state() {
        return field(STATE);
    }

    public long parent() {
        return Long.parseLong(field(PARENT));
    }

    public long group() {
        return Long.parseLong(field(GROUP));
    }

    public long session() {
        return Long.parseLong(field(SESSION));
    }

    public List<String> environment() {
        return words("environ");
    }

    public List<String> arguments() {
        return words("cmdline");
    }

    /** The lines of proc_pid_status(5): key and value. */
    public Map<String, String> status() {
        return text("status").lines().map(line -> line.split(":\\s*", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1].strip()));
    }

    public Path directory() {
        return target(folder().resolve("cwd"));
    }

    /** Descriptors and what they lead to. */
    public SortedMap<Integer, String> descriptors() {
        SortedMap<Integer, String> descriptors = new TreeMap<>();
        try (DirectoryStream<Path> links = Files.newDirectoryStream(folder().resolve("fd"))) {
            for (Path link : links) {
                try {
                    descriptors.put(Integer.valueOf(link.getFileName().toString()),
                            Files.readSymbolicLink(link).toString());
                } catch (NoSuchFileException e) {
                    // Closed since the folder was listed: it is not open, and does not count.
                    continue;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return descriptors;
    }

    /** Sends a signal, named without SIG, if the process is still the one that it was. */
    public void kill(String signal) {
        if (alive()) {
            signal(pid, signal);
        }
    }

    /** Stops the process until it gets SIGCONT. The kernel takes its time to stop all threads, so this waits for it. */
    public void freeze() {
        kill("STOP");
        Until.until(this + " stands still", this::standsStill);
    }

    private boolean standsStill() throws IOException {
        try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
            for (Path thread : threads.toList()) {
                if (!Files.readString(thread.resolve("status")).contains("\nState:\tT")) {
                    return false;
                }
            }
            return true;
        }
    }

    /** Sends a signal, named without SIG, to a pid that the caller vouches for. */
    public static void signal(long pid, String signal) {
        if (pid <= 1) {
            throw new AssertionError("no test signals process " + pid);
        }
        try {
            new ProcessBuilder("sh", "-c", "kill -s " + signal + " " + pid)
                    .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError("can't send " + signal + " to " + pid, e);
        }
    }

    @Override
    public String toString() {
        return pid + " " + String.join(" ", arguments());
    }

    private String field(int index) {
        return fields(pid).orElseThrow(() -> new AssertionError("there is no process " + pid))[index];
    }

    /** What follows the command's name in parentheses, which may hold anything. */
    private static Optional<String[]> fields(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"), ISO_8859_1);
            return Optional.of(stat.substring(stat.lastIndexOf(')') + 2).split(" "));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    private List<String> words(String file) {
        String text = text(file);
        return text.isEmpty() ? List.of() : List.of(text.substring(0, text.length() - 1).split("\0", -1));
    }

    private String text(String file) {
        try {
            return new String(Files.readAllBytes(folder().resolve(file)), ISO_8859_1);
        } catch (IOException goneOrForbidden) {
            return "";
        }
    }

    private static Path target(Path link) {
        try {
            return Files.readSymbolicLink(link);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path folder() {
        return Path.of("/proc", Long.toString(pid));
    }
}
