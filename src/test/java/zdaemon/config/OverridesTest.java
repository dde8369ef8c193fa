package zdaemon.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import zdaemon.Behaviour;
import zdaemon.Paragraph;
import zdaemon.config.ConfigurationLoader.ConfigurationException;
import zdaemon.spec.Handler;
import zdaemon.spec.Option;
import zdaemon.spec.Settings;

/** {@code -X section/key=value}. */
@Behaviour(Paragraph.OPTIONS)
class OverridesTest {
    private static final String MAIL = "<email-notifier>\nfrom a\nto b\nto c\n</email-notifier>";

    @Test
    void aValueIsReplaced() throws ConfigurationException {
        Settings settings = Machine.runner("prompt a").settings("-X", "runner/program=echo x=y", "-X",
                "RUNNER/Prompt=$b");
        assertEquals(List.of("echo", "x=y"), settings.program().command());
        assertEquals("$b", settings.client().text(Option.PROMPT), "the dollar sign is the shell's");
    }

    @Test
    void aValueIsAddedAndSoIsItsSection() throws ConfigurationException {
        Settings settings = Machine.runner("").settings("-X", "runner/umask=7", "-X", "eventlog/level=debug", "-X",
                "environment/A=1", "-X", "environment/a=2", "-X", "eventlog/logfile/path=STDERR");
        assertEquals(7, settings.program().number(Option.UMASK));
        assertEquals(10, settings.manager().eventLog().orElseThrow().level());
        assertEquals(1, settings.manager().eventLog().orElseThrow().handlers().size());
        assertEquals(Map.of("A", "1", "a", "2"), settings.program().environment());
    }

    @Test
    void environmentNamesKeepTheirCase() throws ConfigurationException {
        assertEquals(Map.of("A", "1", "a", "3"),
                Machine.conf("<runner>\nprogram x\n</runner>\n<environment>\nA 1\na 2\n"
                + "</environment>").settings("-X", "environment/a=3").program().environment());
    }

    @Test
    void aSectionMayBeCalledByItsName() throws ConfigurationException {
        List<Handler> handlers = Machine.eventLog("<logfile one>\npath a\n</logfile>\n"
                + "<logfile two>\npath b\n</logfile>")
                .settings("-X", "eventlog/TWO/path=c").manager().eventLog().orElseThrow().handlers();
        assertEquals("/here/a", ((Handler.LogFile) handlers.get(0)).path());
        assertEquals("/here/c", ((Handler.LogFile) handlers.get(1)).path());
    }

    @Test
    void allValuesOfARepeatableKeyAreReplaced() throws ConfigurationException {
        assertEquals(List.of("x", "y"), ((Handler.EmailNotifier) Machine.eventLog(MAIL).settings("-X",
                "eventlog/email-notifier/to=x", "-X", "eventlog/email-notifier/to=y").manager().eventLog().orElseThrow()
                .handlers()
                .getFirst()).to());
    }

    @Test
    void theSameOverrideTwice() throws ConfigurationException {
        assertEquals("p", Machine.runner("").settings("-X", "runner/prompt=p", "-X", "runner/prompt=p").client().text(Option.PROMPT));
        assertEquals("conflicting command line option '-X'\n(in -X 'runner/prompt=q' on the command line)",
                Machine.runner("").fileRefusal("-X", "runner/prompt=p", "-X", "runner/prompt=q"));
    }

    @Test
    void errorsNameTheCommandLine() {
        Machine machine = Machine.eventLog("<syslog/>\n<syslog/>");
        assertEquals("unknown type name: 'runer'\n(in -X 'runer/program=x' on the command line)",
                machine.fileRefusal("-X", "runer/program=x"));
        assertEquals("'progam' is not a known key name; did you mean 'program'?\n(in -X 'runner/progam=x' on the "
                + "command line)", machine.fileRefusal("-X", "runner/progam=x"));
        assertEquals("not a valid boolean value: 'perhaps' (in -X 'runner/daemon=perhaps' on the command line)",
                machine.fileRefusal("-X", "runner/daemon=perhaps"));
        assertEquals("'A B' is not a valid environment variable; write NAME value\n(in -X 'environment/A B=1' on the "
                + "command line)", machine.fileRefusal("-X", "environment/A B=1"));
        assertEquals("invalid value for -X 'eventlog/syslog/level=1': 'syslog' does not name one section; give each a "
                + "name of its own", machine.fileRefusal("-X", "eventlog/syslog/level=1"));
        for (String text : List.of("", "x", "x=1", "/x=1", "runner/=1", "runner/x", "=/x")) {
            assertEquals("invalid value for -X " + Quoted.of(text) + ": write section/key=value",
                    machine.fileRefusal("-X", text));
        }
        assertEquals("invalid value for -X 'runner//x=1': '' does not name one section; give each a name of its own",
                machine.fileRefusal("-X", "runner//x=1"));
    }
}
