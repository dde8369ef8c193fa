package zdaemon.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a process holds, from {@code /proc/PID/smaps_rollup}.
 *
 * @param anonymous    millions of bytes that are its own: neither shared nor a file's
 * @param proportional millions of bytes, where what n processes share counts for an n-th
 */
record Memory(double anonymous, double proportional) {

    static Memory of(long pid) {
        try {
            return parse(Files.readAllLines(Path.of("/proc", Long.toString(pid), "smaps_rollup")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Memory parse(List<String> lines) {
        return new Memory(megabytes(lines, "Anonymous:"), megabytes(lines, "Pss:"));
    }

    /** The kernel's kB are 1024 bytes. */
    private static double megabytes(List<String> lines, String key) {
        String line = lines.stream().filter(text -> text.startsWith(key)).findFirst()
                .orElseThrow(() -> new AssertionError("no " + key + " in smaps_rollup"));
        return Long.parseLong(line.substring(key.length()).replace("kB", "").strip()) * 1024 / 1e6;
    }
}
