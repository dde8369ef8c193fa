package zdaemon.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;
import zdaemon.bindings.tm;

class LocalTimeTest {
    /** Both libc and the JDK go by TZ and /etc/localtime. */
    @Test
    void agreesWithTheJdk() {
        for (long second = -2_000_000; second < 4_000_000_000L; second += 12_345_678) {
            ZonedDateTime expected = Instant.ofEpochSecond(second).atZone(ZoneId.systemDefault());
            LocalTime time = LocalTime.at(second);
            assertEquals(expected.toLocalDateTime(), java.time.LocalDateTime.of(time.year(), time.month(), time.day(),
                    time.hour(), time.minute(), time.second()));
            assertEquals(expected.getDayOfWeek().getValue() % 7, time.weekday());
            assertEquals(expected.getDayOfYear(), time.yearDay() + 1);
            assertEquals(expected.getOffset().getTotalSeconds(), time.offset());
            assertEquals(expected.getZone().getRules().isDaylightSavings(expected.toInstant()), time.daylightSaving());
        }
    }

    @Test
    void theNumbersAreThoseOfTheBindings() {
        assertEquals(tm.sizeof(), LibcCalendar.TM_SIZE);
        assertEquals(tm.tm_sec$offset(), LibcCalendar.TM_SEC);
        assertEquals(tm.tm_min$offset(), LibcCalendar.TM_MIN);
        assertEquals(tm.tm_hour$offset(), LibcCalendar.TM_HOUR);
        assertEquals(tm.tm_mday$offset(), LibcCalendar.TM_MDAY);
        assertEquals(tm.tm_mon$offset(), LibcCalendar.TM_MON);
        assertEquals(tm.tm_year$offset(), LibcCalendar.TM_YEAR);
        assertEquals(tm.tm_wday$offset(), LibcCalendar.TM_WDAY);
        assertEquals(tm.tm_yday$offset(), LibcCalendar.TM_YDAY);
        assertEquals(tm.tm_isdst$offset(), LibcCalendar.TM_ISDST);
        assertEquals(tm.tm_gmtoff$offset(), LibcCalendar.TM_GMTOFF);
        assertEquals(tm.tm_zone$offset(), LibcCalendar.TM_ZONE);
    }
}
