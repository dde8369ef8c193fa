package zdaemon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.Tuple;
import zdaemon.Behaviour;
import zdaemon.Paragraph;
import zdaemon.cli.console.Exit;

/** Whatever the words are, the answer is a status, and never a stack trace. */
@Behaviour({Paragraph.USAGE_ERRORS, Paragraph.EXIT_STATUSES})
class CommandLineFuzzTest {
    private static final Set<Integer> STATUSES = Set.of(Exit.DONE, Exit.FAILED, Exit.USAGE, Exit.NO_MANAGER);

    @Property(tries = 5000)
    void wordsGiveAStatus(@ForAll("commandLines") List<String> words) {
        check(words);
    }

    @Property(tries = 100_000)
    @Tag("soak")
    void manyWordsGiveAStatus(@ForAll("commandLines") List<String> words) {
        check(words);
    }

    @Property(tries = 5000)
    @Behaviour({Paragraph.INTERPRETER_ACTIONS, Paragraph.RELOAD})
    void linesGiveAnswers(@ForAll("lines") List<String> lines) {
        checkLines(lines);
    }

    @Property(tries = 100_000)
    @Tag("soak")
    @Behaviour({Paragraph.INTERPRETER_ACTIONS, Paragraph.RELOAD})
    void manyLinesGiveAnswers(@ForAll("lines") List<String> lines) {
        checkLines(lines);
    }

    private static void checkLines(List<String> lines) {
        Captured run = Captured.runWithInput(String.join("\n", lines), "-p", "no-such-program", "-s", "/tmp/no-socket");
        assertEquals(run.err().contains("no list of actions") ? Exit.FAILED : Exit.DONE, run.status(), lines + " gave " + run);
        assertFalse(run.err().contains("internal error"), lines + " gave " + run);
        assertFalse(run.err().contains("\tat "), lines + " gave " + run);
        assertTrue(run.err().lines().allMatch(line -> line.startsWith("Error: ") || line.startsWith("(")
                || line.startsWith("warning: ")),
                lines + " gave " + run);
    }

    private static void check(List<String> words) {
        Captured run = Captured.run(words.toArray(String[]::new));
        assertTrue(STATUSES.contains(run.status()), words + " gave " + run);
        assertFalse(run.err().contains("internal error"), words + " gave " + run);
        assertFalse(run.err().contains("\tat "), words + " gave " + run);
        if (run.status() == Exit.USAGE) {
            assertTrue(run.err().startsWith("Error: "), words + " gave " + run);
            assertTrue(run.err().endsWith("For help, use zdaemon -h\n"), words + " gave " + run);
        }
    }

    /** Options and values in any order, often after what is complete without them. */
    @Provide
    Arbitrary<List<String>> commandLines() {
        Arbitrary<String> option = Arbitraries.of("-C", "-X", "-p", "-s", "-d", "-z", "-b", "-f", "-x", "-T", "-u",
                "-m", "-t", "-l", "-i", "-S", "-h", "--help", "--version", "--prog", "--s", "--forever", "--umask=",
                "--", "-", "-dfi", "-p=", "--exit-codes=1,2", "-m07", "-Xrunner/daemon=off");
        Arbitrary<List<String>> beginning = Arbitraries.of(
                List.of(), List.of("-p", "sleep 1"), List.of("-p", "no-such-program", "-s", "/tmp/no-socket"));
        Arbitrary<List<String>> options = Arbitraries.frequencyOf(Tuple.of(4, option), Tuple.of(4, values()),
                Tuple.of(2, noise())).list().ofMaxSize(4);
        return Combinators.combine(beginning, options, actions()).as((first, second, third) ->
                Stream.of(first, second, third).flatMap(List::stream).toList());
    }

    /** Lines of the interpreter, one of them perhaps no action at all. */
    @Provide
    Arbitrary<List<String>> lines() {
        return Arbitraries.oneOf(actions(), actions(), noise().list().ofMaxSize(3))
                .map(words -> String.join(" ", words).replace("!", ""))
                .filter(line -> Arrays.stream(line.split("\\s+")).allMatch(CommandLineFuzzTest::isHarmless))
                .list().ofMaxSize(5);
    }

    /** An action that waits for nobody and starts nothing, and arguments that it may not want. */
    private static Arbitrary<List<String>> actions() {
        Arbitrary<String> action = Arbitraries.of("status", "stop", "help", "show", "kill", "logreopen",
                "reopen_transcript", "strat", "quit", "reload", "check", "fg-", "\u00e9");
        Arbitrary<String> argument = Arbitraries.frequencyOf(Tuple.of(4, Arbitraries.of("all", "-l", "options", "umask",
                "status", "ded", "hup", "9", "-p", "-C", "-Q", "x")), Tuple.of(2, values()), Tuple.of(1, noise()));
        return Combinators.combine(action, argument.list().ofMaxSize(2)).as((first, rest) ->
                Stream.concat(Stream.of(first), rest.stream()).toList());
    }

    private static Arbitrary<String> values() {
        return Arbitraries.of("sleep 1", "", "10", "-1", "ten", "0,2", "~", "~nobody/x", "/", "/tmp",
                "runner/forever=on", "a=b", "file:///x", "\udcff", "\u00e9", "%s", "${HOME}", "$(x)", "077",
                "999999999999");
    }

    private static Arbitrary<String> noise() {
        return Arbitraries.strings().ofMaxLength(12).filter(CommandLineFuzzTest::isHarmless);
    }

    /** No word by which a real program could be started, or a device read for ever. */
    private static boolean isHarmless(String word) {
        return !Set.of("start", "restart", "fg", "foreground", "logtail", "wait", "shell").contains(word)
                && !word.contains("/dev/") && word.indexOf('\0') < 0;
    }
}
