package zdaemon.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import zdaemon.config.Parser.Malformed;

/** Words, quotes, paths, URLs and suggestions. */
class TextTest {

    @Test
    void words() {
        assertEquals(List.of("a", "b", "c"), Text.words(" a\tb\u00a0 c\n"));
        assertEquals(List.of(), Text.words(" \u2003 "));
    }

    /** Java has no predicate for Python's white space; it is Unicode's, with the four separators of ASCII. */
    @Property
    void whiteSpaceIsThatOfUnicode(@ForAll char c) {
        boolean unicode = Character.isSpaceChar(c) || Character.isWhitespace(c) || c == 0x85;
        assertEquals(unicode, Text.isSpace(c), Integer.toHexString(c));
    }

    @Test
    void quotes() {
        assertEquals("'a'", Quoted.of("a"));
        assertEquals("\"it's\"", Quoted.of("it's"));
        assertEquals("'it\\'s \"'", Quoted.of("it's \""));
        assertEquals("'\\n\\t\\r\\x07\\x85\\\\ é \ud83d\ude00 \\udcff'",
                Quoted.of("\n\t\r\7\u0085\\ é \ud83d\ude00 \udcff"));
    }

    @Test
    void parents() {
        assertEquals(".", FilePath.parent("a"));
        assertEquals("/", FilePath.parent("/a"));
        assertEquals("/", FilePath.parent("/"));
        assertEquals("a", FilePath.parent("a/b/"));
        assertEquals("/a/b", FilePath.parent("/a/b//c"));
    }

    @Test
    void absolutePaths() {
        assertEquals("/x/a/../b", FilePath.absolute("./a//../b/", "/x"));
        assertEquals("/b", FilePath.collapsed("/x/a/../../../b"));
        assertEquals("/", FilePath.absolute("/", "/x"));
    }

    @Test
    void urls() throws Malformed {
        assertEquals("file:///a%20b/%C3%A9%25%F0%9F%98%80%FF", FileUrl.of("/a b/é%\ud83d\ude00\udcff"));
        assertEquals("/a", FileUrl.path("FILE:/a"));
        assertEquals("a", FileUrl.path("file:a"));
        assertEquals("/a#b", FileUrl.path("file:///a#b"));
        assertEquals("a:b", FileUrl.path("a:b"));
        for (String wrong : List.of("file://host/a", "file:///%", "file:///%2", "file:///%zz", "file:///%00", "x+y://z",
                "file://localhost")) {
            assertThrows(Malformed.class, () -> FileUrl.path(wrong), wrong);
        }
    }

    @Property
    void aUrlNamesItsPath(@ForAll @StringLength(max = 20) String text) throws Malformed {
        // Lone surrogates other than those of bytes do not come from any file name.
        String name = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).replace('\0', '\udcfe');
        String path = "/" + name;
        assertEquals(path, FileUrl.path(FileUrl.of(path)));
    }

    @Property
    void aPathHasTheLengthOfItsBytes(@ForAll @StringLength(max = 20) String text) {
        String path = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        assertEquals(path.getBytes(StandardCharsets.UTF_8).length, FilePath.byteLength(path));
    }

    @Test
    void suggestions() {
        List<String> known = List.of("program", "prompt", "umask", "user");
        assertEquals(Optional.of("program"), Suggestion.nearest("porgam", known));
        assertEquals(Optional.of("umask"), Suggestion.nearest("unmask", known));
        assertEquals(Optional.empty(), Suggestion.nearest("bogus", known));
        assertEquals(Optional.empty(), Suggestion.nearest("p".repeat(1000), known));
        assertEquals(0, Suggestion.distance("abc", "abc"));
        assertEquals(1, Suggestion.distance("abc", "acb"));
        assertEquals(3, Suggestion.distance("", "abc"));
    }
}
