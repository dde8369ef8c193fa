package zdaemon.cli;

import java.util.ArrayList;
import java.util.List;
import zdaemon.posix.Environment;

/**
 * The environment that the user's shell handed over. The launcher hides from our runtime what is meant for other Java
 * programs, {@code JAVA_TOOL_OPTIONS} and its like, under another name; here it gets its own back.
 */
final class Inherited {
    private static final String HIDDEN = "ZDAEMON_KEEPS_";

    private Inherited() {
    }

    /** The entries, {@code NAME=value} each, byte for byte. */
    static List<String> environment() {
        List<String> entries = Environment.entries();
        List<String> restored = new ArrayList<>(entries.size());
        for (int i = 0; i < entries.size(); i++) {
            String entry = entries.get(i);
            restored.add(entry.startsWith(HIDDEN) ? entry.substring(HIDDEN.length()) : entry);
        }
        return restored;
    }
}
