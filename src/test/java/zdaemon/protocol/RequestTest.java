package zdaemon.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTest {

    @Test
    void readsAVerbAndItsWords() {
        assertEquals(Request.of("status"), Request.parse("status\n"));
        assertEquals(Request.of("kill", "15"), Request.parse("  kill \t 15\r\n"));
        assertEquals(Request.of("await", "up", "812"), Request.parse("await up 812"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", " \t\r\n", "\u00a0\u3000\u001c\u001f\u0085\u2028"})
    void anEmptyLineHasNoVerb(String line) {
        assertEquals(Request.of(""), Request.parse(line));
    }

    /** As Python 3 does: {@code 'a\xa0b\x1cc\u2003d\x85e\u200bf\x00g\u180eh'.split()}. */
    @Test
    void splitsWherePythonDoes() {
        assertEquals(
                new Request("a", List.of("b", "c", "d", "e\u200bf\0g\u180eh")),
                Request.parse("a\u00a0b\u001cc\u2003d\u0085e\u200bf\0g\u180eh"));
    }

    @Test
    void writesALine() {
        assertEquals("await up 812\n", Request.of("await", "up", "812").encode());
        assertEquals("\n", Request.of("").encode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "15\nstop", "a\u00a0b"})
    void refusesWordsThatAreNone(String word) {
        assertThrows(IllegalArgumentException.class, () -> Request.of("kill", word));
    }

    @Property
    void everyLineIsARequestThatSurvives(@ForAll("lines") String line) {
        Request request = Request.parse(line);
        assertEquals(request, Request.parse(request.encode()));
    }

    @Provide
    Arbitrary<String> lines() {
        return Arbitraries.oneOf(
                Arbitraries.strings().all().ofMaxLength(30),
                Arbitraries.strings().withChars("ab \t\n\r\u00a0\u2028\ud800").ofMaxLength(30));
    }
}
