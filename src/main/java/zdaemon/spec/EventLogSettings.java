package zdaemon.spec;

import java.util.List;

/**
 * The {@code <eventlog>} section: where the manager writes about itself.
 *
 * <p>Source: behaviour §6.
 *
 * @param level    events below this level (0–50) are dropped
 * @param handlers where the rest goes, in the order of the file; may be empty
 */
public record EventLogSettings(int level, List<Handler> handlers) {
}
