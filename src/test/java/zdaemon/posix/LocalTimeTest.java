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
        assertEquals(tm.sizeof(), LibcTime.TM_SIZE);
        assertEquals(tm.tm_sec$offset(), LibcTime.TM_SEC);
        assertEquals(tm.tm_min$offset(), LibcTime.TM_MIN);
        assertEquals(tm.tm_hour$offset(), LibcTime.TM_HOUR);
        assertEquals(tm.tm_mday$offset(), LibcTime.TM_MDAY);
        assertEquals(tm.tm_mon$offset(), LibcTime.TM_MON);
        assertEquals(tm.tm_year$offset(), LibcTime.TM_YEAR);
        assertEquals(tm.tm_wday$offset(), LibcTime.TM_WDAY);
        assertEquals(tm.tm_yday$offset(), LibcTime.TM_YDAY);
        assertEquals(tm.tm_isdst$offset(), LibcTime.TM_ISDST);
        assertEquals(tm.tm_gmtoff$offset(), LibcTime.TM_GMTOFF);
        assertEquals(tm.tm_zone$offset(), LibcTime.TM_ZONE);
    }
}
