package zdaemon.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import zdaemon.spec.FleetLaunch.RunnerSpec;
import zdaemon.spec.Handler.Address;
import zdaemon.spec.Handler.Facility;
import zdaemon.spec.Handler.Layout;
import zdaemon.spec.Handler.Rotation;
import zdaemon.spec.Handler.TextEncoding;
import zdaemon.spec.ManagerSpec.EventLogSettings;
import zdaemon.spec.RecordReader.RecordException;
import zdaemon.spec.Spec.FleetSpec;

/** What was configured survives the way to another process. */
class LaunchTest {

    @Property(tries = 500)
    void everythingSurvives(@ForAll("texts") Launch text) throws RecordException {
        assertEquals(text, Launch.decode(text.encode()));
    }

    @Property(tries = 200)
    void everythingOfManyProgramsSurvives(@ForAll("fleets") FleetLaunch launch) throws RecordException {
        assertEquals(launch, FleetLaunch.decode(launch.encode()));
        assertEquals(true, FleetLaunch.isOne(launch.encode()));
    }

    @Test
    void manyProgramsAndOneAreNotTakenForEachOther() {
        byte[] one = new Launch(new ProgramSpec(Values.none().with(Option.PROGRAM, List.of("x")), Map.of()),
                new ManagerSpec(Values.none(), Optional.empty()), List.of()).encode();
        assertEquals(false, FleetLaunch.isOne(one));
        assertEquals(false, FleetLaunch.isOne(new byte[0]));
        assertThrows(RecordException.class, () -> FleetLaunch.decode(one));
        assertThrows(RecordException.class, () -> FleetLaunch.decode(
                "zdaemon-fleet 2\nmanager:\n.\nprocess:\n.\n".getBytes(StandardCharsets.ISO_8859_1)));
    }

    @Property(tries = 100_000)
    @Tag("soak")
    void everythingSurvivesForLong(@ForAll("texts") Launch text) throws RecordException {
        assertEquals(text, Launch.decode(text.encode()));
    }

    @Property(tries = 500)
    void theTextIsPrintable(@ForAll("texts") Launch text) {
        for (byte b : text.encode()) {
            assertEquals(true, b == '\n' || (b >= ' ' && b < 0x7f));
        }
    }

    @Property(tries = 1000)
    void mutilatedTextIsRefusedOrRead(@ForAll("texts") Launch text, @ForAll int at, @ForAll byte value) {
        byte[] bytes = text.encode();
        bytes[Math.floorMod(at, bytes.length)] = value;
        try {
            Launch.decode(bytes);
        } catch (RecordException refused) {
            assertEquals(false, refused.getMessage().isEmpty());
        }
    }

    /** A copy of all the words for each of them took seconds of a start with 8,000 words, and gigabytes here. */
    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void manyWordsCostNoMoreThanTheirNumber() throws RecordException {
        String text = "zdaemon-settings 2\nmanager:\n.\nprogram:\n" + "program=a word\n".repeat(300_000) + ".\n";
        Launch launch = Launch.decode(text.getBytes(StandardCharsets.ISO_8859_1));
        assertEquals(Collections.nCopies(300_000, "a word"), launch.program().command());
    }

    @Test
    void whatIsMissingHasItsDefaultAndWhatIsUnknownIsSkipped() throws RecordException {
        String text = "zdaemon-settings 1\nfrom-the-future=x\nprogram=a\nhandler-early=1\neventlog=20\n"
                + "handler=telegraph\n"
                + "handler-level=5\nhandler=syslog\nhandler-level=0\nhandler-format=f\nhandler-dateformat=\n"
                + "handler-style=CLASSIC\nhandler-arbitrary=off\nhandler-facility=USER\nhandler-local=/dev/log\n"
                + "handler-new=1\n";
        assertEquals(new Launch(new ProgramSpec(Values.none().with(Option.PROGRAM, List.of("a")), Map.of()),
                new ManagerSpec(Values.none(), Optional.of(new EventLogSettings(20, List.of(new Handler.Syslog(0,
                        new Layout("f", "", Layout.Style.CLASSIC, false), Facility.USER,
                        new Address.Local("/dev/log")))))), List.of()), decode(text));
    }

