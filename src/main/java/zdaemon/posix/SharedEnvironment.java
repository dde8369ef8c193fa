package zdaemon.posix;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An environment of which many programs get the greater part: what a program sets costs time, not what it inherits. The
 * entries that it inherits are the same objects for all, by which a {@link StringVector.Shared} knows them again.
 */
public final class SharedEnvironment {
    private final List<String> entries;
    private final Map<String, Integer> places = new HashMap<>();
    private final boolean isRegular;

    /** @param entries {@code NAME=value} each */
    public SharedEnvironment(List<String> entries) {
        this.entries = List.copyOf(entries);
        boolean isEachOnce = true;
        for (int i = 0; i < this.entries.size(); i++) {
            String entry = this.entries.get(i);
            int equals = entry.indexOf('=');
            isEachOnce &= places.put(equals < 0 ? entry : entry.substring(0, equals), i) == null;
        }
        isRegular = isEachOnce;
    }

    /** {@return {@code NAME=value} each} */
    public List<String> entries() {
        return entries;
    }

    /** As {@link Environment#with}. */
    public List<String> with(Map<String, String> variables) {
        if (!isRegular) {
            return List.copyOf(Environment.with(entries, variables));
        }
        int count = entries.size();
        String[] merged = entries.toArray(new String[count + variables.size()]);
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            Integer place = places.get(variable.getKey());
            merged[place == null ? count++ : place] = variable.getKey() + "=" + variable.getValue();
        }
        if (count < merged.length) {
            merged = Arrays.copyOf(merged, count);
        }
        return List.of(merged);
    }
}
