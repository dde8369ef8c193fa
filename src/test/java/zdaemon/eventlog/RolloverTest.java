package zdaemon.eventlog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import zdaemon.Behaviour;
import zdaemon.Paragraph;
import zdaemon.eventlog.format.Formatter.Zone;
import zdaemon.posix.LocalTime;
import zdaemon.spec.Handler.Rotation.When;

@Behaviour(Paragraph.LOGFILE)
class RolloverTest {
    private static final Zone BERLIN = JavaZone.of("Europe/Berlin");

    /** Recorded from CPython 3.11's TimedRotatingFileHandler, on days when no clock changes. */
    @Test
    void endsAndNamesFilesAsPythonDoes() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (String[] row : Tables.read("rollover.tsv")) {
            Rollover rollover = new Rollover(When.valueOf(row[1]), Integer.parseInt(row[2]), JavaZone.of(row[0]));
            long end = rollover.after(Long.parseLong(row[3]));
            long now = Long.parseLong(row[5]);
            String actual = end + " " + rollover.suffix(end, now) + " " + rollover.after(now);
            String expected = row[4] + " " + row[6] + " " + row[7];
            if (!actual.equals(expected) || !rollover.isSuffix(row[6])) {
                wrong.add(String.join(" ", row) + ": " + actual);
            }
        }
        assertEquals(List.of(), wrong);
    }

    private static long berlin(String time) {
        return LocalDateTime.parse(time).atZone(ZoneId.of("Europe/Berlin")).toEpochSecond();
    }

    @Test
    void midnightIsMidnightWhenClocksChange() {
        Rollover daily = new Rollover(When.MIDNIGHT, 1, BERLIN);
        assertEquals(berlin("2024-04-01T00:00"), daily.after(berlin("2024-03-31T01:00")));
        assertEquals(berlin("2024-10-28T00:00"), daily.after(berlin("2024-10-27T01:00")));
        assertEquals("2024-03-31", daily.suffix(berlin("2024-04-01T00:00"), berlin("2024-04-01T00:10")));
        assertEquals("2024-10-27", daily.suffix(berlin("2024-10-28T00:00"), berlin("2024-10-28T00:10")));
    }

    @Test
    void intervalsCountDaysAndWeeks() {
        assertEquals(berlin("2024-03-13T00:00"),
                new Rollover(When.MIDNIGHT, 3, BERLIN).after(berlin("2024-03-10T12:00")));
        // 10 March 2024 is a Sunday; W0 ends with Monday.
        assertEquals(berlin("2024-03-12T00:00"), new Rollover(When.W0, 1, BERLIN).after(berlin("2024-03-10T12:00")));
        assertEquals(berlin("2024-03-19T00:00"), new Rollover(When.W0, 2, BERLIN).after(berlin("2024-03-10T12:00")));
        assertEquals(berlin("2024-03-11T00:00"), new Rollover(When.W6, 1, BERLIN).after(berlin("2024-03-10T12:00")));
    }

    @Property
    void aDayEndsAtTheNextMidnight(@ForAll @LongRange(min = 0, max = 4_000_000_000L) long moment) {
        long end = new Rollover(When.MIDNIGHT, 1, BERLIN).after(moment);
        LocalTime time = BERLIN.at(end);
        assertEquals(0, time.hour() * 3600 + time.minute() * 60 + time.second());
        assertTrue(end > moment && end - moment <= 25 * 3600);
    }

    /** In Havana clocks go from midnight to one. */
    @Property
    void aDayEndsEvenWhereThereIsNoMidnight(@ForAll @LongRange(min = 0, max = 4_000_000_000L) long moment) {
        long end = new Rollover(When.MIDNIGHT, 1, JavaZone.of("America/Havana")).after(moment);
        assertTrue(end > moment && end - moment <= 26 * 3600, moment + " " + end);
    }

    @Test
    void knowsItsOwnSuffixes() {
        Rollover hourly = new Rollover(When.H, 1, BERLIN);
        assertTrue(hourly.isSuffix("2024-03-31_01"));
        assertTrue(hourly.isSuffix("2024-03-31_01.gz"));
        assertFalse(hourly.isSuffix("2024-03-31"));
        assertFalse(hourly.isSuffix("2024-03-31_01-00"));
        assertFalse(hourly.isSuffix("2024-03-31-01"));
        assertFalse(hourly.isSuffix("backup"));
        assertFalse(hourly.isSuffix(""));
    }
}
