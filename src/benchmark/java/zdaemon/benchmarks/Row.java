package zdaemon.benchmarks;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One line of the table.
 *
 * @param what      what was measured
 * @param quantity  what the figures count
 * @param ours      the tool's figures
 * @param yardstick what it is compared with, if anything
 * @param limits    what has to be reached; none for a row that only informs
 */
record Row(String what, Quantity quantity, Series ours, Optional<Yardstick> yardstick, List<Limit> limits) {

    /**
     * The other side of a comparison.
     *
     * @param name    what it is
     * @param figures its figures, round by round as the tool's
     */
    record Yardstick(String name, Series figures) {}

    Row {
        limits = List.copyOf(limits);
    }

    static Row beside(String what, Quantity quantity, Series ours, String name, Series theirs, Limit... limits) {
        return new Row(what, quantity, ours, Optional.of(new Yardstick(name, theirs)), List.of(limits));
    }

    static Row alone(String what, Quantity quantity, Series ours, Limit... limits) {
        return new Row(what, quantity, ours, Optional.empty(), List.of(limits));
    }

    /** The rounds' ratios to the yardstick; none where there is no yardstick or it measured nothing at all. */
    Optional<Series> ratios() {
        return yardstick.filter(other -> other.figures().figures().stream().noneMatch(figure -> figure == 0))
                .map(other -> ours.over(other.figures()));
    }

    boolean isMet() {
        return limits.stream().allMatch(limit -> measured(limit).filter(limit::isMetBy).isPresent());
    }

    /** Whether a limit is missed by more than half of it, of those that are the same for slow and fast machines. */
    boolean isFarOff() {
        return limits.stream()
                .filter(limit -> limit.of() == Limit.Of.RATIO || !quantity.isTime())
                .anyMatch(limit -> measured(limit).filter(limit::isFarFrom).isPresent());
    }

    /** The line's fields, as {@link Table} names them. */
    List<String> fields() {
        Series spread = ratios().orElse(ours);
        return List.of(
                what,
                quantity.text(ours.median()),
                yardstick.map(other -> quantity.text(other.figures().median()) + " " + other.name()).orElse("–"),
                ratios().map(ratios -> Quantity.number(ratios.median())).orElse("–"),
                spread.figures().size() < 2 ? "–"
                        : Quantity.number(spread.lowerQuartile()) + " to " + Quantity.number(spread.upperQuartile()),
                limits.stream().map(limit -> limit.text(quantity)).collect(Collectors.joining(", ")),
                limits.isEmpty() ? "" : isMet() ? "yes" : "NO");
    }

    private Optional<Double> measured(Limit limit) {
        return limit.of() == Limit.Of.FIGURE ? Optional.of(ours.median()) : ratios().map(Series::median);
    }
}
