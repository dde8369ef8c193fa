package zdaemon.cli.console;

import java.util.ArrayList;
import java.util.List;
import zdaemon.posix.Environment;

/**
 * The environment that the user's shell handed over. What is meant for other Java programs, {@code JAVA_TOOL_OPTIONS}
 * and its like, is hidden from our own runtime under another name, by the launcher or by {@code ForkingRuntime}; here
 * it gets its own back.
 */
public final class Inherited {
    private static final String HIDDEN = "ZDAEMON_KEEPS_";
    private static final List<String> FOR_JAVA = List.of("JAVA_TOOL_OPTIONS=", "JDK_JAVA_OPTIONS=", "_JAVA_OPTIONS=");

    private Inherited() {
    }

    /** The entries, {@code NAME=value} each, byte for byte; nobody has hidden any other, so what looks like one is dropped. */
    public static List<String> environment() {
        List<String> entries = Environment.entries();
        List<String> restored = new ArrayList<>(entries.size());
        for (int i = 0; i < entries.size(); i++) {
            String entry = entries.get(i);
            if (!entry.startsWith(HIDDEN)) {
                restored.add(entry);
            } else if (isForJava(entry.substring(HIDDEN.length()))) {
                restored.add(entry.substring(HIDDEN.length()));
            }
        }
        return restored;
    }

    /** The entries for another runtime of ours. */
    public static List<String> hidden() {
        List<String> entries = new ArrayList<>(Environment.entries());
        for (int i = 0; i < entries.size(); i++) {
            if (isForJava(entries.get(i))) {
                entries.set(i, HIDDEN + entries.get(i));
            }
        }
        return entries;
    }

    private static boolean isForJava(String entry) {
        for (int i = 0; i < FOR_JAVA.size(); i++) {
            if (entry.startsWith(FOR_JAVA.get(i))) {
                return true;
            }
        }
        return false;
    }
}
