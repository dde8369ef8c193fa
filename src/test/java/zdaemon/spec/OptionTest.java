package zdaemon.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import zdaemon.Behaviour;
import zdaemon.Paragraph;

/** Each row of the table holds together. */
@Behaviour(Paragraph.OPTIONS)
class OptionTest {

    @ParameterizedTest
    @EnumSource(Option.class)
    void aRow(Option option) {
        assertFalse(option.help().isEmpty() || option.help().endsWith("."));
        assertFalse(option.details().isEmpty());
        // What is for a program, a manager or a client is a setting, and the file has every setting.
        boolean setting = option.audience() == Option.For.PROGRAM || option.audience() == Option.For.MANAGER;
        assertTrue(!setting || option.key().isPresent());
        // A default that does not suit its kind would be an error of the first one to ask.
        assertNotNull(Values.none().get(option.kind() == Option.Kind.OCTAL || option.kind() == Option.Kind.SECONDS
                || option.kind() == Option.Kind.CHOICE || option.fallback().isPresent() ? option : Option.PROMPT));
        assertEquals(option.kind() == Option.Kind.CHOICE, !option.choices().isEmpty());
        if (option.form() == Option.Form.WORDS) {
            assertTrue(option.fallback().isEmpty());
        }
    }

    @ParameterizedTest
    @EnumSource(Option.class)
    void namesAreUnique(Option option) {
        Set<String> names = new HashSet<>();
        for (Option other : Option.values()) {
            other.key().ifPresent(key -> assertTrue(names.add("key " + key)));
            other.letter().ifPresent(letter -> assertTrue(names.add("-" + letter)));
            other.longName().ifPresent(name -> assertTrue(names.add("--" + name)));
        }
    }

    @ParameterizedTest
    @EnumSource(Option.class)
    void oneOfTheThreeGetsItsValue(Option option) {
        Values values = Values.none().with(option, option.kind() == Option.Kind.COMMAND ? List.of("x") : "x");
        int given = 0;
        for (Option.For audience : Option.For.values()) {
            given += values.of(audience).equals(Values.none()) ? 0 : 1;
        }
        assertEquals(1, given);
        assertEquals(values, values.of(option.audience()));
    }
}
