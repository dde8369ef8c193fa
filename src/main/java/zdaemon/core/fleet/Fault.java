package zdaemon.core.fleet;

import java.util.List;

/** What is wrong with a list of programs (programs §1). */
public sealed interface Fault {

    /** One sentence without a place; the reader of the file adds where the program stands. */
    String message();

    /** The program, as it was written, whose section the message is about. */
    String program();

    /** A name that no program may have. */
    record BadName(String program) implements Fault {
        @Override
        public String message() {
            return "'" + program + "' is no name for a runner: letters, digits, '-' and '_' are, but not 'all'";
        }
    }

    /** A name that an earlier program has. */
    record Duplicate(String program) implements Fault {
        @Override
        public String message() {
            return "there is a <runner " + program + "> already";
        }
    }

    /** A number of instances that cannot be. */
    record BadInstances(String program, int count) implements Fault {
        @Override
        public String message() {
            return "instances must be 1 to " + Program.MOST_INSTANCES + ", not " + count;
        }
    }

    /**
     * A dependency that is no program.
     *
     * @param key  {@code needs} or {@code after}
     * @param name what is not there
     */
    record Unknown(String program, String key, String name) implements Fault {
        @Override
        public String message() {
            return program + " " + key + " " + name + ", and there is no <runner " + name + ">";
        }
    }

    /**
     * Programs that wait for each other.
     *
     * @param path each edge of a circle: the second program of one is the first of the next one, and the last one leads
     *             back to the first
     */
    record Cycle(List<Edge> path) implements Fault {
        /** Takes a copy of the path. */
        public Cycle {
            path = List.copyOf(path);
        }

        @Override
        public String program() {
            return path.getFirst().from();
        }

        @Override
        public String message() {
            StringBuilder text = new StringBuilder("a cycle: ");
            for (Edge edge : path) {
                text.append(edge == path.getFirst() ? "" : ", ");
                text.append(edge.from()).append(' ').append(edge.key()).append(' ').append(edge.to());
            }
            return text.toString();
        }
    }

    /**
     * A dependency.
     *
     * @param key {@code needs} or {@code after}
     */
    record Edge(String from, String key, String to) {}
}
