package zdaemon.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StartOutcomeTest {

    static Stream<Arguments> reports() {
        return Stream.of(
                Arguments.of("started 5\nready 5\n", new StartOutcome.Ready(5)),
                Arguments.of("ready 5\n", new StartOutcome.Ready(5)),
                Arguments.of("adopted 5\n", new StartOutcome.Adopted(5)),
                Arguments.of("noise\nready 5\nfailed x\n", new StartOutcome.Ready(5)),
                Arguments.of("started 5\nfailed it broke: why\n", new StartOutcome.GaveUp("it broke: why", List.of())),
                Arguments.of("failed Another zdrun is already up using socket '/x':\n",
                        new StartOutcome.SomebodyElse()),
                Arguments.of("Error: no such class\n\nfailed x\n",
                        new StartOutcome.GaveUp("x", List.of("Error: no such class"))),
                Arguments.of("", new StartOutcome.GaveUp("", List.of())),
                Arguments.of("started 5\n", new StartOutcome.GaveUp("", List.of())),
                Arguments.of("ready x\nlast", new StartOutcome.GaveUp("", List.of("ready x", "last"))),
                Arguments.of("ready 5", new StartOutcome.Ready(5)));
    }

    @ParameterizedTest
    @MethodSource("reports")
    void reads(String text, StartOutcome expected) {
        assertEquals(expected, inPieces(text, text.length() + 1));
    }

    @Property
    void piecesDoNotMatter(@ForAll @IntRange(min = 1, max = 20) int size) {
        reports().forEach(a -> assertEquals(a.get()[1], inPieces((String) a.get()[0], size)));
    }

    private static StartOutcome inPieces(String text, int size) {
        StartOutcome.Reader report = new StartOutcome.Reader();
        for (int at = 0; at < text.length(); at += size) {
            String piece = text.substring(at, Math.min(text.length(), at + size));
            Optional<StartOutcome> outcome = report.add(piece.getBytes(StandardCharsets.UTF_8));
            if (outcome.isPresent()) {
                return outcome.get();
            }
        }
        return report.ended();
    }
}
