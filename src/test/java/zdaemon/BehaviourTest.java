package zdaemon;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** No paragraph of the behaviour page goes untested. */
class BehaviourTest {
    @Test
    void eachParagraphIsNamedByATest() {
        Map<Paragraph, Set<String>> tests = BehaviourTests.byParagraph();
        assertEquals(List.of(), Arrays.stream(Paragraph.values())
                .filter(paragraph -> tests.get(paragraph).isEmpty()).map(Paragraph::title).toList());
    }

    @Test
    void onlyTestsNameParagraphs() {
        assertEquals(List.of(), BehaviourTests.misplaced());
    }
}
