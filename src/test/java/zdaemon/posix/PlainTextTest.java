package zdaemon.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class PlainTextTest {

    @Provide
    Arbitrary<String> anything() {
        return Arbitraries.strings().withChars("\u001b\u009b\n\r\t\u007f\u0007\b\u202e\u2066\u200b\u2028\ufeff\udcff\udc9b\ud800ab\u00e9\u65e5 ")
                .all();
    }

    /** No terminal acts on it, in whatever encoding it reads bytes, and nothing in it ends a line. */
    @Property
    void nothingActs(@ForAll("anything") String text) {
        String plain = PlainText.line(text);
        plain.codePoints().forEach(point -> {
            assertFalse(Character.isISOControl(point));
            boolean isByte = point >= 0xdca0 && point <= 0xdcff;
            assertFalse(Character.getType(point) == Character.FORMAT || point == 0x2028 || point == 0x2029
                    || Character.getType(point) == Character.SURROGATE && !isByte);
        });
        for (byte one : NativeString.encode(plain)) {
            assertTrue(one >= ' ' && one != 0x7f || one < 0);
        }
        assertEquals(plain, PlainText.line(plain));
        assertEquals(plain, PlainText.line(PlainText.lines(text)));
    }

    @Property
    void plainTextStays(@ForAll("anything") String text) {
        String plain = PlainText.line(text);
        StringBuilder kept = new StringBuilder();
        text.codePoints().filter(point -> point == 'a' || point == 0xe9 || point == 0x65e5 || point == ' ')
                .forEach(kept::appendCodePoint);
        String without = plain.replaceAll("\\\\(x..|u....|U........|[nrt])", "");
        StringBuilder left = new StringBuilder();
        without.codePoints().filter(point -> point == 'a' || point == 0xe9 || point == 0x65e5 || point == ' ')
                .forEach(left::appendCodePoint);
        assertEquals(kept.toString(), left.toString());
    }

    @Test
    void isWrittenOut() {
        assertEquals("\\x1b[2J\\n\\r\\t\\x9b\\x7f\\u202e\\x9b\udcff \u00e9 \\U000e0041", PlainText.line(
                "\u001b[2J\n\r\t\u009b\u007f\u202e\udc9b\udcff \u00e9 \udb40\udc41"));
        assertEquals("a\n\tb\\x1b", PlainText.lines("a\n\tb\u001b"));
    }
}
