package zdaemon.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;

class SeriesTest {

    @Test
    void medianAndQuartilesLieBetweenNeighbours() {
        Series series = Series.of(40, 10, 30, 20);
        assertEquals(25, series.median());
        assertEquals(17.5, series.lowerQuartile());
        assertEquals(32.5, series.upperQuartile());
    }

    @Test
    void oneFigureIsItsOwnMedianAndQuartiles() {
        Series series = Series.of(7);
        assertEquals(List.of(7.0, 7.0, 7.0),
                List.of(series.lowerQuartile(), series.median(), series.upperQuartile()));
    }

    @Test
    void seriesAreComparedRoundByRound() {
        assertEquals(Series.of(2, 3), Series.of(4, 30).over(Series.of(2, 10)));
    }

    @Test
    void nothingMeasuredIsNoSeries() {
        assertThrows(IllegalArgumentException.class, () -> new Series(List.of()));
        assertThrows(IllegalArgumentException.class, () -> Series.of(1, 2).over(Series.of(1)));
    }

    @Property
    void theOrderOfTheRoundsDoesNotMatter(@ForAll @NotEmpty List<@DoubleRange(max = 1e6) Double> figures) {
        List<Double> shuffled = new ArrayList<>(figures);
        Collections.shuffle(shuffled);
        assertEquals(new Series(figures).median(), new Series(shuffled).median());
        assertEquals(new Series(figures).upperQuartile(), new Series(shuffled).upperQuartile());
    }

    @Property
    void atLeastHalfLieOnEitherSideOfTheMedian(@ForAll @NotEmpty List<@DoubleRange(max = 1e6) Double> figures) {
        Series series = new Series(figures);
        assertTrue(figures.stream().filter(figure -> figure <= series.median()).count() * 2 >= figures.size());
        assertTrue(figures.stream().filter(figure -> figure >= series.median()).count() * 2 >= figures.size());
        assertTrue(series.lowerQuartile() <= series.median() && series.median() <= series.upperQuartile());
    }

    /** One round that something disturbed does not move the result out of the others' range. */
    @Property
    void oneWildRoundDoesNotDecide(@ForAll @DoubleRange(min = 100, max = 1e9) double wild) {
        assertTrue(Series.of(10, 11, 12, 13, wild).median() <= 13);
    }
}
