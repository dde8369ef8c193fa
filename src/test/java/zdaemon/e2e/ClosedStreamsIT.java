package zdaemon.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static zdaemon.e2e.Until.until;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zdaemon.Behaviour;
import zdaemon.Paragraph;

/**
 * Standard streams that the caller has closed. The Java runtime's first files would take their numbers: the archive of its
 * classes was once read as commands, and two hundred of its lines went to a shell.
 */
@EndToEnd
class ClosedStreamsIT {
    private static final List<String> NAMES = List.of("stdin", "stdout", "stderr");
    private static final List<String> CLOSING = List.of("<&-", ">&-", "2>&-");

    /** Leaves in the folder what its three descriptors are. */
    private static String streams(Sandbox sandbox) {
        sandbox.write("streams", """
                #!/bin/sh
                found=$(for i in 0 1 2; do readlink /proc/$$/fd/$i; done)
                echo "$found" > found.new
                mv found.new found
                """);
        return "sh streams";
    }

    private static String closing(int which) {
        StringBuilder redirections = new StringBuilder();
        for (int i = 0; i < 3; i++) {
            redirections.append((which >> i & 1) != 0 ? " " + CLOSING.get(i) : " ");
        }
        return redirections.toString();
    }

    private static Map<String, String> wanted(int which) {
        Map<String, String> wanted = new LinkedHashMap<>();
        for (int i = 0; i < 3; i++) {
            wanted.put(NAMES.get(i), (which >> i & 1) != 0 ? "/dev/null" : "the caller's");
        }
        return wanted;
    }

    private static Map<String, String> found(List<String> lines) {
        Map<String, String> found = new LinkedHashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            found.put(NAMES.get(i), lines.get(i).equals("/dev/null") ? "/dev/null" : "the caller's");
        }
        return found;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
    @Behaviour(Paragraph.CLOSED_STREAMS)
    void theForegroundProgramFindsNothingInTheirPlace(int which, Sandbox sandbox) {
        sandbox.shell("\"$ZDAEMON\" -p '" + streams(sandbox) + "' fg" + closing(which)).exits(0);
        assertEquals(wanted(which), found(sandbox.lines("found")));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
    @Behaviour(Paragraph.CLOSED_STREAMS)
    void norDoesOneUnderAManagerInTheForeground(int which, Sandbox sandbox) {
        sandbox.write("conf", "<runner>\nprogram " + streams(sandbox) + "\ndaemon off\nforever off\nexit-codes 0\n</runner>\n");
        sandbox.shell("\"$ZDAEMON\" -C conf start" + closing(which)).exits(0);
        assertEquals(wanted(which), found(sandbox.lines("found")));
    }

    /** What was read there before was the runtime's archive of classes. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 5, 7})
    @Behaviour(Paragraph.CLOSED_STREAMS)
    void thePromptReadsNothing(int which, Sandbox sandbox) {
        Result result = sandbox.shell("\"$ZDAEMON\" -p true" + closing(which)).exits(0);
        if ((which & 2) == 0) {
            result.matches("program: true\ndaemon manager not running\n(zdaemon> )?\n?");
        }
        result.quietly();
        assertEquals(List.of(), sandbox.list());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
    @Behaviour(Paragraph.CLOSED_STREAMS)
    void aDaemonIsStartedAndStopped(int which, Daemon daemon) {
        daemon.runs("sleep 1000");
        daemon.sandbox.shell("\"$ZDAEMON\" -C conf start" + closing(which)).exits(0);
        Proc program = Proc.of(Long.parseLong(daemon.ask("status").exits(0).matches(".*pid=(\\d+).*").group(1)));
        List<String> streams = List.copyOf(program.descriptors().headMap(3).values());
        assertEquals(3, streams.size());
        assertEquals("/dev/null", streams.getFirst());
        daemon.sandbox.shell("\"$ZDAEMON\" -C conf stop" + closing(which)).exits(0);
        until("the program is gone", () -> !program.alive());
    }
}
