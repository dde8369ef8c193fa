package zdaemon.spec;

/** When a log file is put aside for a new one. */
public sealed interface Rotation {

    /** Never. */
    record None() implements Rotation {
    }

    /**
     * Before it grows beyond a size.
     *
     * @param maxSize  bytes, at least 1
     * @param oldFiles how many old files to keep, at least 1
     */
    record BySize(long maxSize, int oldFiles) implements Rotation {
    }

    /**
     * At times.
     *
     * @param when     the unit, or the moment of the week or day
     * @param interval how many units, at least 1
     * @param oldFiles how many old files to keep, at least 1
     */
    record ByTime(When when, int interval, int oldFiles) implements Rotation {
    }

    /** The unit of {@link ByTime}, named as in the file; {@code W0} is Monday. */
    enum When { S, M, H, D, W0, W1, W2, W3, W4, W5, W6, MIDNIGHT }
}
