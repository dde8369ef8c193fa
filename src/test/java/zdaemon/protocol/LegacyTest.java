package zdaemon.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LegacyTest {

    @Property
    void whatIsWrittenCanBeRead(@ForAll String directory, @ForAll String settings, @ForAll boolean ready) {
        Legacy legacy = new Legacy("7 8 m", "9 10 m", OptionalLong.of(5), 3, ready, Optional.of("STOP"), directory,
                settings);
        assertEquals(Optional.of(legacy), Legacy.parse(legacy.encode()));
    }

    @Property
    void theHeadMayBeOverwritten(@ForAll @IntRange(min = 0) int crashes, @ForAll boolean ready, @ForAll String rest) {
        String machine = "0123456789abcdef0123456789abcdef0123/4294967295";
        Legacy before = new Legacy("2147483647 9223372036854775807 " + machine, "", OptionalLong.empty(), 0, true,
                Optional.empty(), rest, rest);
        Legacy after = new Legacy(before.manager(), before.manager(), OptionalLong.of(Long.MAX_VALUE), crashes, ready,
                Optional.of("SHUTDOWN"), rest, rest);
        assertTrue(before.encode().startsWith(before.head()));
        assertEquals(before.head().length(), after.head().length());
        String overwritten = after.head() + before.encode().substring(after.head().length());
        assertEquals(Optional.of(after), Legacy.parse(overwritten));
    }

    @Property
    void nonsenseIsNotUnderstood(@ForAll String text) {
        assertEquals(Optional.empty(), Legacy.parse(text));
        Legacy.parse("zdaemon-state 1\n" + text + "\n\n");
    }

    @Test
    void unknownKeysAreSkippedAndMissingOnesHaveDefaults() {
        assertEquals(
                Optional.of(new Legacy("", "7 8 m", OptionalLong.empty(), 0, true, Optional.empty(), "/", "rest")),
                Legacy.parse("zdaemon-state 1\nprogram=7 8 m\nmood=good\n\nrest"));
        assertEquals(Optional.empty(), Legacy.parse("zdaemon-state 2\nprogram=7 8 m\n\nrest"));
        assertEquals(Optional.empty(), Legacy.parse("zdaemon-state 1\ncrashes=x\n\nrest"));
    }
}
