package zdaemon.eventlog.format;

import zdaemon.spec.Layout;
import zdaemon.spec.format.FormatException;
import zdaemon.spec.format.MessageFormat;

/** Writes records by a handler's layout. */
public final class Formatter {
    private final Layout layout;
    private final Zone zone;
    private final MessageFormat format;

    /**
     * Takes the format apart.
     *
     * @throws FormatException when it is malformed, which the configuration has seen to before
     */
    public Formatter(Layout layout, Zone zone) throws FormatException {
        this.layout = layout;
        this.zone = zone;
        this.format = MessageFormat.of(layout.format(), layout.style());
    }

    /** The record's text, without a line's end. */
    public String format(LogRecord entry) {
        try {
            return format.render(new Fields(entry, zone, layout.dateFormat(), layout.arbitraryFields()));
        } catch (FormatException e) {
            // The configuration was checked before it came here; should the two disagree, the message still counts.
            return LogLevel.name(entry.level()) + ' ' + entry.message() + " (the log format is unusable: "
                    + e.getMessage() + ')';
        }
    }
}
