package zdaemon.config;

import java.util.List;
import java.util.Optional;

/** Finds what a misspelt name may have meant. */
public final class Suggestion {

    /** Longer than any name that is known; what is longer was no slip of the pen. */
    private static final int LONGEST = 40;
    /** Fewer letters are part of many a name by chance. */
    private static final int TELLING = 3;
    private static final int FAR = 1000;

    private Suggestion() {
    }

    /**
     * The nearest of some names, if it is near: one that begins with what was written, or has it within, or one that
     * comes of changing no more than half of it.
     *
     * @param written the word as given
     * @param known   the names that there are
     * @return the first of several equally near; empty when none is near
     */
    public static Optional<String> nearest(String written, List<String> known) {
        if (written.length() > LONGEST || known.isEmpty()) {
            return Optional.empty();
        }
        String best = closest(written, known);
        return cost(Text.lower(written), best) <= written.length() / 2 ? Optional.of(best) : Optional.empty();
    }

    /**
     * The nearest of some names, however far.
     *
     * @param written the word as given
     * @param known   the names that there are, at least one
     * @return the first of several equally near
     */
    public static String closest(String written, List<String> known) {
        String lower = Text.lower(written.length() > LONGEST ? written.substring(0, LONGEST) : written);
        String best = known.get(0);
        for (String candidate : known) {
            if (cost(lower, candidate) < cost(lower, best)) {
                best = candidate;
            }
        }
        return best;
    }

    /** Who stopped in the middle of a name made no mistake in it; nor did who remembers a part. */
    private static int cost(String written, String candidate) {
        int missing = candidate.length() - written.length();
        if (!written.isEmpty() && candidate.startsWith(written)) {
            return missing - 2 * FAR;
        }
        if (written.length() >= TELLING && candidate.contains(written)) {
            return missing - FAR;
        }
        return distance(written, candidate);
    }

    /** How many letters must be put in, left out, exchanged or swapped with their neighbour. */
    static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : step(cost, a, b, i, j);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int step(int[][] cost, String a, String b, int i, int j) {
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        int least = Math.min(Math.min(cost[i - 1][j], cost[i][j - 1]) + 1, cost[i - 1][j - 1] + (same ? 0 : 1));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
    }
}
