package zdaemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The behaviour page, its tests and its citations agree. */
class BehaviourTest {
    /** Sections whose tests are still to be written. None may join them. */
    private static final Set<Paragraph> UNTESTED = EnumSet.of(Paragraph.NUMBERS, Paragraph.LOG_TIMES);

    private final Pages pages = Pages.read();

    @Test
    void eachSectionIsNamedByATest() {
        Map<Paragraph, Set<String>> tests = BehaviourTests.byParagraph();
        assertEquals(List.of(), Arrays.stream(Paragraph.values())
                .filter(paragraph -> tests.get(paragraph).isEmpty() && !UNTESTED.contains(paragraph)).toList());
    }

    @Test
    void onlyTestsNameSections() {
        assertEquals(List.of(), BehaviourTests.misplaced());
    }

    @Test
    void eachSectionOfThePageHasItsConstant() {
        assertEquals(pages.leaves(), Arrays.stream(Paragraph.values()).map(Paragraph::section).toList());
    }

    @Test
    void whatIsCitedExists() throws IOException {
        List<String> faults = new ArrayList<>();
        int citing = 0;
        for (Path file : texts()) {
            String text = Files.readString(file);
            if (text.contains("§")) {
                citing++;
                pages.faults(text, pages.pageOf(file)).forEach(fault -> faults.add(file + ": " + fault));
            }
        }
        assertEquals(List.of(), faults);
        assertTrue(citing > 50, "only " + citing + " files cite anything: does the search still find them?");
    }

    @Test
    void faultyCitationsAreFound() {
        assertEquals(List.of("behaviour §4.99 does not exist", "behaviour §9 does not exist", "§8.1 names no page"),
                pages.faults("Source: behaviour §4.8 and\n * §9, behaviour §4.99; see\n// §8.1", Optional.empty()));
        assertEquals(List.of("behaviour §8.1 does not exist"), pages.faults("see §4.8, §8.1", Optional.of("behaviour")));
    }

    /** Where sections may be cited; this class cites some that do not exist. */
    private static List<Path> texts() throws IOException {
        List<Path> texts = new ArrayList<>(List.of(Path.of("README.md")));
        for (Path root : List.of(Path.of("src"), Path.of("docs"))) {
            try (Stream<Path> files = Files.walk(root)) {
                files.filter(file -> file.toString().matches(".*\\.(java|md)"))
                        .filter(file -> !file.endsWith("BehaviourTest.java")).forEach(texts::add);
            }
        }
        return texts;
    }
}