    @Test
    void whatIsNoSuchTextIsRefused() {
        for (String text : List.of("", "zdaemon-settings 3\nprogram=x\n", "zdaemon-settings 2\nprogram=x\n", "zdaemon-settings 1\n",
                "zdaemon-settings 1\nx", "zdaemon-settings 1\nprogram=x", "zdaemon-settings 1\nprogram=\\\n",
                "zdaemon-settings 1\nprogram=\\u12\n", "zdaemon-settings 1\nprogram=x\ndaemon=maybe\n",
                "zdaemon-settings 1\nprogram=x\numask=x\n",
                "zdaemon-settings 1\nprogram=x\neventlog=1\nhandler=syslog\n")) {
            assertThrows(RecordException.class, () -> decode(text), text);
        }
    }

    private static Launch decode(String text) throws RecordException {
        return Launch.decode(text.getBytes(StandardCharsets.ISO_8859_1));
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
    Arbitrary<Launch> texts() {
        return Combinators.combine(programs(), managers(), words()).as(Launch::new);
    }

    @Provide
    Arbitrary<FleetLaunch> fleets() {
        Arbitrary<RunnerSpec> single = Combinators.combine(strings(), values(), Arbitraries.maps(strings(), strings())
                .ofMaxSize(3), programs()).as((name, values, described, program) ->
                        new RunnerSpec(name, OptionalInt.empty(), new FleetSpec(values), described, List.of(program)));
        Arbitrary<RunnerSpec> several = Combinators.combine(strings(), values(), programs().list().ofMinSize(1).ofMaxSize(3))
                .as((name, values, programs) -> new RunnerSpec(name, OptionalInt.of(programs.size()), new FleetSpec(values),
                        Map.of(), programs));
        return Combinators.combine(managers(), values(), Arbitraries.oneOf(single, several).list().ofMinSize(1).ofMaxSize(3),
                words()).as(FleetLaunch::new);
    }

    private static Arbitrary<List<String>> words() {
        return strings().list().ofMaxSize(3);
    }

    private static Arbitrary<ProgramSpec> programs() {
        return Combinators.combine(values(), Arbitraries.maps(strings(), strings())
                .ofMaxSize(3), strings()).as((values, map, name) -> new ProgramSpec(
                        values.with(Option.PROGRAM, List.of(name, "x")), map));
    }

    private static Arbitrary<ManagerSpec> managers() {
        return Combinators.combine(values(), eventLogs().optional()).as(ManagerSpec::new);
    }

    /** Any value for any option, by its kind. */
    private static Arbitrary<Values> values() {
        Arbitrary<Values> all = Arbitraries.just(Values.none());
        for (Option option : Option.values()) {
            all = Combinators.combine(all, value(option).optional()).as((values, value) ->
                    value.isPresent() ? values.with(option, value.get()) : values);
        }
        return all;
    }

    private static Arbitrary<?> value(Option option) {
        return switch (option.kind()) {
            case FLAG -> Arbitraries.of(true, false);
            case TEXT, PATH, DIRECTORY, SOCKET, USER, SIGNAL, OVERRIDE, IGNORED -> strings();
            case COMMAND, NAMES -> strings().list().ofMinSize(1).ofMaxSize(3);
            case SECONDS, OCTAL, INSTANCES -> Arbitraries.integers().greaterOrEqual(0);
            case INTEGERS -> Arbitraries.integers().set().ofMaxSize(3);
            case CHOICE -> Arbitraries.of(option.choices());
        };
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
                Combinators.combine(levels, layouts, strings(), rotations, Arbitraries.of(TextEncoding.UTF_8,
                        new TextEncoding(StandardCharsets.UTF_16LE, true),
                        new TextEncoding(StandardCharsets.ISO_8859_1, false)), Arbitraries.of(true, false)).as(Handler.LogFile::new),
                Combinators.combine(levels, layouts, Arbitraries.of(Handler.Stream.values()),
                        Arbitraries.just(TextEncoding.UTF_8)).as(Handler.LogStream::new),
                Combinators.combine(levels, layouts, Arbitraries.of(Facility.values()),
                Arbitraries.<Address>oneOf(hosts, strings().map(Address.Local::new))).as(Handler.Syslog::new),
                Combinators.combine(levels, layouts, strings(), Arbitraries.of(Handler.Method.values()))
                        .as(Handler.HttpLogger::new),
                Combinators.combine(levels, layouts, strings(), strings().list().ofMaxSize(3), strings(), hosts,
                        logins.optional()).as(Handler.EmailNotifier::new));
    }
}
