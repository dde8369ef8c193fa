package zdaemon.cli.prompt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jline.reader.Candidate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zdaemon.Behaviour;
import zdaemon.Paragraph;
import zdaemon.cli.words.Verb;

@Behaviour(Paragraph.TERMINAL)
class LineCompleterTest {
    @TempDir
    Path folder;

    private static List<Candidate> candidates(String line) {
        List<Candidate> candidates = new ArrayList<>();
        LineCompleter.complete(LineWords.of(line, line.length()), List.of(), candidates);
        return candidates;
    }

    private static List<String> values(String line) {
        return candidates(line).stream().map(Candidate::value).sorted().toList();
    }

    @Test
    void actions() {
        assertEquals(Verb.values().length, candidates("").size());
        assertEquals(List.of("start", "status"), values("sta"));
        assertEquals(List.of("foreground"), values("help fo"));
        assertEquals(List.of(), values("nonsense "));
        assertEquals(List.of(), values("stop "));
    }

    @Test
    void eachWithWhatItDoesInOneLine() {
        for (Candidate candidate : candidates("")) {
            assertTrue(candidate.displ().matches("[a-z_]+ +[a-z].*"), candidate.displ());
            assertTrue(candidate.displ().length() < 80, candidate.displ());
        }
    }

    @Test
    void signalsAsTheyAreTyped() {
        assertEquals(List.of("TERM"), values("kill TE"));
        assertEquals(List.of("hup"), values("kill h"));
        assertEquals(List.of("SIGUSR1", "SIGUSR2"), values("kill SIGUSR"));
        assertEquals(List.of("sigkill"), values("kill sigk"));
        assertFalse(values("kill ").contains("RTMIN"));
        assertTrue(values("kill rt").contains("rtmin+1"));
        assertEquals(List.of(), values("kill TERM "));
    }

    @Test
    void optionsOfActions() {
        assertEquals(List.of("-l"), values("status "));
        assertEquals(List.of(), values("status -l "));
        assertEquals(List.of("hang-around"), values("show hang"));
        assertEquals(List.of("all"), values("show a"));
        assertEquals(List.of("--configure"), values("reload --conf"));
        assertTrue(values("reload -").contains("-X"));
        assertEquals(List.of(), values("reload --user ro"), "the value is the user's business");
    }

    @Test
    void namesOfPrograms() {
        List<Candidate> found = new ArrayList<>();
        for (String line : List.of("stop we", "kill we", "kill HUP we", "fg db we", "start -- we", "update we")) {
            LineCompleter.complete(LineWords.of(line, line.length()), List.of("db", "web", "web.1"), found);
            found.add(new Candidate("|"));
        }
        assertEquals("web web.1 | | web web.1 | | | |", String.join(" ", found.stream().map(Candidate::value).toList()));
    }

    @Test
    void files() throws IOException {
        Files.createDirectory(folder.resolve("sub"));
        for (String name : List.of("a.log", "a b.log", "a\tb.log", ".hidden", "c\u001B[2J")) {
            Files.createFile(folder.resolve(name));
        }
        assertEquals(List.of(folder + "/a.log", folder + "/sub/"), values("logtail " + folder + "/"));
        assertEquals(List.of(folder + "/.hidden"), values("logtail " + folder + "/."));
        assertEquals(List.of(folder + "/a b.log", folder + "/a.log"), values("!tail " + folder + "/a"));
        assertEquals(List.of(folder + "/a.log"), values("reload -C " + folder + "/a"));
        assertEquals(List.of(), values("logtail " + folder + "/a.log x"));
        assertEquals(List.of(), values("logtail " + folder + "/nowhere/"));
        assertEquals(List.of(false), candidates("start " + folder + "/s").stream().map(Candidate::complete).toList());
    }
}
