package zdaemon.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import zdaemon.Behaviour;
import zdaemon.Paragraph;
import zdaemon.config.Configuration.Provenance;
import zdaemon.config.ConfigurationLoader.ConfigurationException;
import zdaemon.config.ConfigurationLoader.OptionValue;
import zdaemon.core.fleet.Program;
import zdaemon.core.fleet.UpdatePlan;
import zdaemon.spec.Option;
import zdaemon.spec.ProgramSpec;

/** Files with many programs (programs §1). */
@Behaviour(Paragraph.SITE_SECTIONS)
class SiteTest {

    /** Literally the page's. */
    private static final String PAGE = """
            <manager>
              socket-name  /tmp/zdsock
            </manager>

            <defaults>
              directory    /srv/site
              user         www-data
            </defaults>

            <environment>
              TZ UTC
            </environment>

            <runner migrate>
              program      bin/migrate
              oneshot      on
              needs        db
            </runner>

            <runner db>
              program      postgres -D data
              user         postgres
              stop-signal  INT
            </runner>

            <runner web>
              program      java -jar web.jar --port 808{instance}
              transcript   log/web.{instance}.log
              needs        migrate
              instances    3
              <environment>
                SHARD {instance}
              </environment>
            </runner>
            """;

    @Behaviour({Paragraph.SITE_SECTIONS, Paragraph.SITE_DEFAULTS, Paragraph.SITE_ENVIRONMENT})
    @Test
    void thePagesOwnExample() {
        Site site = site(PAGE);
        assertEquals("/tmp/zdsock", site.manager().socket());
        assertEquals(List.of(
                new Program("migrate", OptionalInt.empty(), List.of("db"), List.of(), true, true, false),
                Program.named("db"),
                new Program("web", OptionalInt.of(3), List.of("migrate"), List.of(), false, true, false)),
                site.runners().stream().map(Site.Runner::program).toList());
        List<ProgramSpec> web = site.runners().get(2).members();
        assertEquals(3, web.size());
        assertEquals(List.of("java", "-jar", "web.jar", "--port", "8082"), web.get(1).command());
        assertEquals("log/web.3.log", web.get(2).text(Option.TRANSCRIPT));
        assertEquals(Map.of("TZ", "UTC", "SHARD", "1"), web.getFirst().environment());
        assertEquals("/srv/site", web.getFirst().text(Option.DIRECTORY));
        assertEquals("www-data", web.getFirst().text(Option.USER));
        ProgramSpec db = site.runners().get(1).members().getFirst();
        assertEquals("postgres", db.text(Option.USER));
        assertEquals("INT", db.text(Option.STOP_SIGNAL));
        assertEquals(Map.of("TZ", "UTC"), db.environment());
    }

    @Behaviour(Paragraph.SITE_DEFAULTS)
    @Test
    void showNamesTheOriginOfAValue() {
        Site.Runner db = site(PAGE).runners().get(1);
        assertEquals(new Provenance.InFile("file:///etc/x.conf", 22), origin(db, "user"));
        assertEquals(new Provenance.InFile("file:///etc/x.conf", 6), origin(db, "directory"));
        assertEquals(new Provenance.Default(), origin(db, "backoff-limit"));
        assertTrue(db.options().stream().noneMatch(entry -> entry.name().equals("socket-name")));
        assertEquals("808{instance}", site(PAGE).runners().get(2).options().getFirst().text().split(" ")[4]);
    }

    @Behaviour(Paragraph.INSTANCES)
    @Test
    void aPlaceIsOnlyFilledWhereThereAreInstances() {
        String one = "<manager/>\n<runner a>\nprogram x {name} {instance}\n%s\n</runner>";
        assertEquals(List.of("x", "{name}", "{instance}"), member(one.formatted(""), 0).command());
        assertEquals(List.of("x", "a", "1"), member(one.formatted("instances 1"), 0).command());
        assertEquals("/tmp/a2", member("<manager/>\n<runner a>\nprogram x\ninstances 2\ndirectory /tmp/{name}{instance}\n"
                + "</runner>", 1).text(Option.DIRECTORY));
    }

    @Behaviour(Paragraph.INSTANCES)
    @Test
    void instancesWithoutPlacesShareWhatTheyAre() {
        List<ProgramSpec> members = site("<manager/>\n<runner a>\nprogram x\ninstances 1000\n</runner>").runners().getFirst()
                .members();
        assertEquals(1000, members.size());
        assertSame(members.getFirst(), members.getLast());
    }

