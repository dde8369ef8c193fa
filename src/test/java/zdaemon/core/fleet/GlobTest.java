package zdaemon.core.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class GlobTest {

    @Test
    void stars() {
        assertTrue(new Glob("w*").matches("web.1"));
        assertTrue(new Glob("W*.1").matches("web.1"));
        assertTrue(new Glob("*").matches("x"));
        assertFalse(new Glob("w*").matches("db"));
        assertFalse(new Glob("we?").matches("we"));
        assertTrue(new Glob("[a-c]x[!0-9]").matches("bxy"));
        assertFalse(new Glob("[a-c]x[!0-9]").matches("bx7"));
        assertTrue(new Glob("[]a]").matches("a"));
        assertTrue(new Glob("[^a]").matches("b"));
        assertFalse(new Glob("[").matches("x"));
        assertTrue(new Glob("a[").matches("a["));
        assertTrue(Glob.isPattern("a[b]") && Glob.isPattern("?") && Glob.isPattern("*") && !Glob.isPattern("web.1"));
    }

    /** A pattern on which one that tries all ways would never end. */
    @Test
    void manyStars() {
        assertFalse(new Glob("*a".repeat(200) + "b").matches("a".repeat(2000)));
    }

    @Property
    void itDoesWhatARegularExpressionDoes(@ForAll @StringLength(max = 8) @Chars({'a', 'b', '*', '?', '.'}) String glob,
            @ForAll @StringLength(max = 8) @Chars({'a', 'b', '.'}) String text) {
        String regex = glob.replace(".", "\\.").replace("*", ".*").replace("?", ".");
        assertEquals(Pattern.matches(regex, text), new Glob(glob).matches(text));
    }
}
