package zdaemon.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import zdaemon.Behaviour;
import zdaemon.Paragraph;
import zdaemon.config.ConfigurationLoader.ConfigurationException;
import zdaemon.spec.Option;
import zdaemon.spec.ProgramSpec.FullPolicy;
import zdaemon.spec.ProgramSpec.StopScope;
import zdaemon.spec.Settings;
import zdaemon.spec.Values;

/** Behaviour §6, sentence by sentence: what a correct file means. */
class LanguageTest {

    private static String prompt(String line, String... before) throws ConfigurationException {
        return Machine.conf(String.join("\n", before) + "\n<runner>\nprogram x\n" + line + "\n</runner>").settings()
                .client().text(Option.PROMPT);
    }

    @Test
    @Behaviour({Paragraph.OPTIONS, Paragraph.KNOWN_SECTIONS})
    void everyKey() throws ConfigurationException {
        Settings settings = Machine.conf("""
                # the manual's options, and the later ones
                <runner>
                  program /usr/bin/sleep  100
                  socket-name /tmp/demo.zdsock
                  daemon off
                  directory /tmp
                  backoff-limit 5
                  forever true
                  exit-codes 0, 3,0
                  start-timeout 1m
                  start-seconds 4
                  stop-timeout 2h
                  stop-signal sigint
                  stop-scope Group
                  start-test-program test -e up
                  user jim
                  umask 0o077
                  transcript log
                  transcript-full DROP
                  logfile other.log
                  default-to-interactive no
                  prompt $$ now>
                  hang-around YES
                  python /usr/bin/python
                  zdrun /usr/bin/zdrun.py
                </runner>
                <environment>
                  LD_LIBRARY_PATH /home/foo/lib
                  HOME /home/foo
                </environment>
                """).settings();
        Values values = Values.none().with(Option.PROGRAM, List.of("/usr/bin/sleep", "100"))
                .with(Option.SOCKET_NAME, "/tmp/demo.zdsock").with(Option.DAEMON, false).with(Option.DIRECTORY, "/tmp")
                .with(Option.BACKOFF_LIMIT, 5).with(Option.FOREVER, true).with(Option.EXIT_CODES, Set.of(0, 3))
                .with(Option.START_TIMEOUT, 60).with(Option.START_SECONDS, 4).with(Option.STOP_TIMEOUT, 7200)
                .with(Option.STOP_SIGNAL, "INT").with(Option.STOP_SCOPE, StopScope.GROUP)
                .with(Option.START_TEST_PROGRAM, List.of("test", "-e", "up")).with(Option.USER, "jim")
                .with(Option.UMASK, 077).with(Option.TRANSCRIPT, "log").with(Option.TRANSCRIPT_FULL, FullPolicy.DROP)
                .with(Option.LOGFILE, "other.log").with(Option.DEFAULT_TO_INTERACTIVE, false)
                .with(Option.PROMPT, "$ now>").with(Option.HANG_AROUND, true);
        assertEquals(Settings.of(values, Map.of("LD_LIBRARY_PATH", "/home/foo/lib", "HOME", "/home/foo"),
                Optional.empty(), Optional.of(Machine.CONF)), settings);
    }

    @Test
    @Behaviour(Paragraph.KNOWN_SECTIONS)
    void theTypicalFileOfTheManual() throws ConfigurationException {
        assertEquals(List.of("sleep", "100"), Machine.conf("\n<runner>\n  program sleep 100\n</runner>\n").settings()
                .program().command());
    }

    @Test
    @Behaviour(Paragraph.LINES)
    void whiteSpaceAtTheEndsIsDropped() throws ConfigurationException {
        assertEquals("a  b", prompt("\t prompt \t a  b \t\f\r"));
        assertEquals("x", prompt("\u00a0prompt\u00a0x\u3000"), "that of any script, as Python drops it");
    }

    @Test
    @Behaviour(Paragraph.LINES)
    void aHashInAValueIsPartOfIt() throws ConfigurationException {
        assertEquals("a # b", prompt("  # no\nprompt a # b"));
    }

    @Test
    @Behaviour(Paragraph.KEYS)
    void aValueMayBeEmpty() throws ConfigurationException {
        assertEquals("", prompt("prompt"));
    }

