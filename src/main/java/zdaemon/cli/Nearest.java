package zdaemon.cli;

import java.util.List;

/** Guesses what somebody meant. */
final class Nearest {

    private Nearest() {
    }

    /**
     * The candidate with the fewest characters inserted, removed, replaced or swapped with a neighbour; the first of
     * several.
     *
     * @param candidates at least one
     */
    static String to(String word, List<String> candidates) {
        String best = candidates.get(0);
        int least = Integer.MAX_VALUE;
        for (String candidate : candidates) {
            int distance = distance(word, candidate);
            if (distance < least) {
                least = distance;
                best = candidate;
            }
        }
        return best;
    }

    /** Damerau's and Levenshtein's distance, restricted to neighbours swapped once. */
    private static int distance(String a, String b) {
        int[] older = new int[b.length() + 1];
        int[] old = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            old[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j - 1], old[j]) + 1, old[j - 1] + change);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], older[j - 2] + 1);
                }
            }
            int[] spare = older;
            older = old;
            old = row;
            row = spare;
        }
        return old[b.length()];
    }
}
