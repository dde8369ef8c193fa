package zdaemon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import zdaemon.Behaviour;
import zdaemon.Paragraph;
import zdaemon.cli.console.Output;
import zdaemon.cli.console.Streams;
import zdaemon.cli.words.Verb;
import zdaemon.posix.Errno;
import zdaemon.posix.Fd;
import zdaemon.posix.PosixException;

/** What the command says before it does anything (behaviour §1). */
class CommandTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @Behaviour({Paragraph.USAGE_ERRORS, Paragraph.UNKNOWN_ACTION})
    @CsvSource(delimiter = '@', quoteCharacter = '`', value = {
        "status@ no program specified; use -p or -C",
        "-Q@ option -Q not recognized",
        "-p@ option -p requires argument",
        "-p|x|-s|a|-s|b|status@ conflicting command line option '-s'",
        "-p|x|-u|no-such-user|status@ username 'no-such-user' not found",
        "-p|x|-u|4294967294|status@ uid '4294967294' not found",
        "-p|x|-u|99999999999999|status@ uid '99999999999999' not found",
        "-p|x|strat@ unknown action 'strat'; did you mean 'start'?",
        "-p|x|stats@ unknown action 'stats'; did you mean 'status'?",
        "-p|x|stat@ unknown action 'stat'; did you mean 'status'?",
        "-p|x|STATUS@ unknown action 'STATUS'; did you mean 'status'?",
        "-p|x|tail@ unknown action 'tail'; did you mean 'logtail'?",
        "-p|x|zzz@ unknown action 'zzz'; 'help' lists the actions",
        "-p|x|list@ unknown action 'list'; 'help' lists the actions",
        "-p|x|show|exit@ there is no option 'exit'; did you mean 'exit-codes'?",
        "-p|x|help|strat@ unknown action 'strat'; did you mean 'start'?",
        "-p|x|quit@ the action 'quit' exists in the interactive interpreter only",
        "-p|x|wait|now@ too many arguments for 'wait'; the action is: wait",
        "-p|x|kill|1|2@ too many arguments for 'kill'; the action is: kill [SIG]",
        "-p|x|show|umusk@ there is no option 'umusk'; did you mean 'umask'?",
        "-p|x|-s|/no/such/folder/s|status@ invalid value for -s '/no/such/folder/s': "
            + "The directory named as part of the path /no/such/folder/s does not exist.",
        "-p|x|-z|/no/such/folder|status@ invalid value for -z '/no/such/folder': "
            + "/no/such/folder is not an existing directory",
    })
    void usageErrors(String words, String message) {
        Captured run = Captured.run(words.strip().split("\\|"));
        assertEquals(new Captured(2, "", "Error: " + message + "\nFor help, use zdaemon -h\n"), run);
    }

    @Test
    @Behaviour(Paragraph.NO_ACTION)
    void noActionAndNoInterpreter() throws IOException {
        Path file = folder.resolve("conf");
        Files.writeString(file, "<runner>\n program x\n default-to-interactive off\n</runner>\n");
        assertEquals("Error: either -i or an action argument is required\nFor help, use zdaemon -h\n",
                Captured.run("-C", file.toString()).err());
        assertEquals(2, Captured.run("-C", file.toString()).status());
        assertEquals(0, Captured.run("-C", file.toString(), "-i").status());
    }

    @Test
    @Behaviour(Paragraph.SOCKET_PATH)
    void aSocketPathThatIsTooLongOnlyWhenAbsolute() {
        String name = "s".repeat(107);
        Captured run = Captured.run("-p", "x", "-s", name, "status");
        assertEquals(2, run.status());
        assertTrue(run.err().contains("choose a shorter socket-name"), run.err());
    }

    @Test
    @Behaviour({Paragraph.USAGE_ERRORS, Paragraph.FOLDERS})
    void nothingIsMadeWhenSomethingIsWrong() {
        Path made = folder.resolve("made");
        for (List<String> words : List.of(
                List.of("-z", made.toString(), "-s", made + "/s", "start", "-Q"),
                List.of("-p", "x", "-z", made.toString(), "-u", "no-such-user", "start"),
                List.of("-p", "x", "-z", made.toString(), "strat"),
                List.of("-p", "x", "-z", made.toString(), "status"),
                List.of("-p", "x", "-s", made + "/s", "status"),
                List.of("-p", "x", "-s", made + "/s", "stop"))) {
            Captured.run(words.toArray(String[]::new));
            assertFalse(Files.exists(made), words::toString);
        }
    }

    @Test
    @Behaviour(Paragraph.OPTIONS)
    void help() {
        Captured run = Captured.run("-p", "x", "--help", "strat");
        assertEquals(0, run.status());
        assertTrue(run.out().startsWith("Usage: zdaemon [OPTIONS] [ACTION [ARGUMENTS]]\n"), run.out());
        for (String part : List.of("SECTION/KEY=VALUE", "-p, --program COMMAND", "--version", "status [-l]")) {
            assertTrue(run.out().contains(part), part + " in " + run.out());
        }
        for (String line : run.out().split("\n")) {
            assertTrue(line.length() <= 80, line);
        }
    }

    @ParameterizedTest
    @Behaviour(Paragraph.OPTIONS)
    @ValueSource(ints = {40, 55, 63, 64, 80, 100, 120})
    void helpFits(int width) {
        for (String line : UsageText.of(width).split("\n")) {
            assertTrue(line.length() <= width, line);
        }
    }

    @Test
    @Behaviour(Paragraph.OPTIONS)
    void version() {
        Captured run = Captured.run("--version");
        assertTrue(run.status() == 0 && run.out().startsWith("zdaemon "), run::toString);
    }

    @Test
    @Behaviour(Paragraph.HELP)
    void helpOfActions() {
        Captured list = Captured.run("help");
        assertEquals(0, list.status());
        for (Verb verb : Verb.values()) {
            assertEquals(!verb.isInterpreters(), list.out().contains("  " + verb.synopsis() + " "), verb::word);
        }
        assertTrue(Captured.run("help", "status").out().startsWith("status [-l] -- "));
    }

    @ParameterizedTest
    @Behaviour(Paragraph.INTERPRETER_HELP)
    @EnumSource(Verb.class)
    void everyActionHasHelp(Verb verb) {
        Captured run = Captured.runWithInput("help " + verb.word() + "\n", "-p", "x", "-s", folder + "/s");
        assertTrue(run.out().contains("\n" + verb.synopsis() + " -- "), run.out());
    }

    @Test
    @Behaviour({Paragraph.USAGE_ERRORS, Paragraph.CONFIGURATION_ERRORS})
    void checkTellsEverythingAndThenTheHint() throws IOException {
        Path file = Files.writeString(folder.resolve("conf"), "<runner>\n bogus 1\n umask 9\n socket-name " + folder
                + "/s\n</runner>\n");
        assertEquals(new Captured(2, "", """
                Error: no values for 'program'; 1 required
                (line 1 in file://%1$s)
                Error: 'bogus' is not a known key name
                (line 2 in file://%1$s)
                Error: not a valid octal number: '9' (line 3, in file://%1$s)
                For help, use zdaemon -h
                """.formatted(file)), Captured.run("-C", file.toString(), "check"));
        Files.writeString(file, "<runner>\n program sleep 1\n</runner>\n");
        assertEquals(new Captured(0, "no problems found\n", "warning: socket-name 'zdsock' is relative: each command must be "
                + "given in the same directory\n"), Captured.run("-C", file.toString(), "check"));
    }

    @Test
    @Behaviour({Paragraph.SHOW, Paragraph.PRECEDENCE})
    void showTellsWhereValuesComeFrom() throws IOException {
        Path file = folder.resolve("conf");
        Files.writeString(file, "<runner>\n  program sleep 100\n  umask 027\n</runner>\n");
        Captured run = Captured.run("-C", file.toString(), "-b", "5", "-X", "runner/umask=077", "show", "options");
        assertEquals(0, run.status());
        List<String> lines = List.of(run.out().split("\n"));
        assertTrue(lines.contains("backoff-limit: 5                        # from -b"), run.out());
        assertTrue(lines.contains("socket-name: zdsock                     # default"), run.out());
        assertTrue(lines.stream().anyMatch(l -> l.startsWith("program: sleep 100 ")
                && l.endsWith("# from line 2 of file://" + file)), run.out());
        assertTrue(lines.stream().anyMatch(l -> l.startsWith("umask: 077 ")
                && l.endsWith("# from -X runner/umask=077")), run.out());
        assertEquals("umask: 077\n", Captured.run("-C", file.toString(), "-m", "077", "show", "umask").out());
    }

    @Test
    @Behaviour(Paragraph.EXIT_STATUSES)
    void brokenPipeIsQuiet() {
        assertEquals(141, runWithOutput(Errno.EPIPE, new StringBuilder()));
    }

    @Test
    @Behaviour(Paragraph.EXIT_STATUSES)
    void fullDiskIsAnError() {
        var err = new StringBuilder();
        assertEquals(1, runWithOutput(Errno.ENOSPC, err));
        assertEquals("Error: can't write to standard output: can't write descriptor 1: No space left on device\n",
                err.toString());
    }

    private static int runWithOutput(Errno errno, StringBuilder err) {
        Output out = new Output(bytes -> {
            throw new PosixException("write", errno, "descriptor 1");
        });
        Output complaints = new Output(bytes -> err.append(new String(bytes, StandardCharsets.UTF_8)));
        return Main.run(List.of("help"), new Streams(Fd.standard(0), out, complaints));
    }

    @Test
    @Behaviour(Paragraph.EXIT_STATUSES)
    void mistakesOfOursAreOneLine() {
        var err = new StringBuilder();
        Output out = new Output(bytes -> {
            throw new IllegalStateException("oops");
        });
        Output complaints = new Output(bytes -> err.append(new String(bytes, StandardCharsets.UTF_8)));
        assertEquals(70, Main.run(List.of("help"), new Streams(Fd.standard(0), out, complaints)));
        assertTrue(err.toString().startsWith("zdaemon: internal error: java.lang.IllegalStateException: oops\n"),
                err::toString);
    }
}
