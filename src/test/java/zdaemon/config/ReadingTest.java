package zdaemon.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import zdaemon.Behaviour;
import zdaemon.Paragraph;
import zdaemon.spec.Option;

/** What a file with faults still tells, and what one without is warned of. */
@Behaviour(Paragraph.OPTIONS)
class ReadingTest {

    @Test
    void aSocketNameThatIsRightIsKnownWhateverElseIsWrong() {
        for (String rest : List.of("umask 9", "bogus 1", "<nonsense>", "user", "program", "exit-codes x")) {
            Reading reading = Machine.runner("socket-name /tmp/s\n" + rest).read();
            assertFalse(reading.faults().isEmpty(), rest);
            assertTrue(reading.socketIsKnown(), rest);
            assertEquals("/tmp/s", reading.configuration().settings().manager().socket());
        }
        assertTrue(Machine.conf("<runner>\nsocket-name /tmp/s\n").read().socketIsKnown());
        assertTrue(Machine.conf("").read("-s", "/tmp/s").socketIsKnown());
    }

    @Test
    void oneThatMayHaveBeenMissedIsNot() {
        assertFalse(Machine.runner("socket-nmae /tmp/s").read().socketIsKnown());
        assertFalse(Machine.runner("socket-name /no/such/folder/s").read().socketIsKnown());
        assertFalse(Machine.conf("%include nowhere\n<runner>\nprogram x\n</runner>\n").read().socketIsKnown());
        assertFalse(new Machine().read().socketIsKnown());
        assertTrue(new Machine().read("-s", "/tmp/s").socketIsKnown());
        assertFalse(new Machine().read("-s", "/tmp/s", "-s", "/tmp/t").socketIsKnown());
    }

    @Test
    void theDefaultIsMeantWhereOnlyValuesAreWrong() {
        Reading reading = Machine.runner("umask 9").read("-b", "ten");
        assertEquals(2, reading.faults().size());
        assertTrue(reading.socketIsKnown());
        assertEquals("zdsock", reading.configuration().settings().manager().socket());
        assertEquals(022, reading.configuration().settings().program().number(Option.UMASK));
    }

    @Test
    void warnings() {
        assertEquals(List.of(
                "program is split on white space alone; the quotes in \"'a\" become part of the word "
                        + "(line 2, in file:///etc/x.conf)",
                "socket-name 's' is relative: each command must be given in the same directory "
                        + "(line 4, in file:///etc/x.conf)",
                "umask has no effect with 'daemon off' (line 6, in file:///etc/x.conf)",
                "a comment has a line of its own; '# not' is part of the value of prompt "
                        + "(line 7, in file:///etc/x.conf)"),
                Machine.conf("<runner>\nprogram sh -c 'a b'\n\nsocket-name s\ndaemon off\numask 022\nprompt a # not\n"
                        + "</runner>\n<environment>\nCOLOUR #fff #000\n</environment>\n").warnings());
    }

    @Test
    void nothingToWarnOf() {
        assertEquals(List.of(), Machine.runner("program a b#c\nsocket-name /tmp/s\numask 077\n").warnings());
    }
}
