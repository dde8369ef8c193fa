package zdaemon.benchmarks;

import java.math.BigDecimal;

/**
 * What a row has to reach.
 *
 * @param of     whether the measured figure is limited or its ratio to the yardstick's
 * @param sense  which side of the bound is good
 * @param bound  the last figure that is good
 */
record Limit(Of of, Sense sense, double bound) {

    /** What is limited. */
    enum Of { FIGURE, RATIO }

    /** Which side is good. */
    enum Sense { AT_MOST, AT_LEAST }

    /** How much worse than the bound a short run may be before it fails: by half of it. */
    private static final double TOLERANCE = 0.5;

    static Limit figureAtMost(double bound) {
        return new Limit(Of.FIGURE, Sense.AT_MOST, bound);
    }

    static Limit ratioAtMost(double bound) {
        return new Limit(Of.RATIO, Sense.AT_MOST, bound);
    }

    static Limit ratioAtLeast(double bound) {
        return new Limit(Of.RATIO, Sense.AT_LEAST, bound);
    }

    boolean isMetBy(double measured) {
        return sense == Sense.AT_MOST ? measured <= bound : measured >= bound;
    }

    /** Whether the figure is worse than the bound by more than half of it. */
    boolean isFarFrom(double measured) {
        return sense == Sense.AT_MOST ? measured > bound * (1 + TOLERANCE) : measured < bound * (1 - TOLERANCE);
    }

    String text(Quantity quantity) {
        String sign = sense == Sense.AT_MOST ? "≤ " : "≥ ";
        return sign + BigDecimal.valueOf(bound).stripTrailingZeros().toPlainString() + " "
                + (of == Of.RATIO ? Quantity.RATIO : quantity).symbol();
    }
}
