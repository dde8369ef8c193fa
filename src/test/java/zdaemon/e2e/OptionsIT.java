package zdaemon.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zdaemon.Behaviour;
import zdaemon.Paragraph;

/** The command line, behaviour §1: what it means and what it refuses, before anything is started or created. */
@EndToEnd
class OptionsIT {

    @ParameterizedTest
    @Behaviour({Paragraph.USAGE_ERRORS, Paragraph.PRECEDENCE})
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "status                            | no program specified; use -p or -C",
        "-p x -Q status                    | option -Q not recognized",
        "-p x --bogus status               | option --bogus not recognized",
        "-p                                | option -p requires argument",
        "-p x -s                           | option -s requires argument",
        "-p x -z a/b start                 | invalid value for -z 'a/b': a/b is not an existing directory",
        "-p x -s a/b/s start               | invalid value for -s 'a/b/s': The directory named as part of the path"
                + " a/b/s does not exist.",
        "-p x -s one -s two start          | conflicting command line option '-s'",
        "-p x -p y start                   | conflicting command line option '-p'",
    })
    void refuses(String arguments, String message, Sandbox sandbox) {
        sandbox.zdaemon(arguments.strip().split(" +")).refuses(message);
        assertEquals(List.of(), sandbox.list());
    }

    @ParameterizedTest
    @Behaviour(Paragraph.USAGE_ERRORS)
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "-p x -b ten start                 | invalid value for -b 'ten': ",
        "-p x -m 9 start                   | invalid value for -m '9': ",
        "-p x -x 0,two start               | invalid value for -x '0,two': ",
        "-p x -T soon start                | invalid value for -T 'soon': ",
        "-C missing.conf start             | missing.conf",
        "-X runner/program=x -p x start    | -X",
        "-p x -S other.xml start           | schema",
        "-p x --s one start                | --s",
        "--program                         | --program",
    })
    void refusesNaming(String arguments, String part, Sandbox sandbox) {
        Result result = sandbox.zdaemon(arguments.strip().split(" +")).exits(2).prints("").complainsAbout(part);
        assertTrue(result.err().startsWith("Error: "), result::toString);
        assertTrue(result.err().endsWith("\nFor help, use zdaemon -h\n"), result::toString);
        assertEquals(List.of(), sandbox.list());
    }

    /** 107 bytes are the most that the kernel takes. */
    @Test
    @Behaviour(Paragraph.SOCKET_PATH)
    void refusesASocketPathTooLongForTheKernel(Sandbox sandbox) {
        Result result = sandbox.zdaemon("-p", "sleep 100", "-s", "s".repeat(150), "start").exits(2).prints("");
        assertTrue(result.err().startsWith("Error: "), result::toString);
        assertEquals(List.of(), sandbox.list());
        String longest = sandbox.folder() + "/" + "s".repeat(106 - sandbox.folder().toString().length());
        sandbox.zdaemon("-p", "sleep 100", "-s", longest, "start").exits(0).matches(Daemon.STARTED);
        sandbox.zdaemon("-p", "sleep 100", "-s", longest, "stop").exits(0);
    }

    @ParameterizedTest
    @Behaviour({Paragraph.CONFIGURATION_ERRORS, Paragraph.USAGE_ERRORS})
    @CsvSource(delimiter = '|', value = {
        "<runner>\\n  program x\\n  bogus 1\\n</runner>\\n   | 'bogus' is not a known key name | (line 3",
        "<runner>\\n  backoff-limit 1\\n</runner>\\n         | no values for 'program'; 1 required | (line",
        "<runner>\\n  program x\\n  program y\\n</runner>\\n | 'program' does not support multiple values | (line",
        "<runner>\\n  program x\\n  forever perhaps\\n</runner>\\n | not a valid boolean value: 'perhaps' | (line 3",
        "<runer>\\n  program x\\n</runer>\\n                 | unknown type name: 'runer' | (line 1 in file:///",
        "<runner>\\n  program $nope\\n</runner>\\n           | no replacement for 'nope' | (line",
        "<runner>\\n  program x\\n                           | unclosed sections not allowed | (line",
    })
    void refusesAConfiguration(String text, String message, String line, Sandbox sandbox) {
        sandbox.write("conf", text.strip().replace("\\n", "\n"));
        Result result = sandbox.zdaemon("-C", "conf", "start").exits(2).prints("").complainsAbout(message)
                .complainsAbout(line).complainsAbout("conf");
        assertTrue(result.err().startsWith("Error: "), result::toString);
        assertTrue(result.err().endsWith("\nFor help, use zdaemon -h\n"), result::toString);
        assertEquals(List.of("conf"), sandbox.list());
    }

    @Test
    @Behaviour(Paragraph.OPTIONS)
    void helpAndVersion(Sandbox sandbox) {
        sandbox.zdaemon("-h").quietly().exits(0).contains("--socket-name");
        sandbox.zdaemon("--help").quietly().exits(0).contains("--socket-name");
        assertTrue(sandbox.zdaemon("--version").quietly().exits(0).out().matches(".*\\d+\\.\\d+.*\n"));
    }

    @Test
    @Behaviour(Paragraph.GETOPT)
    void writingsOfOneOption(Sandbox sandbox) {
        for (String words : List.of("-pecho", "-p echo", "--program echo", "--program=echo", "--prog echo", "-dpecho",
                "-p echo -p echo", "--daemon --pro=echo")) {
            String[] arguments = (words + " fg --program x -Q").split(" +");
            sandbox.zdaemon(arguments).quietly().exits(0).prints("echo --program x -Q\n--program x -Q\n");
        }
    }

    @Test
    @Behaviour({Paragraph.PRECEDENCE, Paragraph.OPTIONS})
    void commandLineWinsOverTheFile(Sandbox sandbox) {
        sandbox.write("conf", "<runner>\n  program echo file\n  socket-name file.sock\n</runner>\n");
        sandbox.zdaemon("-C", "conf", "-p", "echo option", "fg").exits(0).prints("echo option\noption\n");
        sandbox.zdaemon("-C", "conf", "-X", "runner/program=echo override", "fg").exits(0)
                .prints("echo override\noverride\n");
        sandbox.zdaemon("-C", "file://" + sandbox.path("conf"), "fg").exits(0).prints("echo file\nfile\n");
    }

    @Test
    @Behaviour(Paragraph.NO_ACTION)
    void interactionMustBeAskedForWhenItIsNotTheDefault(Sandbox sandbox) {
        sandbox.write("conf", "<runner>\n  program echo\n  default-to-interactive off\n</runner>\n");
        sandbox.zdaemon("-Cconf").refuses("either -i or an action argument is required");
    }

    @Test
    @Behaviour(Paragraph.TILDE)
    void tildeIsTheHomeFolder(Sandbox sandbox) {
        sandbox.zdaemon("-p", "sleep 100", "-s", "~/s", "start").exits(0).matches(Daemon.STARTED);
        assertEquals(List.of(), sandbox.list());
        sandbox.zdaemon("-p", "sleep 100", "-s", sandbox.environment.get("HOME") + "/s", "stop").exits(0)
                .matches(Daemon.STOPPED);
    }

    @Test
    @Behaviour({Paragraph.USAGE_ERRORS, Paragraph.USER})
    void usersThatDoNotExist(Sandbox sandbox) {
        assumeTrue(Tool.root(), "only root can use -u");
        assumeTrue(Tool.id("-u", "54321") != 0 && Tool.id("-u", "no-such-user") == -1);
        sandbox.zdaemon("-p", "x", "-u", "no-such-user", "start").refuses("username 'no-such-user' not found");
        sandbox.write("conf", "<runner>\nprogram sleep 1\nuser no-such-user\n</runner>\n");
        String place = " (line 3, in file://" + sandbox.path("conf") + ")";
        for (String action : new String[] {"start", "fg", "status"}) {
            sandbox.zdaemon("-C", "conf", action).refuses("username 'no-such-user' not found" + place);
        }
        sandbox.zdaemon("-C", "conf", "check").exits(2).complainsAbout("Error: username 'no-such-user' not found" + place);
        sandbox.write("conf", "<runner>\nprogram sleep 1\nsocket-name a/b/s\n</runner>\n");
        // Nothing is said of the default, which is not meant.
        sandbox.zdaemon("-C", "conf", "check").refuses("The directory named as part of the path a/b/s does not exist." + place);
        sandbox.zdaemon("-p", "x", "-u", "54321", "start").refuses("uid '54321' not found");
        assertEquals(List.of("conf"), sandbox.list());
    }
}
