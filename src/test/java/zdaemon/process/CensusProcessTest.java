package zdaemon.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only the kernel can prove: orphans come to the subreaper, and their environments, groups and sessions can be read. */
class CensusProcessTest {
    @TempDir
    Path folder;

    @Test
    void aStopOfOneOfTwoProgramsEndsItsOrphansAlone() throws IOException {
        assertEquals("web 0, db 2\nweb 0, db 0\n", TestJvm.output(CensusProbe.class, folder.toString()));
    }
}