    @Test
    @Behaviour(Paragraph.KEYS)
    void aValueMayHoldWhatIsSyntaxElsewhere() throws ConfigurationException {
        assertEquals("<a> </a> %define (x) 'q' \"q\" \\n é\ud83d\ude00",
                prompt("prompt <a> </a> %define (x) 'q' \"q\" \\n é\ud83d\ude00"));
    }

    @Test
    @Behaviour({Paragraph.KEYS, Paragraph.SECTIONS})
    void namesIgnoreLetterCase() throws ConfigurationException {
        Settings settings = Machine.conf("<RUNNER Main>\nPROGRAM x\n</Runner>\n<EventLog>\n<LogFile a>\nPath STDOUT\n"
                + "</LOGFILE>\n</EVENTLOG>").settings();
        assertEquals(List.of("x"), settings.program().command());
        assertEquals(1, settings.manager().eventLog().orElseThrow().handlers().size());
    }

    @Test
    @Behaviour(Paragraph.LINES)
    void aByteOrderMarkAndCarriageReturnsAreTolerated() throws ConfigurationException {
        assertEquals(List.of("x"), Machine.conf("\ufeff<runner>\r\n program x\r\n</runner>\r\n").settings().program().command());
    }

    @Test
    @Behaviour(Paragraph.LINES)
    void onlyALineFeedEndsALine() throws ConfigurationException {
        assertEquals("a\rb\u2028c", prompt("prompt a\rb\u2028c"));
    }

    @Test
    @Behaviour(Paragraph.SECTIONS)
    void anEmptySectionMayCloseItself() throws ConfigurationException {
        assertEquals(Map.of(), Machine.conf("<runner>\nprogram x\n</runner>\n<environment/>\n<eventlog a />").settings()
                .program().environment());
    }

    @Test
    @Behaviour(Paragraph.DEFINE)
    void definedNames() throws ConfigurationException {
        assertEquals("1 1 1x $1 1", prompt("prompt $a ${A} ${a}x $$1 $a", "%define a 1"));
        assertEquals("/x/y.z", prompt("prompt $dir/y.z", "%define DIR /x"));
        assertEquals("12", prompt("prompt $b", "%define a 1", "%define b ${a}2"));
        assertEquals("", prompt("prompt $a", "%define a"));
        assertEquals("$b", prompt("prompt $a", "%define a $$b"), "what is put in is not looked at again");
        assertEquals("1", prompt("prompt $a", "%define a 1", "%define A 1"), "the same value again is fine");
        assertEquals("1", prompt("%define a_9 1\nprompt $a_9"), "inside a section too");
    }

    @Test
    @Behaviour(Paragraph.DEFINE)
    void environmentVariables() throws ConfigurationException {
        Machine machine = Machine.runner("prompt $(Who)-$(EMPTY)-$(BYTES)").variable("Who", "me $x").variable("EMPTY",
                "")
                .variable("WHO", "no").variable("BYTES", "\udcff");
        assertEquals("me $x--\udcff", machine.settings().client().text(Option.PROMPT));
    }

    @Test
    @Behaviour(Paragraph.DEFINE)
    void substitutionIsNotForNames() {
        assertEquals("unknown type name: '$a'\n(line 2 in file:///etc/x.conf)",
                Machine.conf("%define a runner\n<$a>\n</$a>").fileRefusal());
    }

    @Test
    @Behaviour({Paragraph.INCLUDE, Paragraph.DEFINE})
    void includesAreRelativeToTheIncludingFile() throws ConfigurationException {
        Machine machine = Machine.conf("%define sub d\n<runner>\n%include $sub/one\n%define end 1\n</runner>\n"
                + "%include d/env")
                .file("/etc/d/one", "program x\n%include two").file("/etc/d/two", "%define p hello\nprompt $p $sub")
                .file("/etc/d/env", "<environment>\nP $p $end\n</environment>\n");
        assertEquals("hello d", machine.settings().client().text(Option.PROMPT), "names are known in included files");
        assertEquals(Map.of("P", "hello 1"), machine.settings().program().environment(), "and after them");
    }

    @Test
    @Behaviour(Paragraph.INCLUDE)
    void includesMayBeUrlsAndMayRepeat() throws ConfigurationException {
        Machine machine = Machine.conf("<runner>\nprogram x\n</runner>\n%include file:///tmp/a%20b\n%include /tmp/a b\n"
                + "%include file://localhost/tmp/a%20b").file("/tmp/a b", "%define a 1");
        assertEquals(List.of("x"), machine.settings().program().command());
    }

