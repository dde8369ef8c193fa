package zdaemon.benchmarks;

import java.util.ArrayList;
import java.util.List;

/**
 * Figures of the same thing, in the order in which they were measured.
 *
 * @param figures at least one
 */
record Series(List<Double> figures) {

    Series {
        if (figures.isEmpty()) {
            throw new IllegalArgumentException("nothing was measured");
        }
        figures = List.copyOf(figures);
    }

    static Series of(double... figures) {
        List<Double> list = new ArrayList<>();
        for (double figure : figures) {
            list.add(figure);
        }
        return new Series(list);
    }

    double median() {
        return quantile(0.5);
    }

    /** The figure below which a quarter of them lies. */
    double lowerQuartile() {
        return quantile(0.25);
    }

    /** The figure above which a quarter of them lies. */
    double upperQuartile() {
        return quantile(0.75);
    }

    /** Each figure over the other series' figure of the same round. */
    Series over(Series other) {
        if (figures.size() != other.figures.size()) {
            throw new IllegalArgumentException(figures.size() + " rounds beside " + other.figures.size());
        }
        List<Double> results = new ArrayList<>();
        for (int round = 0; round < figures.size(); round++) {
            results.add(figures.get(round) / other.figures.get(round));
        }
        return new Series(results);
    }

    /** Between two neighbours by proportion. */
    private double quantile(double part) {
        List<Double> sorted = figures.stream().sorted().toList();
        double place = part * (sorted.size() - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.size() - 1);
        return sorted.get(below) + (place - below) * (sorted.get(above) - sorted.get(below));
    }
}
