package zdaemon.eventlog;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.util.Locale;
import zdaemon.eventlog.format.Formatter.Zone;
import zdaemon.posix.LocalTime;

/** A zone by name, from the JDK's own table, whatever the machine is set to. */
public record JavaZone(ZoneId id) implements Zone {
    public static JavaZone of(String name) {
        return new JavaZone(ZoneId.of(name));
    }

    @Override
    public LocalTime at(long epochSecond) {
        ZonedDateTime time = Instant.ofEpochSecond(epochSecond).atZone(id);
        return new LocalTime(epochSecond, time.getYear(), time.getMonthValue(), time.getDayOfMonth(), time.getHour(),
                time.getMinute(), time.getSecond(), time.getDayOfWeek().getValue() % 7, time.getDayOfYear() - 1,
                id.getRules().isDaylightSavings(time.toInstant()), time.getOffset().getTotalSeconds(),
                id.getDisplayName(TextStyle.SHORT, Locale.ROOT));
    }
}
