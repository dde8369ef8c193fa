package zdaemon.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import zdaemon.Behaviour;
import zdaemon.Paragraph;
import zdaemon.protocol.Repr.ReprException;

@Behaviour(Paragraph.WIRE_STRINGS)
class ReprTest {

    /** Strings and what Python 3.11 printed for them. */
    private static final String[][] RECORDED = {
            {"", "''"},
            {"sleep", "'sleep'"},
            {"/usr/bin/sleep", "'/usr/bin/sleep'"},
            {"it's", "\"it's\""},
            {"say \"hi\"", "'say \"hi\"'"},
            {"it's \"both\"", "'it\\'s \"both\"'"},
            {"back\\slash", "'back\\\\slash'"},
            {"a\nb\rc\td", "'a\\nb\\rc\\td'"},
            {"\u0000\u0007\u0008\u000b\u000c\u001b\u001f", "'\\x00\\x07\\x08\\x0b\\x0c\\x1b\\x1f'"},
            {"\u007f\u0080\u0085\u009f", "'\\x7f\\x80\\x85\\x9f'"},
            {"\u00a0\u00ad\u00a1\u00e9", "'\\xa0\\xad\u00a1\u00e9'"},
            {"\u200b\u2028\u2029\u3000\ufeff", "'\\u200b\\u2028\\u2029\\u3000\\ufeff'"},
            {"\u20ac\u4e2d", "'\u20ac\u4e2d'"},
            {"\ud800", "'\\ud800'"},
            {"\udc80\udcff.txt", "'\\udc80\\udcff.txt'"},
            {"\ue000\uffff\u0378", "'\\ue000\\uffff\\u0378'"},
            {"\ud83d\ude00", "'\ud83d\ude00'"},
            {"\udb40\udc01\udbff\udfff\udb80\udc00", "'\\U000e0001\\U0010ffff\\U000f0000'"},
            {"tab'\t\"", "'tab\\'\\t\"'"},
            {"%s $HOME `x`", "'%s $HOME `x`'"},
            {"\u1680\u2003\u202f\u205f", "'\\u1680\\u2003\\u202f\\u205f'"},
            {"e\u0301", "'e\u0301'"},
            {"'", "\"'\""},
            {"'\"", "'\\'\"'"},
            {"\"'", "'\"\\''"},
            {"\u0080\u00ff\u0100\ufeff", "'\\x80\u00ff\u0100\\ufeff'"}
    };

    static String[][] recorded() {
        return RECORDED;
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void writesWhatPythonWrites(String value, String repr) throws ReprException {
        assertEquals(repr, Repr.string(value));
        assertEquals(value, Repr.parseString(repr));
    }

    @Test
    void writesLists() throws ReprException {
        assertEquals("[]", Repr.list(List.of()));
        assertEquals("['sleep', '100']", Repr.list(List.of("sleep", "100")));
        assertEquals("[\"it's\", '']", Repr.list(List.of("it's", "")));
        assertEquals(List.of(), Repr.parseList(" [ ] "));
        assertEquals(List.of("a", "b", "c"), Repr.parseList("['a','b' ,  u\"c\"]"));
        assertEquals(List.of("a, b", "]"), Repr.parseList("['a, b', ']']"));
    }

    /** Python 2 and hands write these. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "u'x'|x", "\"x\"|x", " 'x' |x", "'\\101\\60z'|A0z", "'\\x41\\u0042\\U00000043'|ABC", "'\\\"'|\""
    })
    void readsOtherSpellings(String text, String value) throws ReprException {
        assertEquals(value, Repr.parseString(text));
    }

    @Test
    void readsEveryEscape() throws ReprException {
        assertEquals("\u0007\b\f\n\r\t\u000b\0\u00ff", Repr.parseString("'\\a\\b\\f\\n\\r\\t\\v\\0\\377'"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "x", "'", "'x", "x'", "'x\"", "''x", "'x' 'y'", "'\\'", "'\\q'", "'\\N{DASH}'", "'\\x4'",
        "'\\x\uff11\uff11'", "'\\x\u00801'", "'\u001f'", "'\\u12'", "'\\U00110000'", "'\\Uffffffff'", "'a\nb'", "'\u007f'", "b'x'",
        "uu'x'", "\t'x'", "['x']", "'a'+'b'"
    })
    void refusesWhatIsNoString(String text) {
        ReprException e = assertThrows(ReprException.class, () -> Repr.parseString(text));
        assertTrue(e.position() >= 0 && e.position() <= text.length());
        assertTrue(e.getMessage().endsWith(" at position " + e.position()), e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "[", "]", "[]]", "['a'", "['a',]", "[,]", "['a' 'b']", "('a',)", "[x]", "[1]", "[['a']]",
        "['a'];x", "__import__('os')"
    })
    void refusesWhatIsNoList(String text) {
        ReprException e = assertThrows(ReprException.class, () -> Repr.parseList(text));
        assertTrue(e.position() >= 0 && e.position() <= text.length());
    }

    @Test
    void pointsAtTheTrouble() {
        assertEquals(7, assertThrows(ReprException.class, () -> Repr.parseList("['ab', 7]")).position());
        assertEquals(4, assertThrows(ReprException.class, () -> Repr.parseString("'ab\\q'")).position());
    }

    @Property
    void stringsSurvive(@ForAll("anything") String value) throws ReprException {
        String repr = Repr.string(value);
        assertEquals(value, Repr.parseString(repr));
        assertTrue(repr.codePoints().allMatch(c -> c >= ' ' && (c < 0x7f || c > 0xa0)), repr);
        assertTrue(repr.codePoints().noneMatch(c -> c >= 0xd800 && c <= 0xdfff), repr);
    }

    @Property
    void listsSurvive(@ForAll("lists") List<String> values) throws ReprException {
        assertEquals(values, Repr.parseList(Repr.list(values)));
    }

    @Property
    void readingEndsInAValueOrAReprException(@ForAll("nonsense") String text) {
        try {
            Repr.parseList(text);
            Repr.parseString(text);
        } catch (ReprException e) {
            assertTrue(e.position() >= 0 && e.position() <= text.length());
        }
    }

    /** Any sequence of chars, surrogates in and out of pairs included. */
    @Provide
    Arbitrary<String> anything() {
        return Arbitraries.oneOf(
                Arbitraries.strings().all().ofMaxLength(20),
                Arbitraries.strings()
                        .withChars("'\"\\ \n\u0000\u0085\u00ad\ud83d\ude00\udc80\u200bau01")
                        .ofMaxLength(20));
    }

    @Provide
    Arbitrary<List<String>> lists() {
        return anything().list().ofMaxSize(6);
    }

    @Provide
    Arbitrary<String> nonsense() {
        return Arbitraries.strings().withChars("'\"\\[], unxU07aF").ofMaxLength(12);
    }
}
