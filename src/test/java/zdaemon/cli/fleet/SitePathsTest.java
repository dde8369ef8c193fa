package zdaemon.cli.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import zdaemon.Behaviour;
import zdaemon.Paragraph;
import zdaemon.spec.Option;
import zdaemon.spec.ProgramSpec;
import zdaemon.spec.Settings;
import zdaemon.spec.Values;

@Behaviour(Paragraph.SITE_PATHS)
class SitePathsTest {
    private static final String HERE = Path.of("").toAbsolutePath().toString();

    private static SitePaths paths(Optional<String> directory) {
        Values values = Values.none().with(Option.SOCKET_NAME, "/run/s");
        return new SitePaths(Settings.of(directory.isPresent() ? values.with(Option.DIRECTORY, directory.get()) : values,
                Map.of(), Optional.empty(), Optional.empty()));
    }

    private static ProgramSpec program(String directory, String transcript) {
        Values values = Values.none().with(Option.PROGRAM, List.of("x")).with(Option.TRANSCRIPT, transcript);
        return new ProgramSpec(directory.isEmpty() ? values : values.with(Option.DIRECTORY, directory), Map.of());
    }

    private static String transcript(SitePaths paths, String directory, String transcript) {
        return paths.absolute(program(directory, transcript)).text(Option.TRANSCRIPT);
    }

    @Test
    void transcriptsBeginInTheProgramsDirectory() {
        SitePaths paths = paths(Optional.of("/srv"));
        assertEquals("/srv/log", transcript(paths, "", "log"));
        assertEquals("/srv/site/log", transcript(paths, "/srv/site", "log"));
        assertEquals("/dev/null", transcript(paths, "/srv/site", "/dev/null"));
        assertEquals("/log", transcript(paths, "/", "log"));
        assertEquals(HERE + "/log", transcript(paths(Optional.empty()), "", "log"));
    }

    /** The reader of files has put the manager's directory in front, as it was written. */
    @Test
    void relativeDirectoriesBeginWhereTheCommandWasCalled() {
        ProgramSpec moved = paths(Optional.of(HERE + "/srv")).absolute(program("srv/site", "log"));
        assertEquals(Optional.of(HERE + "/srv/site"), moved.find(Option.DIRECTORY));
        assertEquals(HERE + "/srv/site/log", moved.text(Option.TRANSCRIPT));
    }

    @Test
    void absoluteOnesStay() {
        ProgramSpec program = program("/srv", "/log");
        assertEquals(program, paths(Optional.empty()).absolute(program));
    }
}
