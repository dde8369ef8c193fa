package zdaemon.eventlog.format;

import java.util.Optional;
import zdaemon.eventlog.format.Formatter.Zone;
import zdaemon.spec.format.MessageFormat.FieldValues;
import zdaemon.spec.format.Value;

/**
 * The fields of behaviour §6, by name, of one record. Those that would name a place in a Python source hold constants:
 * a format that has them keeps working, and there is no Python source.
 *
 * @param message    the record's fields come from here
 * @param zone       for {@code asctime}
 * @param dateFormat for {@code asctime}, see {@link Strftime}
 * @param arbitrary  whether a name that is no field stands for nothing, instead of being an error
 */
public record Fields(LogRecord message, Zone zone, String dateFormat, boolean arbitrary) implements FieldValues {
    private static final String TOOL = "zdaemon";

    @Override
    public Optional<Value> get(String name) {
        return switch (name) {
            case "name" -> text("root");
            case "levelname" -> text(LogLevel.name(message.level()));
            case "asctime" -> text(time());
            case "message", "msg" -> text(message.message());
            case "pathname", "filename", "module" -> text(TOOL);
            case "funcName" -> text("manager");
            case "threadName" -> text("MainThread");
            case "processName" -> text("MainProcess");
            case "levelno" -> whole(message.level());
            case "lineno" -> whole(0);
            // The id of a Linux process's main thread is that of the process.
            case "process", "thread" -> whole(message.process());
            case "created" -> real(message.created());
            case "msecs" -> real(message.milliseconds());
            case "relativeCreated" -> real(message.relativeCreated());
            default -> Optional.empty();
        };
    }

    /** Without a date format as Python writes it: with a comma and the milliseconds. */
    private String time() {
        if (!dateFormat.isEmpty()) {
            return Strftime.format(dateFormat, zone.at(message.epochSecond()));
        }
        String milliseconds = Integer.toString(1000 + (int) message.milliseconds()).substring(1);
        return Strftime.format("%Y-%m-%d %H:%M:%S", zone.at(message.epochSecond())) + "," + milliseconds;
    }

    private static Optional<Value> text(String text) {
        return Optional.of(new Value.Text(text));
    }

    private static Optional<Value> whole(long number) {
        return Optional.of(new Value.Whole(number));
    }

    private static Optional<Value> real(double number) {
        return Optional.of(new Value.Real(number));
    }
}
