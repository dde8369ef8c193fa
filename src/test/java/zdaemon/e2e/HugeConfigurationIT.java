package zdaemon.e2e;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import zdaemon.Behaviour;
import zdaemon.Paragraph;

/** The tool has little memory; what does not fit is refused with its place, like any other mistake. */
@EndToEnd
@Behaviour(Paragraph.BROKEN_INPUT)
class HugeConfigurationIT {
    private static final String TOO_LARGE = "too large for the memory that there is";

    @Test
    void aValueWithTooManyParts(Sandbox sandbox) throws IOException {
        write(sandbox, "<runner>\nprogram x\nexit-codes ", "1,", 2_000_000, "\n</runner>\n");
        sandbox.zdaemon("-C", "conf", "status").refuses(TOO_LARGE + place(sandbox, 3));
    }

    @Test
    void aPathOfTenMegabytes(Sandbox sandbox) throws IOException {
        write(sandbox, "<runner>\nprogram x\n</runner>\n%include ", "x", 10_000_000, "\n");
        sandbox.zdaemon("-C", "conf", "status").refuses(TOO_LARGE + place(sandbox, 4));
    }

    @Test
    void tooManyLines(Sandbox sandbox) throws IOException {
        write(sandbox, "", "x\n", 1_000_000, "");
        Result status = sandbox.zdaemon("-C", "conf", "status").exits(2).prints("");
        if (!status.err().matches("Error: " + TOO_LARGE + "\n\\(line \\d+ in file://" + sandbox.path("conf")
                + "\\)\nFor help, use zdaemon -h\n")) {
            throw new AssertionError(status);
        }
    }

    @Test
    void aFileWithoutEnd(Sandbox sandbox) {
        sandbox.zdaemon("-C", "/dev/zero", "status").refuses("invalid value for -C '/dev/zero': " + TOO_LARGE);
        sandbox.write("conf", "# all there is\n%include /dev/zero\n");
        sandbox.zdaemon("-C", "conf", "status").refuses(TOO_LARGE + place(sandbox, 2));
    }

    /** What fits the client fits the manager. */
    @Test
    void muchForTheManager(Sandbox sandbox) throws IOException {
        write(sandbox, "<runner>\nprogram sleep 100\nprompt ", "x", 2_000_000, "\n</runner>\n");
        sandbox.zdaemon("-C", "conf", "start").quietly().exits(0).matches(Daemon.STARTED);
        sandbox.zdaemon("-C", "conf", "stop").exits(0).matches(Daemon.STOPPED);
    }

    private static String place(Sandbox sandbox, int line) {
        return "\n(line " + line + " in file://" + sandbox.path("conf") + ")";
    }

    private static void write(Sandbox sandbox, String before, String part, int times, String after) throws IOException {
        try (BufferedWriter file = Files.newBufferedWriter(sandbox.path("conf"))) {
            file.write(before);
            for (int i = 0; i < times; i++) {
                file.write(part);
            }
            file.write(after);
        }
    }
}
