package zdaemon.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import zdaemon.Behaviour;
import zdaemon.Paragraph;

/** Every message, with its place. {@code |} stands for the end of a line. */
@Behaviour(Paragraph.CONFIGURATION_ERRORS)
class MessagesTest {
    private static final String[][] FILES = {
        // the sections
        {"<runer>|</runer>", "unknown type name: 'runer'|(line 1 in file:///etc/x.conf)"},
        {"", "no values for 'runner'; 1 required|(line 1 in file:///etc/x.conf)"},
        {"|<runner>|</runner>", "no values for 'program'; 1 required|(line 2 in file:///etc/x.conf)"},
        {"<runner/>", "no values for 'program'; 1 required|(line 1 in file:///etc/x.conf)"},
        {"<runner/>|<runner/>", "several <runner> sections need a <manager> section|(line 2 in file:///etc/x.conf)"},
        {"<environment/>|<environment/>|<runner/>",
            "'environment' does not support multiple values|(line 2 in file:///etc/x.conf)"},
        {"<runner>|<environment/>|</runner>",
            "<environment> is not allowed in <runner>|(line 2 in file:///etc/x.conf)"},
        {"<logfile/>", "<logfile> is not allowed outside <eventlog>|(line 1 in file:///etc/x.conf)"},
        {"<eventlog>|<eventlog/>|</eventlog>",
            "<eventlog> is not allowed in <eventlog>|(line 2 in file:///etc/x.conf)"},
        {"<eventlog>|<win32-eventlog/>|</eventlog>",
            "<win32-eventlog> is not supported on this platform|(line 2 in file:///etc/x.conf)"},
        // the grammar
        {"<runner>|program x", "unclosed sections not allowed|(line 1 in file:///etc/x.conf)"},
        {"</runner>", "unbalanced section end|(line 1 in file:///etc/x.conf)"},
        {"<runner>|program x|</runer>", "unbalanced section end|(line 3 in file:///etc/x.conf)"},
        {"<runner", "malformed section start: no '>' at the end of '<runner'|(line 1 in file:///etc/x.conf)"},
        {"<runner> program x",
            "malformed section start: text after '>' in '<runner> program x'|(line 1 in file:///etc/x.conf)"},
        {"<runner>|</runner> x",
            "malformed section end: text after '>' in '</runner> x'|(line 2 in file:///etc/x.conf)"},
        {"<runner>|program x|<eventlog>|</eventlog></runner>|",
            "malformed section end: text after '>' in '</eventlog></runner>'|(line 4 in file:///etc/x.conf)"},
        {"<runner><eventlog>|program x|</eventlog></runner>",
            "malformed section start: text after '>' in '<runner><eventlog>'|(line 1 in file:///etc/x.conf)"},
        {"<environment>A b</environment>|<runner>|program x|</runner>",
            "malformed section start: text after '>' in '<environment>A b</environment>'|(line 1 in file:///etc/x.conf)"},
        {"<runner>|</runner", "malformed section end: no '>' at the end of '</runner'|(line 2 in file:///etc/x.conf)"},
        {"<>", "malformed section header: '<>'; write <type> or <type name>|(line 1 in file:///etc/x.conf)"},
        {"<a b c>", "malformed section header: '<a b c>'; write <type> or <type name>|(line 1 in file:///etc/x.conf)"},
        {"<a(b)>", "malformed section header: '<a(b)>'; write <type> or <type name>|(line 1 in file:///etc/x.conf)"},
        {"pro(gram) x", "'pro(gram)' is not a valid key: parentheses are not allowed|(line 1 in file:///etc/x.conf)"},
        {"%nope", "unknown directive: '%nope'|(line 1 in file:///etc/x.conf)"},
        {"%define", "missing argument to %define|(line 1 in file:///etc/x.conf)"},
        {"%include", "missing argument to %include|(line 1 in file:///etc/x.conf)"},
        {"%import", "missing argument to %import|(line 1 in file:///etc/x.conf)"},
        {"%define a-b x", "'a-b' is not a name; use letters, digits and underscores|(line 1 in file:///etc/x.conf)"},
        {"%define a 1|%define A 2", "cannot redefine 'A'|(line 2 in file:///etc/x.conf)"},
        {"%import os", "cannot import 'os'; only 'zdaemon' and 'ZConfig.components.logger' are known|"
            + "(line 1 in file:///etc/x.conf)"},
        {"%include gone.conf", "cannot include 'gone.conf': can't open /etc/gone.conf: No such file or directory|"
            + "(line 1 in file:///etc/x.conf)"},
        {"%include http://example.com/x", "only paths and file: URLs can be read, not 'http://example.com/x'|"
            + "(line 1 in file:///etc/x.conf)"},
        {"%include x.conf", "a file cannot include itself: file:///etc/x.conf includes file:///etc/x.conf|"
            + "(line 1 in file:///etc/x.conf)"},
        {"program a\0b", "NUL characters are not allowed|(line 1 in file:///etc/x.conf)"},
        // substitution
        {"<runner>|program $nope|</runner>", "no replacement for 'nope'|(line 2 in file:///etc/x.conf)"},
        {"<runner>|program ${nope}|</runner>", "no replacement for 'nope'|(line 2 in file:///etc/x.conf)"},
        {"<runner>|program $(NOPE)|</runner>", "no replacement for 'NOPE'|(line 2 in file:///etc/x.conf)"},
        {"%define a $nope", "no replacement for 'nope'|(line 1 in file:///etc/x.conf)"},
        {"%include $nope", "no replacement for 'nope'|(line 1 in file:///etc/x.conf)"},
        {"<runner>|program a $ b|</runner>",
            "lone '$' in 'a $ b'; write '$$' for a dollar sign|(line 2 in file:///etc/x.conf)"},
        {"<runner>|program x$|</runner>",
            "lone '$' in 'x$'; write '$$' for a dollar sign|(line 2 in file:///etc/x.conf)"},
        {"<runner>|program ${a|</runner>",
            "'${' is not followed by a name and '}' in '${a'|(line 2 in file:///etc/x.conf)"},
        {"<runner>|program $()|</runner>",
            "'$(' is not followed by a name and ')' in '$()'|(line 2 in file:///etc/x.conf)"},
        // keys
        {"<runner>|bogus 1|program x|</runner>", "'bogus' is not a known key name|(line 2 in file:///etc/x.conf)"},
        {"<runner>|Progam x|</runner>",
            "'Progam' is not a known key name; did you mean 'program'?|(line 2 in file:///etc/x.conf)"},
        {"program x", "'program' is not a known key name; it belongs in <runner>|(line 1 in file:///etc/x.conf)"},
        {"<runner>|program x|PROGRAM x|</runner>",
            "'PROGRAM' does not support multiple values|(line 3 in file:///etc/x.conf)"},
        {"<runner>|program x|</runner>|<environment>|A 1|a 2|A 1|</environment>",
            "'A' does not support multiple values|(line 7 in file:///etc/x.conf)"},
        {"<environment>|A=1|</environment>",
            "'A=1' is not a valid environment variable; write NAME value|(line 2 in file:///etc/x.conf)"},
    };

