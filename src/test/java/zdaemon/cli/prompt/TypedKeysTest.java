package zdaemon.cli.prompt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import zdaemon.posix.NativeString;

class TypedKeysTest {

    private static int complete(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return TypedKeys.complete(bytes);
    }

    @Test
    void waitsForTheRestOfACharacter() {
        assertEquals(0, complete());
        assertEquals(2, complete('a', 'b'));
        assertEquals(1, complete('a', 0xC3));
        assertEquals(3, complete('a', 0xC3, 0xBC));
        assertEquals(1, complete('a', 0xE2, 0x82));
        assertEquals(0, complete(0xF0, 0x9F, 0x98));
        assertEquals(4, complete(0xF0, 0x9F, 0x98, 0x80));
    }

    @Test
    void doesNotWaitForWhatCannotCome() {
        assertEquals(1, complete(0xFF));
        assertEquals(1, complete(0x80));
        assertEquals(4, complete(0x80, 0x80, 0x80, 0x80));
        assertEquals(3, complete(0xC3, 0xBC, 0xBC));
    }

    /** However the bytes come in, the text is the same. */
    @Property
    void cutAnywhere(@ForAll @CharRange(from = 1, to = 0xD7FF) @StringLength(min = 1, max = 8) String text,
            @ForAll @IntRange(max = 24) int cut) {
        byte[] bytes = (text + "\uD83D\uDE00").getBytes(StandardCharsets.UTF_8);
        byte[] first = Arrays.copyOf(bytes, Math.min(cut, bytes.length));
        int complete = TypedKeys.complete(first);
        assertTrue(first.length - complete < 4);
        assertEquals(text + "\uD83D\uDE00", NativeString.decode(bytes, 0, complete)
                + NativeString.decode(bytes, complete, bytes.length));
    }
}
