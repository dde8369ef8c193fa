package zdaemon.eventlog.format;

import zdaemon.posix.LocalTime;
import zdaemon.spec.Handler.Layout;
import zdaemon.spec.format.MessageFormat;
import zdaemon.spec.format.MessageFormat.FormatException;

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

    /** Where local time comes from: the system, or in tests a zone with known rules. */
    public interface Zone {
        /**
         * Local time at a moment.
         *
         * @param epochSecond seconds since 1970
         */
        LocalTime at(long epochSecond);

        /** The zone that the system is set to, or {@code TZ}. */
        enum SystemZone implements Zone {
            /** The one there is. */
            LOCAL;

            @Override
            public LocalTime at(long epochSecond) {
                return LocalTime.at(epochSecond);
            }
        }
    }
}
