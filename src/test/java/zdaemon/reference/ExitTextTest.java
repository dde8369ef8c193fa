package zdaemon.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import zdaemon.cli.console.Exit;

class ExitTextTest {

    @Test
    void explainsEachStatusThatThereIs() throws IllegalAccessException {
        Set<Integer> known = new TreeSet<>(List.of(Integer.MAX_VALUE));
        for (Field field : Exit.class.getFields()) {
            known.add(field.getInt(null));
        }
        Set<Integer> told = new TreeSet<>();
        for (ManualPageEnd.Status status : ManualPageEnd.all()) {
            assertTrue(told.add(status.number()), status::label);
            assertTrue(status.number() == Integer.MAX_VALUE || status.label().startsWith("" + status.number()),
                    status::label);
        }
        assertEquals(known, told);
    }
}
