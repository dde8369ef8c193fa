package zdaemon.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What {@code mortal.c} wrote: when each of its lives began and ended. */
final class Lives {

    private static final String FILE = "lives";

    private Lives() {}

    /** How many lives have ended. */
    static int count(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        return Files.exists(file) ? Files.readAllLines(file).size() : 0;
    }

    /** Milliseconds from each death to the next birth, without the first few. */
    static Series gaps(Path folder, int without) {
        try {
            return gaps(Files.readAllLines(folder.resolve(FILE)), without);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Series gaps(List<String> lines, int without) {
        List<Double> gaps = new ArrayList<>();
        for (int life = 1 + without; life < lines.size(); life++) {
            long death = Long.parseLong(lines.get(life - 1).split(" ")[1]);
            long birth = Long.parseLong(lines.get(life).split(" ")[0]);
            gaps.add((birth - death) / 1e6);
        }
        return new Series(gaps);
    }

    static void forget(Path folder) {
        try {
            Files.deleteIfExists(folder.resolve(FILE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