    @Behaviour(Paragraph.SITE_PATHS)
    @Test
    void relativeDirectoriesBeginInTheManagers() {
        assertEquals("/srv/site", member("<manager>\ndirectory /srv\n</manager>\n<runner a>\nprogram x\ndirectory site\n"
                + "</runner>", 0).text(Option.DIRECTORY));
        assertEquals("/srv/site", member("<manager>\ndirectory /tmp\n</manager>\n<runner a>\nprogram x\n"
                + "directory /srv/site\n</runner>", 0).text(Option.DIRECTORY));
    }

    @Behaviour(Paragraph.SITE_WORDS)
    @Test
    void shellWordsSplitAsAShellDoes() {
        String[][] cases = {
            {"a 'b c' d", "a|b c|d"}, {"a \"b 'c\" d", "a|b 'c|d"}, {"a\\ b c", "a b|c"}, {"a '' \"\" b", "a|||b"},
            {"a'b'\"c\"d", "abcd"}, {"a \"\\$\\\"\\\\\\n\"", "a|$\"\\\\n"}, {"a '\\'", "a|\\"}, {"a   b", "a|b"},
        };
        for (String[] each : cases) {
            String file = "<manager/>\n<defaults>\nshell-words on\n</defaults>\n<runner a>\nprogram "
                    + each[0].replace("$", "$$") + "\n</runner>";
            assertEquals(List.of(each[1].split("\\|")), member(file, 0).command(), each[0]);
        }
        assertEquals(List.of("a", "'b", "c'"), member("<manager/>\n<runner a>\nprogram a 'b c'\n</runner>", 0).command());
    }

    /** In files with one program too, where the command line may give it all the same. */
    @Behaviour(Paragraph.SITE_WORDS)
    @Test
    void shellWordsOfOneProgram() throws ConfigurationException {
        String file = "<runner>\nprogram a 'b c'\nshell-words on\n</runner>";
        assertEquals(List.of("a", "b c"), Machine.conf(file).load("-C", Machine.CONF).settings().program().command());
        assertTrue(loader(file).read(options()).site().isEmpty());
    }

    private static final String[][] FAULTS = {
        {"<manager/>", "no values for 'runner'; 1 required|(line 1 in file:///etc/x.conf)"},
        {"<manager/>|<runner a/>", "no values for 'program'; 1 required|(line 2 in file:///etc/x.conf)"},
        {"<manager/>|<manager/>|A", "'manager' does not support multiple values|(line 2 in file:///etc/x.conf)"},
        {"<manager/>|<defaults/>|<defaults/>|A", "'defaults' does not support multiple values|(line 3 in file:///etc/x.conf)"},
        {"<manager/>|<runner>|program x|</runner>",
            "a <runner> needs a name beside a <manager> section; write <runner NAME>|(line 2 in file:///etc/x.conf)"},
        {"<manager/>|<runner all>|program x|</runner>", "'all' is no name for a runner: letters, digits, '-' and '_' are, but "
            + "not 'all'|(line 2 in file:///etc/x.conf)"},
        {"<manager/>|A|<runner A>|program x|</runner>", "there is a <runner a> already (line 2 in file:///etc/x.conf)|"
            + "(line 5 in file:///etc/x.conf)"},
        {"<manager/>|<runner a>|program x|needs web|</runner>|<runner web2>|program x|</runner>",
            "a needs web, and there is no <runner web>; did you mean 'web2'?|(line 4 in file:///etc/x.conf)"},
        {"<manager/>|<runner a>|program x|needs b|</runner>|<runner b>|program x|after A|</runner>",
            "a cycle: a needs b, b after a|(line 4 in file:///etc/x.conf)"},
        {"<manager/>|<defaults>|needs a|</defaults>|A", "a cycle: a needs a|(line 3 in file:///etc/x.conf)"},
        {"<manager/>|<runner a>|program x|instances 0|</runner>",
            "not a number between 1 and 1000: '0' (line 4, in file:///etc/x.conf)"},
        {"<manager/>|<runner a>|program x|instances many|</runner>", "not a number: 'many' (line 4, in file:///etc/x.conf)"},
        {"<manager/>|<runner a>|program x|instances 9|directory /no/where{instance}|</runner>",
            "/no/where1 is not an existing directory (line 5, in file:///etc/x.conf)"},
        {"<manager/>|<defaults>|program x|</defaults>|A",
            "'program' is not a known key name; it belongs in <runner NAME>|(line 3 in file:///etc/x.conf)"},
        {"<manager/>|<defaults>|forever perhaps|</defaults>|A|<runner b>|program x|</runner>",
            "not a valid boolean value: 'perhaps' (line 3, in file:///etc/x.conf)"},
        {"<manager/>|<runner a>|program x|socket-name /tmp/s|</runner>",
            "'socket-name' is not a known key name; it belongs in <manager>|(line 4 in file:///etc/x.conf)"},
        {"<manager>|program x|</manager>|A",
            "'program' is not a known key name; it belongs in <runner NAME> or <defaults>|(line 2 in file:///etc/x.conf)"},
        {"prompt x|<manager/>|A", "'prompt' is not a known key name; it belongs in <manager>|(line 1 in file:///etc/x.conf)"},
        {"<manager/>|<runner a>|program x|<eventlog/>|</runner>",
            "<eventlog> is not allowed in <runner>|(line 4 in file:///etc/x.conf)"},
        {"<manager/>|<logfile/>|A", "<logfile> is not allowed outside <eventlog>|(line 2 in file:///etc/x.conf)"},
        {"<manager/>|<runner a>|program x 'y|shell-words on|</runner>",
            "a quote that is not closed: \"x 'y\" (line 3, in file:///etc/x.conf)"},
        {"<manager/>|<runner a>|program ''|shell-words on|</runner>",
            "the command must not be empty (line 3, in file:///etc/x.conf)"},
        {"<manager/>|<runner a>|program x\\|shell-words on|</runner>",
            "a backslash at the end: 'x\\\\' (line 3, in file:///etc/x.conf)"},
    };

