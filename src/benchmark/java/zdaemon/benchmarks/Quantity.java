package zdaemon.benchmarks;

import java.util.Locale;

/** What a row's figures count. */
enum Quantity {
    MILLISECONDS("ms"),
    SECONDS("s"),
    /** Millions of bytes. */
    MEGABYTES("MB"),
    /** Thousands of bytes. */
    KILOBYTES("kB"),
    /** Millions of bytes a second. */
    RATE("MB/s"),
    /** Nanoseconds of processor time for each byte. */
    CPU_PER_BYTE("ns/B"),
    TIMES_A_MINUTE("/min"),
    RATIO("×");

    private final String symbol;

    Quantity(String symbol) {
        this.symbol = symbol;
    }

    String symbol() {
        return symbol;
    }

    /** Whether the figures tell as much about the machine as about what was measured. */
    boolean isTime() {
        return this == MILLISECONDS || this == SECONDS;
    }

    /** As people read it: three significant digits, and the unit. */
    String text(double figure) {
        return number(figure) + " " + symbol;
    }

    static String number(double figure) {
        double size = Math.abs(figure);
        int decimals = size >= 99.95 || size == Math.rint(size) ? 0 : size >= 9.995 ? 1 : size >= 0.0995 ? 2 : 3;
        return String.format(Locale.ROOT, "%." + decimals + "f", figure);
    }
}
