package zdaemon.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import zdaemon.process.Run;
import zdaemon.process.SpawnPlan;
import zdaemon.process.TestJvm;

class OpenFilesTest {
    private static final int CAP_SYS_RESOURCE = 24;

    private static String raised(OpenFiles.Limits limits, long needed) throws PosixException {
        List<String> command = new ArrayList<>(List.of("java"));
        command.addAll(TestJvm.arguments(OpenFilesProbe.class, Long.toString(needed)));
        return Run.of(SpawnPlan.of(TestJvm.java(), command, List.of()).withOpenFiles(limits)).output();
    }

    @Test
    void softGoesUpToHard() throws PosixException {
        assertEquals("128:256 256:256 256\n", raised(new OpenFiles.Limits(128, 256), 100));
        assertEquals("256:256 256:256 256\n", raised(new OpenFiles.Limits(256, 256), 256));
    }

    /** Only a root that may do so raises the hard limit; anybody else has to make do with what there is. */
    @Test
    void hardGoesUpWhereThatIsAllowed() throws IOException {
        assertEquals(mayRaise() ? "128:256 512:512 512\n" : "128:256 256:256 256\n",
                raised(new OpenFiles.Limits(128, 256), 512));
    }

    private static boolean mayRaise() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("CapEff:")) {
                return (Long.parseUnsignedLong(line.substring(7).strip(), 16) >>> CAP_SYS_RESOURCE & 1) != 0;
            }
        }
        throw new AssertionError("no CapEff");
    }

    @Test
    void areTextForMessages() {
        assertEquals("1024:unlimited", new OpenFiles.Limits(1024, -1).toString());
    }
}