    @Test
    @Behaviour(Paragraph.IMPORT)
    void knownPackagesAreImported() throws ConfigurationException {
        assertEquals("p", prompt("prompt p", "%import zdaemon", "%import ZConfig.components.logger"));
    }

    @Test
    @Behaviour({Paragraph.KNOWN_SECTIONS, Paragraph.KEYS})
    void environmentKeepsCaseOrderAndAnything() throws ConfigurationException {
        Map<String, String> environment = Machine.conf("%define d v\n<runner>\nprogram x\n</runner>\n<environment>\n"
                + "b $d $$x\nB  <x> #y = %z\nEmpty\nx%y ${d}\n</environment>").settings().program().environment();
        assertEquals(List.of("b", "B", "Empty", "x%y"), List.copyOf(environment.keySet()));
        assertEquals(List.of("v $x", "<x> #y = %z", "", "v"), List.copyOf(environment.values()));
    }

    @Test
    @Behaviour(Paragraph.TYPES)
    void booleansInAnyCase() throws ConfigurationException {
        for (String yes : List.of("yes", "ON", "True", "tRUE")) {
            assertTrue(Machine.runner("forever " + yes).settings().program().flag(Option.FOREVER), yes);
        }
        for (String no : List.of("no", "OFF", "False")) {
            assertFalse(Machine.runner("daemon " + no).settings().manager().flag(Option.DAEMON), no);
        }
    }

    @Test
    @Behaviour(Paragraph.TYPES)
    void times() throws ConfigurationException {
        Map<String, Integer> times = Map.of("30", 30, "30s", 30, "5m", 300, "2h", 7200, "1d", 86400, "+5M", 300, "0", 0,
                "2147483647", Integer.MAX_VALUE, "007", 7);
        for (Map.Entry<String, Integer> time : times.entrySet()) {
            assertEquals(time.getValue(), Machine.runner("stop-timeout " + time.getKey()).settings().program().number(Option.STOP_TIMEOUT));
        }
    }

    @Test
    @Behaviour(Paragraph.TYPES)
    void masks() throws ConfigurationException {
        Map<String, Integer> masks = Map.of("0", 0, "22", 022, "022", 022, "0777", 0777, "000000777", 0777, "0O7", 7);
        for (Map.Entry<String, Integer> mask : masks.entrySet()) {
            assertEquals(mask.getValue(), Machine.runner("umask " + mask.getKey()).settings().program().number(Option.UMASK));
        }
    }

    @Test
    @Behaviour(Paragraph.CONFIGURATION_ERRORS)
    void aCheckTellsAllThatIsWrongInOrder() {
        assertEquals(List.of(
                "invalid value for -b 'ten': not a valid time (use 30, 30s, 5m, 2h or 1d)",
                "no values for 'program'; 1 required\n(line 1 in file:///etc/x.conf)",
                "'progam' is not a known key name; did you mean 'program'?\n(line 2 in file:///etc/x.conf)",
                "'bad' is not a known key name\n(line 1 in file:///etc/inc)",
                "not a valid octal number: '9' (line 2, in file:///etc/inc)",
                "no replacement for 'nope'\n(line 4 in file:///etc/x.conf)",
                "not a valid boolean value: 'x' (line 5, in file:///etc/x.conf)",
                "unbalanced section end\n(line 6 in file:///etc/x.conf)",
                "unknown type name: 'environmnt'\n(line 7 in file:///etc/x.conf)",
                "unclosed sections not allowed\n(line 9 in file:///etc/x.conf)",
                "not a known syslog facility: 'x' (line 11, in file:///etc/x.conf)"),
                Machine.conf("<runner>\nprogam x\n%include inc\nprompt $nope\nhang-around x\n</runer>\n<environmnt>\n"
                        + "</environmnt>\n<eventlog>\n<syslog>\nfacility x\n</syslog>")
                        .file("/etc/inc", "bad 1\numask 9").check("-b", "ten"));
    }

    @Test
    @Behaviour(Paragraph.CONFIGURATION_ERRORS)
    void aCheckOfACorrectFileFindsNothing() {
        assertEquals(List.of(), Machine.runner("").check());
    }

    @Test
    void aCheckStopsAtAThousand() {
        assertEquals(1000, Machine.conf("x\n".repeat(5000)).check().size());
    }
}
