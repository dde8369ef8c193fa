package zdaemon.cli.fleet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import zdaemon.Behaviour;
import zdaemon.Paragraph;
import zdaemon.cli.console.Output;

@Behaviour(Paragraph.LOGTAIL_MANY)
class PrefixedTest {

    private static byte[] prefixed(byte[] bytes, int cut) {
        var out = new ByteArrayOutputStream();
        Output prefixed = Prefixed.output(new Output(out::writeBytes), "web | ", true);
        prefixed.bytes(Arrays.copyOf(bytes, Math.min(cut, bytes.length)));
        prefixed.bytes(Arrays.copyOfRange(bytes, Math.min(cut, bytes.length), bytes.length));
        return out.toByteArray();
    }

    @Test
    void eachLineBeginsWithTheName() {
        assertEquals("web | one\nweb | \nweb | two\n",
                new String(prefixed("one\n\ntwo\nthree".getBytes(StandardCharsets.UTF_8), 2), StandardCharsets.UTF_8));
    }

    /** A line without an end does not fill the memory. */
    @Test
    void endlessLinesAreCut() {
        byte[] long1 = new byte[70_000];
        Arrays.fill(long1, (byte) 'x');
        assertEquals(70_000 + "web | \n".length(), prefixed(long1, 70_000).length);
    }

    /** Bytes of any encoding stay what they are, wherever a read has cut them. */
    @Property
    void bytesStay(@ForAll byte[] text, @ForAll @IntRange(max = 50) int cut) {
        byte[] line = Arrays.copyOf(text, text.length + 1);
        for (int i = 0; i < text.length; i++) {
            line[i] = text[i] == '\n' ? (byte) 'n' : text[i];
        }
        line[text.length] = '\n';
        byte[] expected = new byte[line.length + 6];
        System.arraycopy("web | ".getBytes(StandardCharsets.US_ASCII), 0, expected, 0, 6);
        System.arraycopy(line, 0, expected, 6, line.length);
        assertArrayEquals(expected, prefixed(line, cut));
    }

    @Test
    void coloursAreOfNeighboursNeverTheSame() {
        for (int i = 0; i < 100; i++) {
            assertEquals(false, Label.of("x", i, true).equals(Label.of("x", i + 1, true)));
        }
        assertEquals("web.1 | ", Label.of("web.1", 7, false));
        assertEquals("\033[36mweb.1 | \033[0m", Label.of("web.1", 0, true));
    }
}
