package zdaemon.spec;

import java.util.List;
import java.util.Optional;
import zdaemon.spec.RecordReader.RecordException;

/**
 * What the daemon manager was configured with.
 *
 * @param values   of the options that are {@link Option.For#MANAGER}
 * @param eventLog its own log; empty when not configured
 */
public record ManagerSpec(Values values, Optional<EventLogSettings> eventLog) implements Spec {

    /** Takes what is the manager's of the values. */
    public ManagerSpec {
        values = values.of(Option.For.MANAGER);
    }

    /** {@return the path of the control socket} */
    public String socket() {
        return text(Option.SOCKET_NAME);
    }

    /** {@return the same with another value of an option} */
    public ManagerSpec with(Option option, Object value) {
        return new ManagerSpec(values.with(option, value), eventLog);
    }

    void write(RecordWriter out) {
        values.write(out);
        if (eventLog.isPresent()) {
            EventLogRecord.write(eventLog.get(), out);
        }
    }

    static ManagerSpec read(RecordReader in) throws RecordException {
        return new ManagerSpec(Values.read(in), EventLogRecord.read(in));
    }

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
}
