package zdaemon.config;

import java.util.List;
import java.util.Optional;

/** Finds what a misspelt name may have meant. */
final class Suggestion {

    /** Longer than any name that is known; what is longer was no slip of the pen. */
    private static final int LONGEST = 40;

    private Suggestion() {
    }

    /** The nearest of some names, if no more than half of what was written must change. */
    static Optional<String> nearest(String written, List<String> known) {
        Optional<String> nearest = Optional.empty();
        int least = Math.min(written.length(), LONGEST) / 2 + 1;
        if (written.length() <= LONGEST) {
            for (String candidate : known) {
                int distance = distance(written, candidate);
                if (distance < least) {
                    least = distance;
                    nearest = Optional.of(candidate);
                }
            }
        }
        return nearest;
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
