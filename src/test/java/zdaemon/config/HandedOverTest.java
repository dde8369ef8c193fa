package zdaemon.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import zdaemon.Behaviour;
import zdaemon.Paragraph;
import zdaemon.config.ConfigurationLoader.ConfigurationException;
import zdaemon.spec.Launch;
import zdaemon.spec.RecordReader.RecordException;
import zdaemon.spec.Settings;

/** What is read from a file with every option and every handler is what a manager gets. */
@Behaviour({Paragraph.OPTIONS, Paragraph.KNOWN_SECTIONS})
class HandedOverTest {
    private static final List<String> ENVIRONMENT = List.of("PATH=/usr/bin:/bin", "ODD=é\udcff\\=\t");

    private final Settings settings;

    HandedOverTest() throws IOException, ConfigurationException {
        settings = new Machine().directory("/srv").directory("/run").directory("/run/site")
                .file("/conf", recorded("settings.conf")).load("-C", "/conf").settings();
    }

    @Test
    void byThisRelease() throws RecordException {
        Launch launch = new Launch(settings.program(), settings.manager(), ENVIRONMENT);
        assertEquals(launch, Launch.decode(launch.encode()));
    }

    @Test
    void byReleaseOne() throws IOException, RecordException {
        assertEquals(new Launch(settings.program(), settings.manager(), ENVIRONMENT),
                Launch.decode(recorded("settings")));
    }

    private static byte[] recorded(String name) throws IOException {
        try (InputStream file = HandedOverTest.class.getResourceAsStream("/zdaemon/release-1.0/" + name)) {
            return file.readAllBytes();
        }
    }
}
