package zdaemon.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zdaemon.config.Configuration.Provenance;

/** A part of the tree that a configuration file is. */
sealed interface Node {

    /** Where it stands; for a section the line that opens it. */
    Provenance origin();

    /**
     * {@code key value}.
     *
     * @param name   the key as written
     * @param value  the value after substitution; empty when that failed, which has been reported
     * @param origin where it stands
     */
    record Key(String name, Optional<String> value, Provenance origin) implements Node {
    }

    /**
     * {@code <type name>} and what it holds, in order. The parser and {@code -X} build it, then nobody changes it.
     * A class, since equality of a tree that is a hundred thousand sections deep must not recur.
     */
    final class Section implements Node {
        private final String type;
        private final String name;
        private final Provenance origin;
        private final List<Node> nodes = new ArrayList<>();

        /** An opened section; the whole document has the empty type. */
        Section(String type, String name, Provenance origin) {
            this.type = type;
            this.name = name;
            this.origin = origin;
        }

        String type() {
            return type;
        }

        /** The name, empty when it has none. */
        String name() {
            return name;
        }

        @Override
        public Provenance origin() {
            return origin;
        }

        /** The parts, open to additions. */
        List<Node> nodes() {
            return nodes;
        }

        /** The first key of that name in any letter case. */
        Optional<Key> key(String wanted) {
            for (Node node : nodes) {
                if (node instanceof Key key && key.name().equalsIgnoreCase(wanted)) {
                    return Optional.of(key);
                }
            }
            return Optional.empty();
        }

        /** The first section of that type in any letter case. */
        Optional<Section> section(String wanted) {
            for (Node node : nodes) {
                if (node instanceof Section section && section.type().equalsIgnoreCase(wanted)) {
                    return Optional.of(section);
                }
            }
            return Optional.empty();
        }
    }
}
