package zdaemon.eventlog.format;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import zdaemon.Behaviour;
import zdaemon.Paragraph;
import zdaemon.eventlog.Tables;
import zdaemon.posix.LocalTime;

/** Against a table recorded from glibc 2.36's strftime: a line {@code @} sets the time, the others are patterns. */
@Behaviour(Paragraph.LOG_HANDLERS)
class StrftimeTest {
    @Test
    void writesWhatLibcWrites() throws IOException {
        List<String> wrong = new ArrayList<>();
        LocalTime time = null;
        for (String[] row : Tables.read("strftime.tsv")) {
            if (row[0].equals("@")) {
                time = time(row);
                continue;
            }
            String actual = "=" + Strftime.format(row[0], time);
            if (!actual.equals(row[1])) {
                wrong.add(row[0] + " of " + time.epochSecond() + ": " + actual + " instead of " + row[1]);
            }
        }
        assertEquals(List.of(), wrong);
    }

    private static LocalTime time(String[] row) {
        int[] n = new int[row.length];
        for (int i = 2; i < 11; i++) {
            n[i] = Integer.parseInt(row[i]);
        }
        return new LocalTime(Long.parseLong(row[1]), n[2], n[3], n[4], n[5], n[6], n[7], n[8], n[9], n[10] != 0,
                Integer.parseInt(row[11]), row[12]);
    }
}
