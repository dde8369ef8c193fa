package zdaemon.manager;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import zdaemon.core.Snapshot;
import zdaemon.program.LaunchPlanner;
import zdaemon.protocol.Legacy;
import zdaemon.spec.Launch;
import zdaemon.spec.Option;
import zdaemon.spec.Settings;
import zdaemon.spec.Spec.ClientSpec;
import zdaemon.spec.Values;

/** What managers of release 1.0 have written down is read by this one: the files were recorded from that release. */
class ReleaseOneTest {
    private static final OptionalLong STARTED = OptionalLong.of(1_795_743_324_636_836L);

    @Test
    void aManagersStateFile() throws Exception {
        Legacy legacy = Legacy.parse(new String(recorded("state"), StandardCharsets.ISO_8859_1)).orElseThrow();
        assertEquals("14019 125789 579ff136-bc02-4a86-80ff-f22aab545511/4026531836", legacy.manager());
        assertEquals("14030 125990 579ff136-bc02-4a86-80ff-f22aab545511/4026531836", legacy.program());
        assertEquals(STARTED, legacy.started());
        assertEquals(0, legacy.crashes());
        assertTrue(legacy.ready());
        assertEquals(Optional.empty(), legacy.wish());
        assertEquals("/", legacy.directory());
        checkSettings(Launch.decode(legacy.settings().getBytes(StandardCharsets.ISO_8859_1)));
    }

    @Test
    void anUpgradesHandoff() throws Exception {
        Handoff handoff = Handoff.decode(recorded("handoff"));
        assertEquals(STARTED, handoff.started());
        assertEquals(Optional.empty(), handoff.adopted());
        assertEquals("1090921693184 2163532", handoff.socket());
        assertTrue(handoff.background());
        checkSettings(handoff.mandate());
        assertEquals(14030, Snapshot.decode(LaunchPlanner.rules(handoff.mandate(), false), handoff.snapshot(), 0)
                .orElseThrow().application());
    }

    private static void checkSettings(Launch mandate) {
        Settings settings = new Settings(mandate.program(), mandate.manager(), new ClientSpec(Values.none(), Optional.empty()));
        assertEquals(List.of("sleep", "1000"), settings.program().command());
        assertEquals("/srv/site/s", settings.manager().socket());
        assertEquals(Optional.of("/"), settings.program().find(Option.DIRECTORY));
        assertEquals(027, settings.program().number(Option.UMASK));
        assertEquals("/srv/site/t", settings.program().text(Option.TRANSCRIPT));
        assertEquals(7, settings.program().number(Option.BACKOFF_LIMIT));
        assertTrue(settings.manager().flag(Option.HANG_AROUND));
        assertEquals("héllo wörld", settings.program().environment().get("GREETING"));
        assertTrue(settings.manager().eventLog().isPresent());
        assertTrue(mandate.environment().contains("PATH=/usr/bin:/bin"));
    }

    private static byte[] recorded(String name) throws IOException {
        try (InputStream file = ReleaseOneTest.class.getResourceAsStream("/zdaemon/release-1.0/" + name)) {
            return file.readAllBytes();
        }
    }
}
