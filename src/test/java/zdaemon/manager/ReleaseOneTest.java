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
import zdaemon.protocol.Legacy;
import zdaemon.spec.Settings;
import zdaemon.spec.SettingsText;

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
        checkSettings(SettingsText.decode(legacy.settings().getBytes(StandardCharsets.ISO_8859_1)));
    }

    @Test
    void anUpgradesHandoff() throws Exception {
        Handoff handoff = Handoff.decode(recorded("handoff"));
        assertEquals(STARTED, handoff.started());
        assertEquals(Optional.empty(), handoff.adopted());
        assertEquals("1090921693184 2163532", handoff.socket());
        assertTrue(handoff.background());
        checkSettings(handoff.mandate());
        assertEquals(14030, Snapshot.decode(LaunchPlanner.rules(handoff.mandate().settings()), handoff.snapshot(), 0)
                .orElseThrow().application());
    }

    private static void checkSettings(SettingsText mandate) {
        Settings settings = mandate.settings();
        assertEquals(List.of("sleep", "1000"), settings.program());
        assertEquals("/srv/site/s", settings.socketName());
        assertEquals(Optional.of("/"), settings.directory());
        assertEquals(027, settings.umask());
        assertEquals("/srv/site/t", settings.transcript());
        assertEquals(7, settings.backoffLimit());
        assertTrue(settings.hangAround());
        assertEquals("héllo wörld", settings.environment().get("GREETING"));
        assertTrue(settings.eventLog().isPresent());
        assertTrue(mandate.environment().contains("PATH=/usr/bin:/bin"));
    }

    private static byte[] recorded(String name) throws IOException {
        try (InputStream file = ReleaseOneTest.class.getResourceAsStream("/zdaemon/release-1.0/" + name)) {
            return file.readAllBytes();
        }
    }
}
