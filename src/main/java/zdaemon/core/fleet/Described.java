package zdaemon.core.fleet;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

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
