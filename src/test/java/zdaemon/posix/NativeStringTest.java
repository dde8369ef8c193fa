package zdaemon.posix;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

class NativeStringTest {
    @Property(tries = 300)
    void anyBytesComeBack(@ForAll byte[] bytes) {
        assertArrayEquals(bytes, NativeString.encode(NativeString.decode(bytes)));
    }

    /** Random bytes hardly ever form a long sequence, so these start with what could begin one. */
    @Property(tries = 300)
    void nearlyValidBytesComeBack(@ForAll("leads") int lead, @ForAll @Size(max = 5) byte[] rest) {
        byte[] bytes = new byte[rest.length + 1];
        bytes[0] = (byte) lead;
        for (int i = 0; i < rest.length; i++) {
            bytes[i + 1] = (byte) (0x80 | (rest[i] & 0x7F));
        }
        assertArrayEquals(bytes, NativeString.encode(NativeString.decode(bytes)));
    }

    @Provide
    Arbitrary<Integer> leads() {
        return Arbitraries.of(0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xED, 0xEF, 0xF0, 0xF3, 0xF4, 0xF5, 0xFF);
    }

    @Property(tries = 200)
    void validTextIsReadAsTheJdkReadsIt(@ForAll String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        assertEquals(new String(bytes, StandardCharsets.UTF_8), NativeString.decode(bytes));
    }

    @Example
    void invalidBytesBecomeLoneSurrogates() {
        assertEquals("a\udcffb", NativeString.decode(new byte[] {'a', (byte) 0xFF, 'b'}));
        assertEquals("\udced\udca0\udc80", NativeString.decode(new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80}));
        assertEquals("\udcc0\udcaf", NativeString.decode(new byte[] {(byte) 0xC0, (byte) 0xAF}));
        assertEquals("\udce2\udc82", NativeString.decode(new byte[] {(byte) 0xE2, (byte) 0x82}));
    }

    @Example
    void encodesEveryLength() {
        assertArrayEquals("a\u00e9\u20ac\ud83d\ude00".getBytes(StandardCharsets.UTF_8),
                NativeString.encode("a\u00e9\u20ac\ud83d\ude00"));
        assertArrayEquals(new byte[] {'?'}, NativeString.encode("\ud83d"));
    }

    @Example
    void decodesARange() {
        assertEquals("\u00e9", NativeString.decode(new byte[] {'x', (byte) 0xC3, (byte) 0xA9, 'y'}, 1, 3));
        assertEquals("\udcc3", NativeString.decode(new byte[] {'x', (byte) 0xC3, (byte) 0xA9, 'y'}, 1, 2));
    }
}
