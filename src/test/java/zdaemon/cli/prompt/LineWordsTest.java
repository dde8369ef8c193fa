package zdaemon.cli.prompt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import zdaemon.Behaviour;
import zdaemon.Paragraph;

@Behaviour(Paragraph.TERMINAL)
class LineWordsTest {

    private static LineWords of(String line) {
        return LineWords.of(line, line.length());
    }

    @Test
    void splitsOnWhiteSpace() {
        assertEquals(List.of(""), of("").words());
        assertEquals(List.of("kill", "TE"), of("  kill \t TE").words());
        assertEquals(List.of("kill", ""), of("kill ").words());
        assertEquals(List.of("logtail", "a\\", ""), of("logtail a\\ ").words());
        assertFalse(of("logtail a").isShell());
    }

    @Test
    void looksNoFurtherThanTheCursor() {
        LineWords words = LineWords.of("kill TERM", 6);
        assertEquals("T", words.word());
        assertEquals(1, words.rawWordLength());
    }

    @Test
    void knowsTheShellsBackslash() {
        LineWords words = of("shell cat with\\ space a\\'");
        assertTrue(words.isShell());
        assertEquals(List.of("shell", "cat", "with space", "a'"), words.words());
        assertEquals(3, words.rawWordCursor());
        assertEquals("with\\ space\\$1", words.escape("with space$1", true).toString());
        assertEquals("~/dir/f-1.log", words.escape("~/dir/f-1.log", true).toString());
        assertEquals("a b", of("logtail a").escape("a b", true).toString());
    }

    @Test
    void aBangIsTheShell() {
        assertEquals(List.of("shell", "ls", "/e"), of(" !ls /e").words());
        assertEquals(List.of("shell", ""), of("!").words());
        assertEquals(List.of("kill", "!x"), of("kill !x").words());
    }

    /** What the editor takes away and what it puts there instead is the very end of what was typed. */
    @Property
    void theRawWordEndsTheLine(@ForAll @CharRange(from = ' ', to = 'z') @StringLength(max = 20) String line,
            @ForAll @IntRange(max = 20) int cursor) {
        LineWords words = LineWords.of(line, cursor);
        String typed = line.substring(0, Math.min(cursor, line.length()));
        assertTrue(typed.endsWith(words.raw()));
        assertEquals(words.words().size() - 1, words.wordIndex());
        assertEquals(words.word().length(), words.wordCursor());
    }

    /** A word in the shell's spelling is the same word when it is read. */
    @Property
    void escapedWordsAreReadBack(@ForAll @CharRange(from = ' ', to = '\uFFFF') @StringLength(min = 1) String word) {
        CharSequence escaped = of("!").escape(word, true);
        assertEquals(word, of("!cat " + escaped).word());
    }
}