    private static final String[][] RUNNER_VALUES = {
        {"daemon perhaps", "not a valid boolean value: 'perhaps'"},
        {"daemon", "not a valid boolean value: ''"},
        {"backoff-limit ten", "not a valid time (use 30, 30s, 5m, 2h or 1d): 'ten'"},
        {"backoff-limit 5 m x", "not a valid time (use 30, 30s, 5m, 2h or 1d): '5 m x'"},
        {"stop-timeout -1", "not a time between 0 and 2147483647 seconds: '-1'"},
        {"stop-timeout 99999999999999999999d", "not a time between 0 and 2147483647 seconds: '99999999999999999999d'"},
        {"exit-codes 0,two", "not a valid list of exit statuses: '0,two'"},
        {"exit-codes 0,,2", "not a valid list of exit statuses: '0,,2'"},
        {"exit-codes 0,256", "not a valid exit status (0 to 255): '256'"},
        {"exit-codes -256", "not a valid exit status (0 to 255): '-256'"},
        {"start-timeout 99999999999", "not a time between 0 and 2147483647 seconds: '99999999999'"},
        {"start-timeout 24856d", "not a time between 0 and 2147483647 seconds: '24856d'"},
        {"umask 028", "not a valid octal number: '028'"},
        {"umask", "not a valid octal number: ''"},
        {"umask 0o", "not a valid octal number: '0o'"},
        {"umask 1000", "not an octal number between 0 and 777: '1000'"},
        {"transcript", "the value must not be empty"},
        {"directory a/b", "a/b is not an existing directory"},
        {"directory /etc/x.conf", "/etc/x.conf is not an existing directory"},
        {"directory ~nobody/x", "no user 'nobody' for ~nobody: '~nobody/x'"},
        {"socket-name a/b/s", "The directory named as part of the path a/b/s does not exist."},
        {"socket-name /tmp/" + "s".repeat(103),
            "the socket path has 108 bytes, and the kernel allows 107: '/tmp/" + "s".repeat(103) + "'"},
        {"socket-name /tmp/" + "é".repeat(52),
            "the socket path has 109 bytes, and the kernel allows 107: '/tmp/" + "é".repeat(52) + "'"},
    };

