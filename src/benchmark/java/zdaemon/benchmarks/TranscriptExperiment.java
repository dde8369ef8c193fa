package zdaemon.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Output on its way to the transcript, beside {@code cat} from the same pipe to the same kind of file. */
final class TranscriptExperiment implements Experiment {

    private static final int LINE = 100;
    private static final int BLOCK = 65_536;

    @Override
    public String name() {
        return "transcript";
    }

    @Override
    public List<Row> measure(Lab lab, Scale scale) {
        Optional<Path> program = lab.program("flood");
        if (program.isEmpty()) {
            return List.of();
        }
        List<Row> rows = new ArrayList<>();
        try (Flood ours = Flood.throughTool(lab, program.get());
                Flood theirs = Flood.throughCat(lab, program.get(), ours.capacity())) {
            rows.addAll(rows("lines of 100 B", scale.floods(),
                    () -> ours.write(LINE, scale.floodBytes() / 4), () -> theirs.write(LINE, scale.floodBytes() / 4)));
            rows.addAll(rows("blocks of 64 KB", scale.floods(),
                    () -> ours.write(BLOCK, scale.floodBytes()), () -> theirs.write(BLOCK, scale.floodBytes())));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return rows;
    }

    private static List<Row> rows(String what, int rounds, Supplier<Flood.Passage> ours,
            Supplier<Flood.Passage> theirs) {
        List<List<Flood.Passage>> passages = Rounds.of(rounds, List.of(ours, theirs));
        return List.of(
                Row.beside("transcript, " + what, Quantity.RATE, rates(passages.get(0)),
                        "cat", rates(passages.get(1)), Limit.ratioAtLeast(0.9)),
                Row.beside("transcript, " + what + ", CPU", Quantity.CPU_PER_BYTE, costs(passages.get(0)),
                        "cat", costs(passages.get(1)), Limit.ratioAtMost(1.2)));
    }

    private static Series rates(List<Flood.Passage> passages) {
        return new Series(passages.stream().map(Flood.Passage::megabytesPerSecond).toList());
    }

    private static Series costs(List<Flood.Passage> passages) {
        return new Series(passages.stream().map(Flood.Passage::cpuPerByte).toList());
    }
}
