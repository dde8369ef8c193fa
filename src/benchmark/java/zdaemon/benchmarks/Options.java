package zdaemon.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the command line asks for.
 *
 * @param help     to explain and end
 * @param isShort  less of everything, and nothing that only informs
 * @param check    to fail if a row is worse than its limit by half
 * @param build    to measure a build too
 * @param document to put the results into docs/performance.md
 * @param only     the experiments that are wanted; empty for all
 * @param against  another tool to compare with
 */
record Options(boolean help, boolean isShort, boolean check, boolean build, boolean document, List<String> only,
        Optional<List<String>> against) {

    static final String USAGE = """
            usage: benchmarks/run [OPTION]...
            Measures the built tool beside its yardsticks, in some minutes, and prints one table.

              --short          less of everything, without the rivals and the profile: about a minute
              --check          exit with status 1 if a row is worse than its limit by half, also when measured again
              --build          measure mvn package too, in a copy of the sources
              --document       put the results into docs/performance.md
              --only NAME      only that experiment (repeatable): %s
              --against 'CMD'  compare also with this tool, which takes the same configuration and actions:
                               CMD -C FILE start
              --help           this text
            """;

    static Options parse(List<String> words) {
        Builder builder = new Builder();
        for (int index = 0; index < words.size(); index++) {
            switch (words.get(index)) {
                case "--help" -> builder.help = true;
                case "--short" -> builder.isShort = true;
                case "--check" -> builder.check = true;
                case "--build" -> builder.build = true;
                case "--document" -> builder.document = true;
                case "--only" -> builder.only.add(value(words, ++index));
                case "--against" ->
                        builder.against = Optional.of(List.of(value(words, ++index).strip().split("\\s+")));
                default -> throw new IllegalArgumentException("unknown option " + words.get(index));
            }
        }
        return builder.options();
    }

    private static String value(List<String> words, int index) {
        if (index == words.size()) {
            throw new IllegalArgumentException(words.get(index - 1) + " needs a value");
        }
        return words.get(index);
    }

    Scale scale() {
        return isShort ? Scale.SHORT : Scale.FULL;
    }

    private static final class Builder {
        private boolean help;
        private boolean isShort;
        private boolean check;
        private boolean build;
        private boolean document;
        private final List<String> only = new ArrayList<>();
        private Optional<List<String>> against = Optional.empty();

        Options options() {
            return new Options(help, isShort, check, build, document, List.copyOf(only), against);
        }
    }
}