    @TestFactory
    @Behaviour({Paragraph.CONFIGURATION_ERRORS, Paragraph.KEYS, Paragraph.SECTIONS, Paragraph.DEFINE, Paragraph.INCLUDE,
        Paragraph.IMPORT, Paragraph.KNOWN_SECTIONS, Paragraph.WIN32_EVENTLOG})
    Stream<DynamicTest> structure() {
        return Stream.of(FILES).map(row -> DynamicTest.dynamicTest(shown(row[0]), () ->
                assertEquals(row[1].replace('|', '\n'), Machine.conf(row[0].replace('|', '\n')).fileRefusal())));
    }

    @TestFactory
    @Behaviour({Paragraph.CONFIGURATION_ERRORS, Paragraph.TYPES})
    Stream<DynamicTest> values() {
        return Stream.of(RUNNER_VALUES).map(row -> DynamicTest.dynamicTest(shown(row[0]), () ->
                assertEquals(row[1] + " (line 3, in file:///etc/x.conf)", Machine.runner(row[0]).fileRefusal())));
    }

    private static String shown(String text) {
        return "file: " + text.replace("\0", "NUL");
    }

    @Test
    void aValueThatIsEmptyIsNoProgram() {
        assertEquals("the command must not be empty (line 2, in file:///etc/x.conf)",
                Machine.conf("<runner>\nprogram\n</runner>").fileRefusal());
    }

    @Test
    @Behaviour({Paragraph.LINES, Paragraph.CONFIGURATION_ERRORS, Paragraph.BROKEN_INPUT})
    void brokenUtf8IsRefusedWithItsLine() {
        byte[] text = {'#', '\n', 'a', ' ', (byte) 0xff, '\n'};
        assertEquals("not valid UTF-8 at byte 3 of the line\n(line 2 in file:///etc/x.conf)",
                new Machine().file(Machine.CONF, text).fileRefusal());
    }

    @Test
    @Behaviour({Paragraph.CONFIGURATION_ERRORS, Paragraph.INCLUDE})
    void anErrorInAnIncludedFileNamesThatFile() {
        assertEquals("'bogus' is not a known key name\n(line 2 in file:///etc/in%20c.conf)",
                Machine.runner("%include in c.conf").file("/etc/in c.conf", "# x\nbogus 1").fileRefusal());
    }

    @Test
    @Behaviour({Paragraph.INCLUDE, Paragraph.SECTIONS})
    void anIncludedFileMustCloseWhatItOpensAndNoMore() {
        assertEquals("unclosed sections not allowed\n(line 1 in file:///etc/i)",
                Machine.conf("%include i\n</runner>").file("/etc/i", "<runner>").fileRefusal());
        assertEquals("unbalanced section end\n(line 1 in file:///etc/i)",
                Machine.conf("<runner>\nprogram x\n%include i\n</runner>").file("/etc/i", "</runner>").fileRefusal());
    }

    @Test
    @Behaviour(Paragraph.INCLUDE)
    void aCircleOfIncludesIsTold() {
        assertEquals("a file cannot include itself: file:///etc/x.conf includes file:///etc/a/b includes "
                + "file:///etc/a/../x.conf\n(line 1 in file:///etc/a/b)",
                Machine.conf("%include a/b").file("/etc/a/b", "%include ../x.conf").fileRefusal());
    }

    @Test
    @Behaviour({Paragraph.INCLUDE, Paragraph.BROKEN_INPUT})
    void anEndlessChainOfIncludesEnds() {
        Machine machine = Machine.conf("%include 0");
        for (int i = 0; i < 200; i++) {
            machine.file("/etc/" + i, "%include " + (i + 1));
        }
        assertEquals("cannot include '99': too many files are included\n(line 1 in file:///etc/98)",
                machine.fileRefusal());
    }

    @Test
    @Behaviour({Paragraph.INCLUDE, Paragraph.BROKEN_INPUT})
    void includesThatMultiplyEnd() {
        Machine machine = Machine.conf("%include 0\n%include 0");
        for (int i = 0; i < 60; i++) {
            machine.file("/etc/" + i, "%include " + (i + 1) + "\n%include " + (i + 1));
        }
        machine.file("/etc/60", "");
        assertTrue(machine.fileRefusal().contains("too many files are included"));
    }

    @Test
    @Behaviour({Paragraph.DEFINE, Paragraph.BROKEN_INPUT})
    void definesThatMultiplyEnd() {
        StringBuilder text = new StringBuilder("%define a0 0123456789\n");
        for (int i = 1; i < 60; i++) {
            text.append("%define a" + i + " $a" + (i - 1) + "$a" + (i - 1) + "\n");
        }
        assertTrue(Machine.conf(text.toString()).fileRefusal().startsWith("too much text after substitution of 'a"));
    }

    @Test
    void aLongValueIsCutInAMessage() {
        assertEquals("not a valid boolean value: '" + "x".repeat(1000) + "...' (line 3, in file:///etc/x.conf)",
                Machine.runner("daemon " + "x".repeat(5000)).fileRefusal());
    }
}
