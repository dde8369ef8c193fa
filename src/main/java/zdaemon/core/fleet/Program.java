package zdaemon.core.fleet;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What the fleet must know of one {@code <runner NAME>} (programs §1).
 *
 * @param name      as it was written; case does not matter
 * @param instances how many there are, {@code NAME.1} and so on; empty where {@code instances} is not set
 * @param needs     programs that must be ready before this one starts, and outlive it
 * @param after     programs that only come first
 * @param oneshot   whether it runs once and is then done
 * @param autostart whether a start without names includes it
 * @param essential whether its end is the end of the manager
 */
public record Program(
        String name,
        OptionalInt instances,
        List<String> needs,
        List<String> after,
        boolean oneshot,
        boolean autostart,
        boolean essential) {

    /** The most instances that a program may have. */
    public static final int MOST_INSTANCES = 1000;

    /** Takes copies of the lists. */
    public Program {
        needs = List.copyOf(needs);
        after = List.copyOf(after);
    }

    /** A program without instances that needs nothing, is started with the manager and is kept alive. */
    public static Program named(String name) {
        return new Program(name, OptionalInt.empty(), List.of(), List.of(), false, true, false);
    }

    /** How many members of the fleet it has. */
    int count() {
        return instances.orElse(1);
    }

    /** The name of its member with this number, counted from 0. */
    String member(int number) {
        return instances.isPresent() ? name + "." + (number + 1) : name;
    }

    /**
     * A program with all its values, as far as an update compares them.
     *
     * @param program  what the fleet knows of it itself; its keys need not be among the values
     * @param values   the other keys in the order of the table of options; placeholders are not replaced
     */
    public record Described(Program program, Map<String, String> values) {

        /** Takes a copy that keeps the order. */
        public Described {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }
    }

    /** Whether a program may be called so. */
    public static boolean isValidName(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_')) {
                return false;
            }
        }
        return !name.isEmpty() && !key(name).equals("all");
    }

    /** What two names have in common that mean the same program: ASCII letters in lower case. */
    public static String key(String name) {
        int begin = 0;
        while (begin < name.length() && (name.charAt(begin) < 'A' || name.charAt(begin) > 'Z')) {
            begin++;
        }
        return begin == name.length() ? name : lowered(name, begin);
    }

    /** @param from where its first capital letter is */
    private static String lowered(String name, int from) {
        StringBuilder key = new StringBuilder(name.length()).append(name, 0, from);
        for (int i = from; i < name.length(); i++) {
            char c = name.charAt(i);
            key.append(c >= 'A' && c <= 'Z' ? (char) (c + 'a' - 'A') : c);
        }
        return key.toString();
    }
}
