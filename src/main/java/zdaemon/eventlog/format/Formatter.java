package zdaemon.eventlog.format;

import zdaemon.spec.Layout;
import zdaemon.spec.Layout;

/** Writes records by a handler's layout. */
public final class Formatter {
    private final Layout layout;
    private final MessageFormat format;
    private final Zone zone;

    public Formatter(Layout layout, Zone zone) {
        this.layout = layout;
        this.zone = zone;
        this.format = switch (layout.style()) {
            case CLASSIC -> new PercentFormat(layout.format());
            case FORMAT -> new BraceFormat(layout.format());
            case TEMPLATE -> new TemplateFormat(layout.format(), false);
            case SAFE_TEMPLATE -> new TemplateFormat(layout.format(), true);
        };
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
