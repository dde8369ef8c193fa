package zdaemon.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import zdaemon.Behaviour;
import zdaemon.Paragraph;
import zdaemon.protocol.StatusReply.MalformedReply;

@Behaviour(Paragraph.WIRE_STATUS)
class StatusReplyTest {

    private static final String TEXT = """
            status=running
            now=1785234567.123456
            should_be_up=1
            delay=0
            backoff=2
            lasttime=1785234500.5
            application=819
            testing=0
            manager=818
            backofflimit=10
            filename='/usr/bin/sleep'
            args=['sleep', '100']
            """;

    private static final StatusReply STATUS = new StatusReply(
            true,
            1_785_234_567_123_456L,
            true,
            OptionalLong.empty(),
            2,
            OptionalLong.of(1_785_234_500_500_000L),
            819,
            false,
            818,
            10,
            Optional.of("/usr/bin/sleep"),
            Optional.of(List.of("sleep", "100")),
            Map.of());

    @Test
    void theKeysOfTheBehaviourPage() throws MalformedReply {
        assertEquals(TEXT, STATUS.encode());
        assertEquals(STATUS, StatusReply.parse(TEXT));
    }

    @Test
    void carriageReturnsAndBlankLinesAndAMissingLastLineEndDoNotMatter() throws MalformedReply {
        assertEquals(STATUS, StatusReply.parse(TEXT.replace("\n", "\r\n") + "\n"));
        assertEquals(STATUS, StatusReply.parse(TEXT.stripTrailing()));
    }

    @Test
    void furtherKeysAreKeptInOrder() throws MalformedReply {
        StatusReply status = StatusReply.parse("zeta=1=2\n" + TEXT + "alpha=\n");
        assertEquals(List.of("zeta", "alpha"), List.copyOf(status.extras().keySet()));
        assertEquals("1=2", status.extras().get("zeta"));
        assertEquals(TEXT + "zeta=1=2\nalpha=\n", status.encode());
    }

    @Test
    @Behaviour({Paragraph.OLD_MANAGERS, Paragraph.WIRE_STATUS})
    void anOldManagerMaySayLittle() throws MalformedReply {
        StatusReply status = StatusReply.parse("application=7\nbackoff=3\n");
        assertTrue(status.running());
        assertEquals(7, status.application());
        assertEquals(OptionalLong.empty(), status.lastTime());
        assertFalse(status.testing());
        assertEquals(Optional.empty(), status.args());
    }

    @ParameterizedTest
    @CsvSource({"1785234567,1785234567000000", "1.5,1500000", "1785234567.1234567,1785234567123456", "0.0,0", "0,0"})
    void readsMoments(String text, long micros) throws MalformedReply {
        assertEquals(micros, StatusReply.parse("application=0\nnow=" + text).now());
        OptionalLong delay = micros == 0 ? OptionalLong.empty() : OptionalLong.of(micros);
        assertEquals(delay, StatusReply.parse("application=0\ndelay=" + text).delay());
    }

