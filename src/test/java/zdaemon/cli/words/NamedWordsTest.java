package zdaemon.cli.words;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import zdaemon.Behaviour;
import zdaemon.Paragraph;
import zdaemon.cli.words.Invocation.UsageException;

@Behaviour(Paragraph.TARGETS)
class NamedWordsTest {

    private static NamedWords read(String line) throws UsageException {
        List<String> words = Arrays.asList(line.split(" "));
        return NamedWords.of(Verb.of(words.getFirst()).orElseThrow(), words.subList(1, words.size()));
    }

    private static String refusal(String line) {
        return assertThrows(UsageException.class, () -> read(line)).getMessage();
    }

    @Test
    void namesFlagsAndArguments() throws UsageException {
        assertEquals(new NamedWords(List.of(), List.of("web", "db"), List.of("--debug", "--", "x"), ""),
                read("start web db -- --debug -- x"));
        assertEquals(new NamedWords(List.of("--rolling"), List.of("web"), List.of(), ""), read("restart web --rolling"));
        assertEquals(new NamedWords(List.of("-l"), List.of("web.2"), List.of(), ""), read("status -l web.2"));
        assertEquals(new NamedWords(List.of(), List.of("web"), List.of(), "-HUP"), read("kill -HUP web"));
        assertEquals(new NamedWords(List.of(), List.of("web"), List.of("a"), ""), read("fg web -- a"));
        assertEquals(new NamedWords(List.of("--dry-run", "--no-rollback"), List.of(), List.of(), ""),
                read("update --dry-run --no-rollback"));
    }

    @Test
    void whatIsWrongIsSaid() {
        assertEquals("options go before the action: '-C' comes after 'stop'", refusal("stop web -C"));
        assertEquals("unknown option '--gently'; the action is: restart [--rolling] [NAME...]", refusal("restart --gently"));
        assertEquals("too few arguments for 'kill'; the action is: kill SIG [NAME...]", refusal("kill"));
        assertEquals("too few arguments for 'wait'; the action is: wait NAME...", refusal("wait"));
        assertEquals("too many arguments for 'fg'; the action is: fg [NAME [-- ARGS]]", refusal("fg web db"));
        assertEquals("too many arguments for 'update'; the action is: update [--dry-run] [--no-rollback]", refusal("update web"));
    }

    @ParameterizedTest
    @EnumSource
    void synopsesBeginWithTheAction(Verb verb) {
        assertEquals(verb.word(), verb.synopsisOfMany().split(" ")[0]);
    }
}
