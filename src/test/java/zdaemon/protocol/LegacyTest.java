package zdaemon.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class LegacyTest {

    @Property
    void whatIsWrittenCanBeRead(@ForAll String directory, @ForAll String settings, @ForAll boolean ready) {
        Legacy legacy = new Legacy("7 8 m", "9 10 m", OptionalLong.of(5), 3, ready, Optional.of("STOP"), directory,
                settings);
        assertEquals(Optional.of(legacy), Legacy.parse(legacy.encode()));
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

    @Test
    void filesAreHiddenBesideTheSocket() {
        assertEquals(new FilesBeside("/a/.s.state", "/a/.s.pipe", "/a/.s.output"), FilesBeside.of("/a/s"));
        assertEquals(new FilesBeside(".s.state", ".s.pipe", ".s.output"), FilesBeside.of("s"));
    }
}
