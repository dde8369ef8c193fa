package zdaemon.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionTest {
    private static final List<String> ACTIONS = List.of(
            "start", "stop", "restart", "status", "kill", "wait", "logtail");

    @ParameterizedTest
    @CsvSource({"stat,status", "strat,start", "sotp,stop", "restrat,restart", "rest,restart", "Stop,stop",
        "tail,logtail", "kil,kill", "statu,status", "xyzzy,''", "'',''", "lo,logtail"})
    void nearest(String written, String expected) {
        assertEquals(expected, Suggestion.nearest(written, ACTIONS).orElse(""));
    }

    @ParameterizedTest
    @CsvSource({"stat,status", "sta,start", "xyzzy,start", "'',stop"})
    void closestAlwaysAnswers(String written, String expected) {
        assertEquals(expected, Suggestion.closest(written, ACTIONS));
    }

    @ParameterizedTest
    @CsvSource({"41,''", "40,a"})
    void whatIsVeryLongWasNoSlip(int length, String expected) {
        String known = "a".repeat(41);
        Optional<String> nearest = Suggestion.nearest("a".repeat(length), List.of(known));
        assertEquals(expected.isEmpty() ? Optional.empty() : Optional.of(known), nearest);
    }
}
