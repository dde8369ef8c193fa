package zdaemon.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SharedEnvironmentTest {
    /** Few names, so that some are there already and some are there twice. */
    @Provide
    Arbitrary<List<String>> entries() {
        Arbitrary<String> value = Arbitraries.strings().withChars("=xy").ofMaxLength(2);
        return Arbitraries.of("A=", "B=", "C=", "D=", "E=", "=", "F", "G").flatMap(name -> value.map(name::concat)).list().ofMaxSize(7);
    }

    @Provide
    Arbitrary<Map<String, String>> variables() {
        return Arbitraries.maps(Arbitraries.of("A", "B", "C", "F", "X"), Arbitraries.of("", "1", "a=b")).ofMaxSize(4);
    }

    @Property
    void setsWhatAnEnvironmentOfOnesOwnWouldHave(@ForAll("entries") List<String> entries,
            @ForAll("variables") Map<String, String> variables) {
        assertEquals(Environment.with(entries, variables), new SharedEnvironment(entries).with(variables));
    }

    @Property
    void aVectorHasItsTextsWhateverTheOneBeforeHad(@ForAll("entries") List<String> shared,
            @ForAll("variables") Map<String, String> one, @ForAll("variables") Map<String, String> two) throws PosixException {
        SharedEnvironment environment = new SharedEnvironment(shared);
        try (StringVector.Shared vectors = new StringVector.Shared()) {
            for (Map<String, String> variables : List.of(one, two, Map.<String, String>of(), one)) {
                List<String> texts = environment.with(variables);
                try (Buffer vector = vectors.next(texts)) {
                    assertEquals(texts, texts(vector));
                }
            }
        }
    }

    private static List<String> texts(Buffer vector) {
        List<String> texts = new ArrayList<>();
        for (int at = 0; vector.getLong(at) != 0; at += Layout.POINTER_SIZE) {
            texts.add(Foreign.textAt(vector.getLong(at)));
        }
        return texts;
    }
}