    /** {@code |} stands for the end of a line, {@code A} for a runner without faults. */
    @Behaviour({Paragraph.SITE_FAULTS, Paragraph.SITE_NAMES, Paragraph.SITE_DEFAULTS, Paragraph.SITE_SECTIONS})
    @TestFactory
    Stream<DynamicTest> eachFaultIsNamedWithItsPlace() {
        return Stream.of(FAULTS).map(each -> DynamicTest.dynamicTest(each[0], () -> assertEquals(
                List.of(each[1].replace('|', '\n')), faults(each[0].replace("|A", "|<runner a>|program x|</runner>")
                        .replace('|', '\n')))));
    }

    /** The errors of files with one program that meant many. */
    @Behaviour(Paragraph.SITE_SECTIONS)
    @Test
    void whatNeedsAManagerSectionSaysSo() {
        assertEquals(List.of("several <runner> sections need a <manager> section\n(line 4 in file:///etc/x.conf)"),
                single("<runner a>\nprogram x\n</runner>\n<runner b>\nprogram x\n</runner>"));
        assertEquals(List.of("'needs' is not a known key name; it needs a <manager> section\n(line 3 in file:///etc/x.conf)"),
                single("<runner>\nprogram x\nneeds y\n</runner>"));
    }

    @Behaviour(Paragraph.SITE_FAULTS)
    @Test
    void allFaultsAreToldAtOnce() {
        Reading reading = loader("<manager/>\n<runner a>\nprogram x\nforever perhaps\n</runner>\n<runner b/>").read(options());
        ConfigurationException e = assertThrows(ConfigurationException.class, reading::orThrow);
        assertEquals("not a valid boolean value: 'perhaps' (line 4, in file:///etc/x.conf)\n"
                + "Error: no values for 'program'; 1 required\n(line 6 in file:///etc/x.conf)", e.getMessage());
    }

    /** What is needed to ask and stop what runs, whatever else is wrong. */
    @Behaviour(Paragraph.SITE_FAULTS)
    @Test
    void theSocketIsKnownInSpiteOfFaults() {
        String faulty = "<runner a>\nforever perhaps\n</runner>";
        assertTrue(loader("<manager>\nsocket-name /tmp/s\n</manager>\n" + faulty).read(options()).socketIsKnown());
        assertTrue(loader("<manager/>\n<runner a>\nprogram x\nforever perhaps\n</runner>").read(options()).socketIsKnown());
        assertFalse(loader("<manager/>\n<runer a/>").read(options()).socketIsKnown());
        assertFalse(loader("<manager>\nsocket-name /no/such/s\n</manager>\n" + faulty).read(options()).socketIsKnown());
    }

