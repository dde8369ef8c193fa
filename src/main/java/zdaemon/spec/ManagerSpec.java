package zdaemon.spec;

import java.util.Optional;

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
}
