package zdaemon.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import org.junit.jupiter.api.Test;
import zdaemon.Behaviour;
import zdaemon.Paragraph;
import zdaemon.config.ConfigurationLoader.ConfigurationException;
import zdaemon.spec.Option;

/** Whatever a file holds, there comes out a configuration, or an error with a place. */
@Behaviour(Paragraph.BROKEN_INPUT)
class RobustnessTest {
    private static final byte[] VALID = """
            %import ZConfig.components.logger
            %define name sleep
            <runner main>
              program $name ${name} $$x
              socket-name /tmp/zdsock
              backoff-limit 5m
              umask 022
              exit-codes 0,2
              forever on
            </runner>
            <environment>
              PATH /bin
            </environment>
            <eventlog>
              level info
              <logfile>
                path /tmp/é.log
                format %(asctime)s %(message)-5s
                max-size 5MB
                old-files 3
              </logfile>
              <syslog/>
              <email-notifier>
                from a
                to b
                smtp-server mail:25
              </email-notifier>
              <http-logger>
                url http://localhost/
                style format
                format {message!r:>10}
              </http-logger>
            </eventlog>
            """.getBytes(StandardCharsets.UTF_8);

    @Test
    void theSeedIsCorrect() throws ConfigurationException {
        new Machine().file(Machine.CONF, VALID).settings();
    }

    @Property(tries = 500)
    void randomBytes(@ForAll byte[] text) {
        loadsOrTells(text);
    }

    @Property(tries = 100_000)
    @Tag("soak")
    void manyRandomBytes(@ForAll byte[] text) {
        loadsOrTells(text);
    }

    @Property(tries = 1000)
    void mutations(@ForAll("mutants") byte[] text) {
        loadsOrTells(text);
    }

    @Property(tries = 100_000)
    @Tag("soak")
    void manyMutations(@ForAll("mutants") byte[] text) {
        loadsOrTells(text);
    }

    @Property(tries = 1000)
    void piecesOfTheLanguage(@ForAll("pieces") String text) {
        loadsOrTells(text.getBytes(StandardCharsets.UTF_8));
    }

    @Property(tries = 100_000)
    @Tag("soak")
    void manyPiecesOfTheLanguage(@ForAll("pieces") String text) {
        loadsOrTells(text.getBytes(StandardCharsets.UTF_8));
    }

    @Property(tries = 500)
    void overrides(@ForAll("pieces") String text) {
        Machine machine = new Machine().file(Machine.CONF, VALID);
        try {
            machine.settings("-X", text);
        } catch (ConfigurationException refused) {
            assertTrue(refused.getMessage().contains("-X ") || refused.getMessage().endsWith(")"),
                    refused.getMessage());
        }
    }

    @Test
    void aLineOfTenMegabytes() throws ConfigurationException {
        String line = "x".repeat(10_000_000);
        assertEquals(line, Machine.runner("prompt " + line).settings().client().text(Option.PROMPT));
        loadsOrTells(("$" + line).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    @org.junit.jupiter.api.Tag("soak")
    void aLineOfTenMegabytesInEveryPlace() {
        String line = "x".repeat(10_000_000);
        for (String text : List.of(line, line + " y", "<" + line + ">", "</" + line, "%" + line, "%define " + line,
                "$".repeat(10_000_000), "<runner>\nprogram " + "$(".repeat(5_000_000), "#" + line, "%include " + line,
                "<runner>\nexit-codes " + "1,".repeat(5_000_000), "<runner>\numask " + line)) {
            loadsOrTells(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void aHundredThousandSectionsDeep() {
        for (String type : List.of("a", "runner", "eventlog", "logfile")) {
            String open = ("<" + type + ">\n").repeat(100_000);
            loadsOrTells(open.getBytes(StandardCharsets.UTF_8));
            loadsOrTells((open + ("</" + type + ">\n").repeat(100_000)).getBytes(StandardCharsets.UTF_8));
        }
        String path = "eventlog/".repeat(100_000) + "level=1";
        assertTrue(Machine.runner("").fileRefusal("-X", path).startsWith("<eventlog> is not allowed in <eventlog>"));
    }

    @Test
    void aHundredThousandKeys() throws ConfigurationException {
        StringBuilder text = new StringBuilder("<runner>\nprogram x\n</runner>\n<environment>\n");
        for (int i = 0; i < 100_000; i++) {
            text.append('N').append(i).append(" v\n");
        }
        assertEquals(100_000, Machine.conf(text + "</environment>").settings().program().environment().size());
    }

    private static void loadsOrTells(byte[] text) {
        Machine machine = new Machine().file(Machine.CONF, text);
        List<String> problems = machine.check();
        try {
            machine.settings();
            assertEquals(List.of(), problems);
        } catch (ConfigurationException refused) {
            assertTrue(problems.contains(refused.getMessage()), refused.getMessage());
        }
        for (String problem : problems) {
            int place = Math.max(problem.lastIndexOf("\n(line "), problem.lastIndexOf(" (line "));
            assertTrue(place > 0 && problem.endsWith(" in file:///etc/x.conf)"), problem);
            assertTrue(problem.indexOf('\n') < 0 || problem.indexOf('\n') == place, "one line, then the place: "
                    + problem);
        }
    }

    @Provide
    Arbitrary<byte[]> mutants() {
        Arbitrary<Integer> places = Arbitraries.integers().between(0, VALID.length - 1);
        Arbitrary<Byte> bytes = Arbitraries.oneOf(Arbitraries.bytes(), Arbitraries.of((byte) '\n', (byte) '<',
                (byte) '>', (byte) '/', (byte) '$', (byte) '%', (byte) ' ', (byte) '#', (byte) 0, (byte) '{',
                (byte) '('));
        return Combinators.combine(places.list().ofMinSize(1).ofMaxSize(4), bytes, places, places)
                .as((hits, value, from, to) -> {
                    byte[] text = VALID.clone();
                    for (int hit : hits) {
                        text[hit] = value;
                    }
                    return value % 3 == 0 ? Arrays.copyOfRange(text, Math.min(from, to), Math.max(from, to)) : text;
                });
    }

    @Provide
    Arbitrary<String> pieces() {
        return Arbitraries.of("<", ">", "</", "/>", "<runner>", "</runner>", "<eventlog>", "</eventlog>", "<logfile>",
                "</logfile>", "\n", "\n", "\n", " ", "program", "path", "format", "%(", ")s", "%define", "%include",
                "x.conf", "%import", "zdaemon", "$", "$a", "${a}", "$(A)", "a", "umask", "1", "=", "/", "runner/",
                "style", "template", "STDOUT", "when", "\ufeff", "é", "\0", "\r", "level", "~", "directory",
                "socket-name").list()
                .ofMaxSize(25)
                .map(parts -> String.join("", parts));
    }
}
