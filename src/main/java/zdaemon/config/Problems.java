package zdaemon.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import zdaemon.config.Configuration.Provenance;
import zdaemon.config.Configuration.Provenance.InFile;
import zdaemon.config.Problem.Kind;

/**
 * Collects what is wrong. One reading serves both the command that stops at the first error and the check that shows
 * all; the first error is the first that someone who reads the lines in order comes to.
 */
final class Problems {

    /** Nobody reads more, and a hostile file must not fill the memory with messages. */
    private static final int MOST = 1000;

    /** A client has little memory, and a device can be read for ever. */
    static final String TOO_LARGE = "too large for the memory that there is";

    private final List<Problem> problems = new ArrayList<>();
    private final List<InFile> stretches = new ArrayList<>();

    /** Reading goes on here, in another file than before. */
    void enter(String url, int line) {
        stretches.add(new InFile(url, line));
    }

    void structure(String message, Provenance place) {
        add(new Problem(message, place, Kind.STRUCTURE));
    }

    void missing(String key, Provenance place) {
        add(new Problem("no values for " + Quoted.of(key) + "; 1 required", place, Kind.MISSING));
    }

    void value(String message, Provenance place) {
        add(new Problem(message, place, Kind.VALUE));
    }

    /** There is not enough memory for what begins there. */
    void tooLarge(Provenance place) {
        structure(TOO_LARGE, place);
    }

    void add(Problem problem) {
        // What <defaults> says wrongly is read again for each of many programs.
        if (problems.size() < MOST && !problems.contains(problem)) {
            problems.add(problem);
        }
    }

    /** How many so far. */
    int count() {
        return problems.size();
    }

    /** Whether something in a file is not where it can be understood, so that a key may have been missed. */
    boolean inStructureOfFile() {
        for (Problem problem : problems) {
            if (problem.kind() == Kind.STRUCTURE && problem.place() instanceof InFile) {
                return true;
            }
        }
        return false;
    }

    List<Problem> sorted() {
        if (problems.isEmpty()) {
            return List.of();
        }
        List<Problem> sorted = new ArrayList<>(problems);
        sorted.sort(Comparator.comparingInt(this::stretch).thenComparingInt(Problems::line));
        return List.copyOf(sorted);
    }

    /** Which uninterrupted stretch of reading a place is in; the command line comes before all. */
    private int stretch(Problem problem) {
        if (problem.place() instanceof InFile place) {
            for (int i = stretches.size() - 1; i >= 0; i--) {
                InFile start = stretches.get(i);
                if (start.line() <= place.line() && start.url().equals(place.url())) {
                    return i;
                }
            }
        }
        return -1;
    }

    private static int line(Problem problem) {
        return problem.place() instanceof InFile place ? place.line() : 0;
    }
}
