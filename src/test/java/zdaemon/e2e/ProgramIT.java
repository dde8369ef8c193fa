package zdaemon.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zdaemon.Behaviour;
import zdaemon.Paragraph;

/** What the program gets (behaviour §4): exactly its arguments, descriptors, mask, dispositions and environment. */
@EndToEnd
@Behaviour(Paragraph.PROGRAM_GETS)
class ProgramIT {

    @Test
    void environmentIsTheClientsAndTheConfigured(Daemon daemon) {
        Map<String, String> environment = daemon.sandbox.environment;
        environment.put("JAVA_TOOL_OPTIONS", "-Dzdaemon.test=1");
        environment.put("EMPTY", "");
        environment.put("ODD", " a=b\n'c' ");
        environment.put("REPLACED", "before");
        daemon.configure("<environment>\n  REPLACED after\n  Case-d kept = as it is # all\n</environment>\n",
                "program sleep 100");
        Result start = daemon.ask("start").exits(0);
        Proc program = Proc.of(Long.parseLong(start.matches(Daemon.STARTED).group(1)));
        Map<String, String> expected = new TreeMap<>(environment);
        expected.put("REPLACED", "after");
        expected.put("Case-d", "kept = as it is # all");
        Set<String> entries = new TreeSet<>();
        expected.forEach((name, value) -> entries.add(name + "=" + value));
        assertEquals(entries, new TreeSet<>(program.environment()));
        assertEquals(entries.size(), program.environment().size(), "each variable once");
    }

    @Test
    void descriptorsAreTheThree(Daemon daemon) {
        daemon.runs("sleep 100");
        Result start = daemon.sandbox.shell("exec 3</dev/null 7>seven 9<>nine; exec \"$ZDAEMON\" -Cconf start")
                .exits(0);
        Proc first = Proc.of(Long.parseLong(start.matches(Daemon.STARTED).group(1)));
        assertThreeDescriptors(first);
        daemon.ask("restart").exits(0);
        Proc second = daemon.programAfter(first);
        assertThreeDescriptors(second);
        assertEquals(0, daemon.manager().descriptors().values().stream()
                .filter(target -> target.endsWith("/seven") || target.endsWith("/nine")).count(), "nor the manager");
    }

    /** Whatever the client was started with, as an init script, cron or a test may do. */
    @Test
    void maskAndDispositionsAreFresh(Daemon daemon) {
        daemon.runs("sleep 100");
        Result start = daemon.sandbox.shell("exec env --ignore-signal=PIPE,HUP,USR1 --block-signal=TERM,USR2,CHLD"
                + " \"$ZDAEMON\" -Cconf start").exits(0);
        Proc program = Proc.of(Long.parseLong(start.matches(Daemon.STARTED).group(1)));
        for (String set : List.of("SigBlk", "SigIgn", "SigCgt")) {
            assertEquals("0000000000000000", program.status().get(set), set);
        }
        daemon.stop();
    }

    @Test
    void standsInAGroupThatNoTerminalReaches(Daemon daemon) {
        daemon.runs("sleep 100");
        Proc program = daemon.start();
        assertEquals(daemon.manager().pid(), program.parent());
        assertEquals(daemon.sandbox.folder(), program.directory());
    }

    /** File names and arguments are bytes, whatever the locale. */
    @ParameterizedTest
    @ValueSource(strings = {"C", "C.UTF-8", "POSIX"})
    void bytesPassUnchanged(String locale, Daemon daemon) throws IOException {
        daemon.sandbox.environment.put("LC_ALL", locale);
        daemon.runs(daemon.sandbox.script("dump"));
        daemon.sandbox.write("stay", "");
        daemon.sandbox.shell("export RAW=\"$(printf '\\351\\377')\"; exec \"$ZDAEMON\" -Cconf start"
                + " \"$(printf 'l\\303\\251on')\" \"$(printf 'l\\351on\\377\\200')\""
                + " \"$(printf '\\360\\237\\220\\207')\"")
                .exits(0);
        Until.until("the program has said all", () -> transcript(daemon).contains("end\n"));
        assertTrue(transcript(daemon).startsWith("argument [l\303\251on]\nargument [l\351on\377\200]\n"
                + "argument [\360\237\220\207]\n"), () -> transcript(daemon));
        assertTrue(daemon.programAfter(null).environment().contains("RAW=\351\377"));
        daemon.ask("status").exits(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"C", "C.UTF-8"})
    void bytesInPathsPassUnchanged(String locale, Sandbox sandbox) {
        sandbox.environment.put("LC_ALL", locale);
        sandbox.shell("d=\"$PWD/$(printf 'd\\351r\\303\\251')\"; mkdir \"$d\";"
                + " ln -s \"$(command -v sleep)\" \"$d/prog\";"
                + " \"$ZDAEMON\" -p \"$d/prog 100\" -s \"$d/sock\" -t \"$d/log\" -z \"$d\" start; e=$?;"
                + " [ -S \"$d/sock\" ] || exit 99; exit $e").exits(0).quietly().matches(Daemon.STARTED);
        sandbox.shell("d=\"$PWD/$(printf 'd\\351r\\303\\251')\";"
                + " exec \"$ZDAEMON\" -p \"$d/prog 100\" -s \"$d/sock\" stop").exits(0).matches(Daemon.STOPPED);
    }

    /** Relative to the folder that the manager enters, it is not there: only the manager can tell. */
    @ParameterizedTest
    @ValueSource(strings = {"C", "C.UTF-8"})
    void bytesInMessagesPassUnchangedAndOnce(String locale, Sandbox sandbox) {
        sandbox.environment.put("LC_ALL", locale);
        Result start = sandbox.shell("p=\"./$(printf 'p\\351\\303\\251')\"; ln -s \"$(command -v sleep)\" \"$p\"; mkdir d;"
                + " exec \"$ZDAEMON\" -p \"$p 100\" -z d start").exits(1);
        String complaint = new String(start.stderr(), ISO_8859_1);
        assertTrue(complaint.matches("[^\n]*can't stat program './p\351\303\251'[^\n]*\n"), start::toString);
    }

    private static String transcript(Daemon daemon) {
        try {
            return Files.readString(daemon.sandbox.path("log"), ISO_8859_1);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void assertThreeDescriptors(Proc program) {
        assertEquals(Set.of(0, 1, 2), program.descriptors().keySet(), program.descriptors()::toString);
        assertEquals("/dev/null", program.descriptors().get(0));
    }
}
