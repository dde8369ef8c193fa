package zdaemon.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class RowTest {

    @Test
    void showsMediansRatioSpreadAndVerdict() {
        Row row = beside(Series.of(30, 33, 60), Series.of(20, 20, 20), Limit.ratioAtMost(1.7));
        assertEquals(List.of("it", "33 ms", "20 ms other", "1.65", "1.58 to 2.33", "≤ 1.7 ×", "yes"), row.fields());
        assertTrue(row.isMet());
    }

    @Test
    void anyMissedLimitIsAMiss() {
        Row row = beside(Series.of(3.2), Series.of(2), Limit.figureAtMost(3), Limit.ratioAtMost(2.5));
        assertFalse(row.isMet());
        assertEquals(List.of("≤ 3 ms, ≤ 2.5 ×", "NO"), row.fields().subList(5, 7));
    }

    @Test
    void moreThanHalfBeyondIsFarOff() {
        assertFalse(beside(Series.of(3), Series.of(1), Limit.ratioAtMost(2)).isFarOff());
        assertTrue(beside(Series.of(3.01), Series.of(1), Limit.ratioAtMost(2)).isFarOff());
        assertFalse(beside(Series.of(0.46), Series.of(1), Limit.ratioAtLeast(0.9)).isFarOff());
        assertTrue(beside(Series.of(0.44), Series.of(1), Limit.ratioAtLeast(0.9)).isFarOff());
    }

    /** How long something takes tells about the machine too; how much memory, or how many wake-ups, does not. */
    @Test
    void absoluteTimesAreNeverFarOff() {
        assertFalse(Row.alone("it", Quantity.MILLISECONDS, Series.of(99), Limit.figureAtMost(3)).isFarOff());
        assertTrue(Row.alone("it", Quantity.MEGABYTES, Series.of(99), Limit.figureAtMost(3)).isFarOff());
        assertTrue(Row.alone("it", Quantity.TIMES_A_MINUTE, Series.of(1), Limit.figureAtMost(0)).isFarOff());
    }

    @Test
    void aRowThatOnlyInformsHasNoVerdict() {
        assertEquals(List.of("it", "0.12 MB", "–", "–", "–", "", ""),
                Row.alone("it", Quantity.MEGABYTES, Series.of(0.1234)).fields());
    }

    @Test
    void aYardstickOfNothingMakesNoRatio() {
        assertEquals("–", beside(Series.of(1, 2), Series.of(1, 0)).fields().get(3));
    }

    @Test
    void tablesAlignTheirColumns() {
        List<Row> rows = List.of(beside(Series.of(1234), Series.of(2)), Row.alone("another", Quantity.RATE,
                Series.of(1, 2, 3)));
        List<String> lines = Table.plain(rows).lines().toList();
        assertEquals(3, lines.size());
        assertEquals(lines.get(0).indexOf("beside"), lines.get(1).indexOf("2 ms other"));
        assertEquals(lines.get(0).indexOf("middle half"), lines.get(2).indexOf("1.50 to 2.50"));
        assertEquals("| another | 2 MB/s | – | – | 1.50 to 2.50 |  |  |",
                Table.markdown(rows).lines().toList().getLast());
    }

    private static Row beside(Series ours, Series theirs, Limit... limits) {
        return Row.beside("it", Quantity.MILLISECONDS, ours, "other", theirs, limits);
    }
}
