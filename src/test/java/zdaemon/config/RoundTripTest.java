package zdaemon.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import zdaemon.Behaviour;
import zdaemon.Paragraph;
import zdaemon.config.Configuration.Provenance;
import zdaemon.config.Node.Key;
import zdaemon.config.Node.Section;

/** A tree, written as text and parsed, is the same tree. */
@Behaviour({Paragraph.LINES, Paragraph.KEYS, Paragraph.SECTIONS})
class RoundTripTest {
    private static final Provenance NOWHERE = new Provenance.Default();

    @Property(tries = 500)
    void aTreeSurvives(@ForAll("documents") Section document) throws IOException {
        survives(document);
    }

    @Property(tries = 100_000)
    @Tag("soak")
    void manyTreesSurvive(@ForAll("documents") Section document) throws IOException {
        survives(document);
    }

    private static void survives(Section document) throws IOException {
        String text = ConfigurationPrinter.print(document);
        Problems problems = new Problems();
        Section parsed = new Parser(new Machine().file("/t", text), "/", new Substitution(Map.of()), problems)
                .parse("/t");
        assertEquals(List.of(), problems.sorted());
        assertEquals(comparable(document), comparable(parsed), text);
    }

    private static List<Object> comparable(Section section) {
        return List.of(section.type(), section.name(), section.nodes().stream()
                .map(node -> node instanceof Section inner ? comparable(inner) : List.of(((Key) node).name(),
                ((Key) node).value())).toList());
    }

    @Provide
    Arbitrary<Section> documents() {
        return sections(Arbitraries.just(""), Arbitraries.just(""), 3);
    }

    private static Arbitrary<Section> sections(Arbitrary<String> types, Arbitrary<String> names, int depth) {
        Arbitrary<Node> inner = depth == 0 ? keys()
                : Arbitraries.oneOf(keys(), sections(words(), Arbitraries.oneOf(Arbitraries.just(""), words()),
                depth - 1)
                        .map(section -> section));
        return Combinators.combine(types, names, inner.list().ofMaxSize(4)).as((type, name, nodes) -> {
            Section section = new Section(type, name, NOWHERE);
            section.nodes().addAll(nodes);
            return section;
        });
    }

    private static Arbitrary<Node> keys() {
        Arbitrary<String> names = words().filter(word -> word.charAt(0) != '#' && word.charAt(0) != '%');
        return Combinators.combine(names, values()).as((name, value) -> new Key(name, Optional.of(value), NOWHERE));
    }

    /** What may stand as a key, a section's type and its name alike. */
    private static Arbitrary<String> words() {
        return Arbitraries.strings().withCharRange('!', '~').withChars('é', '\u4e00').ofMinLength(1).ofMaxLength(8)
                .filter(word -> word.chars().noneMatch(c -> "()<>/".indexOf(c) >= 0));
    }

    private static Arbitrary<String> values() {
        return Arbitraries.strings().withCharRange(' ', '~').withChars('\t', '\r', 'é', '\u00a0', '\u2028', '$', '<',
                '>', '\ufeff')
                .ofMaxLength(20).map(Text::trim);
    }
}
