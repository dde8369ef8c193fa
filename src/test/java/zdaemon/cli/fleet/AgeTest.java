package zdaemon.cli.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class AgeTest {
    private static final long SECOND = 1_000_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    @Test
    void shortly() {
        assertEquals("0s", Age.shortly(0));
        assertEquals("59s", Age.shortly(59 * SECOND + 999_999));
        assertEquals("1m 0s", Age.shortly(MINUTE));
        assertEquals("2m 10s", Age.shortly(2 * MINUTE + 10 * SECOND));
        assertEquals("5h 12m", Age.shortly(5 * HOUR + 12 * MINUTE + 59 * SECOND));
        assertEquals("3d 4h", Age.shortly(3 * DAY + 4 * HOUR + 59 * MINUTE));
        assertEquals("0s", Age.shortly(-DAY));
        assertEquals("106751991d 4h", Age.shortly(Long.MAX_VALUE));
        assertEquals("0s", Age.shortly(Long.MIN_VALUE));
    }

    @Test
    void ago() {
        assertEquals("just now", Age.ago(SECOND - 1));
        assertEquals("1 second ago", Age.ago(SECOND));
        assertEquals("59 seconds ago", Age.ago(MINUTE - 1));
        assertEquals("1 minute ago", Age.ago(2 * MINUTE - 1));
        assertEquals("2 minutes ago", Age.ago(2 * MINUTE));
        assertEquals("1 hour ago", Age.ago(HOUR));
        assertEquals("3 days ago", Age.ago(3 * DAY + HOUR));
        assertEquals("just now", Age.ago(-HOUR));
    }

    @Test
    void in() {
        assertEquals("in 3 s", Age.in(3 * SECOND));
        assertEquals("in 3 s", Age.in(2 * SECOND + 1));
        assertEquals("in 0 s", Age.in(0));
        assertEquals("in 0 s", Age.in(-5 * SECOND));
        assertEquals("in 9223372036855 s", Age.in(Long.MAX_VALUE));
    }

    /** Never longer than a column can bear, whatever clocks do, and never shorter than what it stands for. */
    @Property
    void roundsDown(@ForAll @LongRange(min = 0, max = 100_000 * DAY) long micros) {
        long seconds = 0;
        for (String part : Age.shortly(micros).split(" ")) {
            long number = Long.parseLong(part.substring(0, part.length() - 1));
            seconds += number * switch (part.charAt(part.length() - 1)) {
                case 'd' -> 86_400;
                case 'h' -> 3_600;
                case 'm' -> 60;
                default -> 1;
            };
        }
        long lost = micros / SECOND - seconds;
        assertTrue(lost >= 0 && lost < (micros >= DAY ? 3_600 : micros >= HOUR ? 60 : 1), () -> Age.shortly(micros));
    }

    @Property
    void neverFails(@ForAll long micros) {
        assertTrue(Age.shortly(micros).matches("\\d+d \\d+h|\\d+h \\d+m|\\d+m \\d+s|\\d+s"));
        assertTrue(Age.ago(micros).matches("just now|\\d+ (second|minute|hour|day)s? ago"));
        assertTrue(Age.in(micros).matches("in \\d+ s"));
    }
}
