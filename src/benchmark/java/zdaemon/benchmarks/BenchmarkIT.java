package zdaemon.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import zdaemon.e2e.Tool;

/** The benchmark measures something, and finds what it needs in the built tool. What it finds is not judged here. */
class BenchmarkIT {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void measuresTheImage() {
        assertEquals(0, run("--short", "--only", "image"), this::printed);
        assertTrue(out.toString(UTF_8).contains("image on disk  "), this::printed);
        assertTrue(out.toString(UTF_8).contains("≤ 60 MB"), this::printed);
    }

    @Test
    void measuresCommandsBesideAnEmptyMain() {
        Scale tiny = new Scale(1, 1, 2, 1, 0, 1, 1_000_000, 2, 1, false);
        try (Lab lab = new Lab(Optional.empty())) {
            List<Row> rows = new CommandExperiment().measure(lab, tiny);
            assertEquals(5, rows.size());
            rows.forEach(row -> assertTrue(row.ours().median() > 0 && row.ratios().isPresent(), row.toString()));
        }
    }

    @Test
    void comparesWithAToolThatIsGiven() {
        try (Lab lab = new Lab(Optional.of(List.of(Tool.command().toString())))) {
            List<Supervisor> supervisors = lab.supervisors("one", Lab.SLEEPER);
            assertEquals(supervisors.getFirst().name(), supervisors.getLast().name());
            assertTrue(supervisors.size() >= 2);
            supervisors.forEach(Supervisor::begin);
            supervisors.forEach(one -> lab.time(one.status()));
            supervisors.forEach(Supervisor::close);
        }
    }

    @Test
    void explainsItself() {
        assertEquals(0, run("--help"));
        assertTrue(out.toString(UTF_8).contains("--against"));
        assertEquals(2, run("--only", "nothing"));
        assertTrue(err.toString(UTF_8).contains("there is no experiment nothing"), this::printed);
    }

    private int run(String... arguments) {
        return Benchmark.run(List.of(arguments), new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
    }

    private String printed() {
        return out.toString(UTF_8) + err.toString(UTF_8);
    }
}