    /** As Python 3 prints these floats. */
    @ParameterizedTest
    @CsvSource({"1785234567000000,1785234567.0", "1500000,1.5", "1785234567000001,1785234567.000001"})
    void writesMoments(long micros, String text) {
        StatusReply status = new StatusReply(
                false, micros, false, OptionalLong.empty(), 0, OptionalLong.empty(), 0, false, 0, 0,
                Optional.empty(), Optional.empty(), Map.of());
        assertTrue(status.encode().contains("\nnow=" + text + "\n"), status::encode);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "Unknown command 'status'; 'help' for a list\n", "status=running\n", "application=\n", "application=x\n",
        "application=-1\n", "application=99999999999\n", "application=1\n=2\n", "application=1\rb=2\n",
        "application=1\nstatus=odd\n", "application=1\nnow=1e9\n", "application=1\nnow=-1\n", "application=1\nnow=1.\n",
        "application=1\nnow=.5\n", "application=1\nnow=9999999999999\n", "application=1\ntesting=2\n",
        "application=1\nargs=('a',)\n", "application=1\nargs=__import__('os')\n", "application=1\nfilename=x\n",
        "application=1\nmanager=-1\n", "application=1\nbackoff=\u0661\u0661x\n"
    })
    void refusesWhatMakesNoSense(String text) {
        assertThrows(MalformedReply.class, () -> StatusReply.parse(text));
    }

    @Test
    void refusesFurtherKeysThatWouldBreakTheText() {
        for (Map<String, String> extras : List.of(
                Map.of("a", "1\nstatus=stopped"), Map.of("a\r", "1"), Map.of("a=b", "1"), Map.of("", "1"),
                Map.of("now", "1"))) {
            assertThrows(IllegalArgumentException.class, () -> with(STATUS, extras));
        }
    }

    @Property
    void repliesSurvive(@ForAll("replies") StatusReply status) throws MalformedReply {
        assertEquals(status, StatusReply.parse(status.encode()));
    }

    @Property
    void readingEndsInAReplyOrMalformedReply(@ForAll("nonsense") String text) {
        try {
            StatusReply status = StatusReply.parse("application=1\n" + text);
            assertEquals(status, StatusReply.parse(status.encode()));
        } catch (MalformedReply e) {
            assertFalse(e.getMessage().isEmpty());
        }
    }

    private static StatusReply with(StatusReply s, Map<String, String> extras) {
        return new StatusReply(
                s.running(), s.now(), s.shouldBeUp(), s.delay(), s.backoff(), s.lastTime(), s.application(),
                s.testing(), s.manager(), s.backoffLimit(), s.filename(), s.args(), extras);
    }

    @Provide
    Arbitrary<StatusReply> replies() {
        Arbitrary<Boolean> flag = Arbitraries.of(true, false);
        Arbitrary<Long> moment = Arbitraries.longs().between(1, 999_999_999_999_999_999L);
        Arbitrary<OptionalLong> maybe = Arbitraries.oneOf(
                moment.map(OptionalLong::of), Arbitraries.just(OptionalLong.empty()));
        Arbitrary<Integer> number = Arbitraries.integers().between(0, Integer.MAX_VALUE);
        Arbitrary<String> text = Arbitraries.strings().all().ofMaxLength(10);
        Arbitrary<StatusReply> known = Combinators.combine(flag, moment, flag, maybe, number, maybe, number, flag)
                .as((running, now, up, delay, backoff, last, pid, testing) -> new StatusReply(
                        running, now, up, delay, backoff, last, pid, testing, 0, 0, Optional.empty(),
                        Optional.empty(), Map.of()));
        Arbitrary<Optional<List<String>>> args = text.list().ofMaxSize(4).optional();
        return Combinators.combine(known, number, Arbitraries.integers(), text.optional(), args, extras())
                .as((s, manager, limit, filename, words, extras) -> new StatusReply(
                        s.running(), s.now(), s.shouldBeUp(), s.delay(), s.backoff(), s.lastTime(), s.application(),
                        s.testing(), manager, limit, filename, words, extras));
    }

    private static Arbitrary<Map<String, String>> extras() {
        Arbitrary<String> keys = Arbitraries.strings().withCharRange('a', 'z').ofMinLength(12).ofMaxLength(13)
                .filter(key -> !Set.of("backofflimit", "should_be_up").contains(key));
        Arbitrary<String> values = Arbitraries.strings().withChars("=ab '\u00e9\udc80").ofMaxLength(8);
        return Arbitraries.maps(keys, values).ofMaxSize(3).map(LinkedHashMap::new);
    }

    @Provide
    Arbitrary<String> nonsense() {
        return Arbitraries.of(
                        "now", "delay", "args", "filename", "status", "=", "\n", "\r", "'a'", "[", "]", "1", ".", "-")
                .list().ofMaxSize(10).map(parts -> String.join("", parts));
    }
}
