package zdaemon.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import zdaemon.Behaviour;
import zdaemon.Paragraph;
import zdaemon.config.Type.BadValue;
import zdaemon.spec.Handler.TextEncoding;

/**
 * All names of encodings that CPython 3.11 knows, and what each is in the JDK: found by comparing the bytes that both make.
 * {@code +} is a byte order mark, {@code -} is for those that the JDK does not have.
 */
@Behaviour(Paragraph.LOGFILE)
class EncodingsTest {

    @Test
    void everyNameOfPythons() throws IOException {
        List<String> wrong = new ArrayList<>();
        int known = 0;
        for (String line : recorded().split("\n")) {
            String[] row = line.split("\t");
            for (String name : List.of(row[0], row[0].toUpperCase(), row[0].replace('_', '-'))) {
                String found = found(name);
                if (!found.equals(row[1])) {
                    wrong.add(name + " is " + found + ", not " + row[1]);
                }
            }
            known += row[1].equals("-") ? 0 : 1;
        }
        assertEquals(List.of(), wrong);
        assertEquals(353, known);
    }

    @Test
    void namesOfTheJdk() {
        for (String name : List.of("UTF-8", "windows-1252", "x-MacRoman", "IBM037", "ISO-8859-15", "GB18030")) {
            assertEquals(name, found(name));
        }
    }

    private static String found(String name) {
        try {
            TextEncoding encoding = Encodings.of(name);
            return encoding.charset().name() + (encoding.marked() ? "+" : "");
        } catch (BadValue unknown) {
            return "-";
        }
    }

    private static String recorded() throws IOException {
        try (InputStream file = EncodingsTest.class.getResourceAsStream("encodings.tsv")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
