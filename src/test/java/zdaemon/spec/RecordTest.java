package zdaemon.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import zdaemon.spec.RecordReader.RecordException;

/** The format of records. */
class RecordTest {

    @Property(tries = 1000)
    void everyTextSurvives(@ForAll String text, @ForAll char unit) throws RecordException {
        String odd = text + unit;
        byte[] bytes = new RecordWriter("test", 1).put("a", odd).open("b").put("a", List.of(odd, text)).close().bytes();
        for (byte b : bytes) {
            assertTrue(b == '\n' || (b >= ' ' && b < 0x7f));
        }
        RecordReader in = RecordReader.of(bytes, "test", 1);
        assertEquals(odd, in.text("a"));
        assertEquals(List.of(odd, text), in.records("b").getFirst().all("a"));
    }

    @Test
    void theText() {
        byte[] bytes = new RecordWriter("state", 2).put("manager", "17 é\\\n").put("crashes", 3).put("ready", true)
                .put("word", List.of("a", "b")).put("wish", Optional.empty()).open("launch").put("umask", 18).close()
                .bytes();
        assertEquals("""
                zdaemon-state 2
                manager=17 \\u00e9\\\\\\u000a
                crashes=3
                ready=on
                word=a
                word=b
                launch:
                umask=18
                .
                """, text(bytes));
    }

    @Test
    void whatIsMissingHasTheReadersDefaultAndWhatIsUnknownIsSkipped() throws RecordException {
        RecordReader in = read("zdaemon-test 1\nnew=1\nnewer:\nx=y\ninner:\n.\n.\na=2\n");
        assertEquals(2, in.number("a", 7));
        assertEquals(7, in.number("b", 7));
        assertTrue(in.flag("b", true));
        assertEquals(Optional.empty(), in.find("b"));
        assertEquals(List.of(), in.all("b"));
        assertEquals(List.of(), in.records("b"));
        assertThrows(RecordException.class, () -> in.text("b"));
        assertThrows(RecordException.class, () -> in.flag("a", true));
    }

    @Test
    void aHeadCanBeWrittenAgainInPlace() throws RecordException {
        RecordWriter first = new RecordWriter("test", 1).put("a", 1).pad(64);
        RecordWriter second = new RecordWriter("test", 1).put("a", 1_000_000).put("b", true).pad(64);
        assertEquals(64, first.bytes().length);
        assertEquals(64, second.bytes().length);
        RecordReader in = read(text(second.bytes()) + "c=3\n");
        assertEquals(1_000_000, in.number("a", 0));
        assertEquals(3, in.number("c", 0));
    }

    @Test
    void anOlderVersionIsReadAndANewerIsNot() throws RecordException {
        assertEquals(1, RecordReader.of("zdaemon-test 1\n".getBytes(StandardCharsets.US_ASCII), "test", 2).version());
        assertThrows(RecordException.class, () -> read("zdaemon-test 2\n"));
    }

    @Test
    void whatIsNoSuchRecordIsRefused() {
        for (String text : List.of("", "zdaemon-test 1", "zdaemon-other 1\n", "zdaemon-test x\n", "zdaemon-test 0\n",
                "zdaemon-test 1\na=1", "zdaemon-test 1\na\n", "zdaemon-test 1\n=1\n", "zdaemon-test 1\n.\n",
                "zdaemon-test 1\n:\n", "zdaemon-test 1\na:\n", "zdaemon-test 1\na:\nb=1\n", "zdaemon-test 1\na=\\x\n",
                "zdaemon-test 1\na=\\u00g0\n", "zdaemon-test 1\na=\\u00\n", "zdaemon-test 1\n" + "a:\n".repeat(5000))) {
            RecordException refused = assertThrows(RecordException.class, () -> read(text), text);
            assertFalse(refused.getMessage().isEmpty());
        }
    }

    private static RecordReader read(String text) throws RecordException {
        return RecordReader.of(text.getBytes(StandardCharsets.ISO_8859_1), "test", 1);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** Searching to the end of the text for each field took ten minutes for these, and seconds for a start with 8,000 words. */
    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void manyFieldsCostNoMoreThanTheirNumber() throws RecordException {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < 200_000; i++) {
            words.add("a word with nothing to escape " + i);
        }
        byte[] bytes = new RecordWriter("test", 1).put("word", words).bytes();
        assertEquals(words, RecordReader.of(bytes, "test", 1).all("word"));
    }
}
