package zdaemon.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import org.junit.jupiter.api.Test;

/** Settings survive the way to another process. */
class SettingsTextTest {

    @Property(tries = 500)
    void everythingSurvives(@ForAll("texts") SettingsText text) throws RecordException {
        assertEquals(text, SettingsText.decode(text.encode()));
    }

    @Property(tries = 100_000)
    @Tag("soak")
    void everythingSurvivesForLong(@ForAll("texts") SettingsText text) throws RecordException {
        assertEquals(text, SettingsText.decode(text.encode()));
    }

    @Property(tries = 500)
    void theTextIsPrintable(@ForAll("texts") SettingsText text) {
        for (byte b : text.encode()) {
            assertEquals(true, b == '\n' || b >= ' ' && b < 0x7f);
        }
    }

    @Property(tries = 1000)
    void mutilatedTextIsRefusedOrRead(@ForAll("texts") SettingsText text, @ForAll int at, @ForAll byte value) {
        byte[] bytes = text.encode();
        bytes[Math.floorMod(at, bytes.length)] = value;
        try {
            SettingsText.decode(bytes);
        } catch (RecordException refused) {
            assertEquals(false, refused.getMessage().isEmpty());
        }
    }

    @Test
    void whatIsMissingHasItsDefaultAndWhatIsUnknownIsSkipped() throws RecordException {
        String text = "zdaemon-settings 1\nfrom-the-future=x\nprogram=a\nhandler-early=1\neventlog=20\n"
                + "handler=telegraph\n"
                + "handler-level=5\nhandler=syslog\nhandler-level=0\nhandler-format=f\nhandler-dateformat=\n"
                + "handler-style=CLASSIC\nhandler-arbitrary=off\nhandler-facility=USER\nhandler-local=/dev/log\n"
                + "handler-new=1\n";
        assertEquals(new SettingsText(new Settings(List.of("a"), "zdsock", true, Optional.empty(), 10, false, Set.of(0,
                2), 300, 1, 300, "TERM", StopScope.PROGRAM, List.of(), Optional.empty(), 022, "/dev/null", FullPolicy.BLOCK, Optional.empty(),
                true, "zdaemon>", false,
                Map.of(), Optional.of(new EventLogSettings(20, List.of(new Handler.Syslog(0, new Layout("f", "",
                Layout.Style.CLASSIC, false), Facility.USER, new Address.Local("/dev/log"))))), Optional.empty()),
                List.of()), decode(text));
    }

    @Test
    void whatIsNoSuchTextIsRefused() {
        for (String text : List.of("", "zdaemon-settings 2\nprogram=x\n", "zdaemon-settings 1\n",
                "zdaemon-settings 1\nx", "zdaemon-settings 1\nprogram=x", "zdaemon-settings 1\nprogram=\\\n",
                "zdaemon-settings 1\nprogram=\\u12\n", "zdaemon-settings 1\nprogram=x\ndaemon=maybe\n",
                "zdaemon-settings 1\nprogram=x\numask=x\n",
                "zdaemon-settings 1\nprogram=x\neventlog=1\nhandler=syslog\n")) {
            assertThrows(RecordException.class, () -> decode(text), text);
        }
    }

    private static SettingsText decode(String text) throws RecordException {
        return SettingsText.decode(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static Arbitrary<String> strings() {
        // Any UTF-16 unit, lone surrogates too.
        return Arbitraries.chars().all().list().ofMaxSize(6).map(chars -> {
            StringBuilder text = new StringBuilder();
            chars.forEach(text::append);
            return text.toString();
        });
    }

    @Provide
    Arbitrary<SettingsText> texts() {
        Arbitrary<List<String>> words = strings().list().ofMaxSize(3);
        Arbitrary<Integer> numbers = Arbitraries.integers().greaterOrEqual(0);
        Arbitrary<Boolean> flags = Arbitraries.of(true, false);
        Arbitrary<Settings> plain = Combinators.combine(words, strings().optional(), numbers, flags, numbers.set()
                .ofMaxSize(3), Arbitraries.maps(strings(), strings()).ofMaxSize(3), eventLogs().optional(), strings())
                .as((list, text, number, flag, codes, map, log, name) -> new Settings(with(list, name), name, flag,
                        text, number, !flag, codes, number, 3, 7, name,
                        flag ? StopScope.GROUP : StopScope.ALL, list, text, number & 0777, name,
                        flag ? FullPolicy.BLOCK : FullPolicy.DROP, text, flag, name, !flag,
                        map, log, text));
        return Combinators.combine(plain, words).as(SettingsText::new);
    }

    private static List<String> with(List<String> words, String first) {
        List<String> all = new ArrayList<>(List.of(first));
        all.addAll(words);
        return all;
    }

    private static Arbitrary<EventLogSettings> eventLogs() {
        return Combinators.combine(Arbitraries.integers().between(0, 50), handlers().list().ofMaxSize(3))
                .as(EventLogSettings::new);
    }

    private static Arbitrary<Handler> handlers() {
        Arbitrary<Integer> levels = Arbitraries.integers().between(0, 50);
        Arbitrary<Layout> layouts = Combinators.combine(strings(), strings(), Arbitraries.of(Layout.Style.values()),
                Arbitraries.of(true, false)).as(Layout::new);
        Arbitrary<Integer> counts = Arbitraries.integers().greaterOrEqual(1);
        Arbitrary<Rotation> rotations = Arbitraries.oneOf(Arbitraries.just(new Rotation.None()),
                Combinators.combine(Arbitraries.longs(), counts).as(Rotation.BySize::new),
                Combinators.combine(Arbitraries.of(Rotation.When.values()), counts, counts).as(Rotation.ByTime::new));
        Arbitrary<Address.Host> hosts = Combinators.combine(strings(), counts).as(Address.Host::new);
        Arbitrary<Handler.Login> logins = Combinators.combine(strings(), strings()).as(Handler.Login::new);
        return Arbitraries.oneOf(
                Combinators.combine(levels, layouts, strings(), rotations, Arbitraries.of(StandardCharsets.UTF_8,
                        StandardCharsets.ISO_8859_1), Arbitraries.of(true, false)).as(Handler.LogFile::new),
                Combinators.combine(levels, layouts, Arbitraries.of(Handler.Stream.values()),
                        Arbitraries.just(StandardCharsets.UTF_8)).as(Handler.LogStream::new),
                Combinators.combine(levels, layouts, Arbitraries.of(Facility.values()),
                Arbitraries.<Address>oneOf(hosts, strings().map(Address.Local::new))).as(Handler.Syslog::new),
                Combinators.combine(levels, layouts, strings(), Arbitraries.of(Handler.Method.values()))
                        .as(Handler.HttpLogger::new),
                Combinators.combine(levels, layouts, strings(), strings().list().ofMaxSize(3), strings(), hosts,
                        logins.optional()).as(Handler.EmailNotifier::new));
    }
}