    @Behaviour({Paragraph.SHOW_MANY, Paragraph.SITE_WORDS})
    @Test
    void checkWarnsOfWhatIsPerhapsNotMeant() {
        String file = "<manager/>\n<defaults>\nstart-test-program sh -c 'x'\n</defaults>\n<runner a>\nprogram sh -c 'y'\n"
                + "transcript log # here\n</runner>\n<runner b>\nprogram sh -c 'y'\nshell-words on\n</runner>";
        assertEquals(List.of(
                "program is split on white space alone; the quotes in \"'y'\" become part of the word (line 6, in file:///etc/x.conf)",
                "start-test-program is split on white space alone; the quotes in \"'x'\" become part of the word "
                        + "(line 3, in file:///etc/x.conf)",
                "socket-name 'zdsock' is relative: each command must be given in the same directory",
                "a comment has a line of its own; '# here' is part of the value of transcript (line 7, in file:///etc/x.conf)"),
                loader(file).check(options()).warnings().stream().map(Problem::text).toList());
    }

    @Behaviour(Paragraph.LOGTAIL_MANY)
    @Test
    void logtailsFileIsKnown() {
        assertEquals(Optional.of("/home/me/x.log"), site("<manager/>\n<runner a>\nprogram x\nlogfile ~/x.log\n</runner>")
                .runners().getFirst().logFile());
    }

    @Behaviour(Paragraph.SITE_OPTIONS)
    @Test
    void theCommandLineSetsNothingOfManyPrograms() {
        Reading reading = loader("<manager/>\n<runner a>\nprogram x\n</runner>")
                .read(options(new OptionValue(Option.BACKOFF_LIMIT, "3", "-b"), new OptionValue(Option.SOCKET_NAME, "/tmp/s", "-s"),
                        new OptionValue(Option.OVERRIDE, "a/forever=on", "-X")));
        assertEquals(List.of("-b is for one program, and the file has a <manager> section; use -X NAME/backoff-limit=VALUE"),
                reading.faults().stream().map(Problem::text).toList());
        assertEquals("/tmp/s", reading.site().orElseThrow().manager().socket());
        assertTrue(reading.site().orElseThrow().runners().getFirst().members().getFirst().flag(Option.FOREVER));
    }

    @Behaviour(Paragraph.UPDATE)
    @Test
    void anUpdateSeesWhatTheFileSaysNow() {
        String now = PAGE.replace("instances    3", "instances    2").replace("808{", "809{").replace("TZ UTC", "TZ GMT")
                .replace("stop-signal  INT", "backoff-limit 3").replace("needs        migrate", "needs migrate\nafter db");
        List<String> lines = UpdatePlan.between(
                site(PAGE).runners().stream().map(Site.Runner::described).toList(),
                site(now).runners().stream().map(Site.Runner::described).toList(), Site::needsNewProcess).lines();
        assertEquals(List.of(
                "- web.3 (stopped)",
                "! migrate: environment changed: restart",
                "! db: backoff-limit, stop-signal, environment changed: restart",
                "! web.1: program, environment, after changed: restart",
                "! web.2: program, environment, after changed: restart",
                "= 0 unchanged"), lines);
        String calm = PAGE.replace("stop-signal  INT", "backoff-limit 3");
        assertEquals(List.of("~ db: backoff-limit, stop-signal changed: no restart", "= 4 unchanged"), UpdatePlan.between(
                site(PAGE).runners().stream().map(Site.Runner::described).toList(),
                site(calm).runners().stream().map(Site.Runner::described).toList(), Site::needsNewProcess).lines());
    }

    private static Provenance origin(Site.Runner runner, String key) {
        return runner.options().stream().filter(entry -> entry.name().equals(key)).findFirst().orElseThrow().origin();
    }

    private static ProgramSpec member(String text, int number) {
        return site(text).runners().getFirst().members().get(number);
    }

    private static Site site(String text) {
        assertEquals(List.of(), faults(text));
        return loader(text).read(options()).site().orElseThrow();
    }

    private static List<String> faults(String text) {
        return loader(text).read(options()).faults().stream().map(Problem::text).toList();
    }

    private static List<String> single(String text) {
        return loader(text).read(options()).faults().stream().map(Problem::text).toList();
    }

    private static List<OptionValue> options(OptionValue... more) {
        return Stream.concat(Stream.of(new OptionValue(Option.CONFIGURE, Machine.CONF, "-C")), Stream.of(more)).toList();
    }

    private static ConfigurationLoader loader(String text) {
        return new ConfigurationLoader(Machine.conf(text).directory("/srv").directory("/srv/site"), Map.of(), "/here");
    }
}
