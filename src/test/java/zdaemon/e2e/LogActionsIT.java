package zdaemon.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static zdaemon.e2e.Until.until;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import zdaemon.Behaviour;
import zdaemon.Paragraph;

/** The actions on logs: reopen_transcript, logreopen, logtail (behaviour §2.14 to §2.16), and the transcript (behaviour §4.15). */
@EndToEnd
class LogActionsIT {

    @Test
    @Behaviour({Paragraph.REOPEN_TRANSCRIPT, Paragraph.REOPENING})
    void reopenIsSilent(Daemon daemon) throws IOException {
        daemon.runs(daemon.sandbox.script("signals"));
        Proc program = daemon.start();
        daemon.printed("ready");
        Files.move(daemon.sandbox.path("log"), daemon.sandbox.path("log.1"));
        Files.move(daemon.sandbox.path("events"), daemon.sandbox.path("events.1"));
        daemon.ask("reopen_transcript").quietly().exits(0).prints("");
        program.kill("USR1");
        daemon.printed("USR1");
        assertEquals("ready\n", daemon.sandbox.read("log.1"));
        daemon.stop();
        assertEquals(List.of("USR1", "TERM"), daemon.sandbox.lines("log").subList(0, 2));
        assertTrue(daemon.messages().contains("INFO Exiting"), "the event log was reopened, too");
    }

    @Test
    @Behaviour(Paragraph.REOPEN_TRANSCRIPT)
    void reopenNeedsAManager(Daemon daemon) {
        daemon.runs("sleep 100");
        daemon.ask("reopen_transcript").quietly().exits(0).prints(Daemon.NOT_RUNNING);
    }

    @Test
    @Behaviour(Paragraph.LOGREOPEN)
    void logreopenReopensAndSignals(Daemon daemon) throws IOException {
        daemon.runs(daemon.sandbox.script("signals"));
        Proc program = daemon.start();
        daemon.printed("ready");
        Files.move(daemon.sandbox.path("log"), daemon.sandbox.path("log.1"));
        daemon.ask("logreopen").quietly().exits(0).prints("kill(%d, 12)\nsignal SIGUSR2 sent to process %d\n"
                .formatted(program.pid(), program.pid()));
        daemon.printed("USR2");
    }

    /** Rotated again and again under a flood: nothing is lost, doubled or torn. */
    @Test
    @Behaviour(Paragraph.REOPENING)
    void rotationUnderAFloodLosesNothing(Daemon daemon) throws Exception {
        int count = 500_000;
        daemon.runs(daemon.sandbox.script("flood") + " " + count);
        daemon.start();
        StringBuilder all = new StringBuilder();
        for (int rotation = 0; all.indexOf("end\n") < 0; rotation++) {
            Path old = daemon.sandbox.path("log." + rotation);
            Files.move(daemon.sandbox.path("log"), old);
            assertEquals("", Wire.ask(daemon.socket(), "reopen_transcript"));
            until("there is a new transcript", () -> Files.exists(daemon.sandbox.path("log")));
            all.append(Files.readString(old));
        }
        String expected = IntStream.rangeClosed(1, count).mapToObj(i -> "line " + i + "\n")
                .collect(Collectors.joining("", "", "end\n"));
        assertTrue(expected.contentEquals(all), "the parts of the transcript make up what the program printed");
    }

    @Test
    @Behaviour(Paragraph.TRANSCRIPT)
    void transcriptIsAppendedTo(Daemon daemon) {
        daemon.sandbox.write("log", "from before\n");
        daemon.runs(daemon.sandbox.script("flood") + " 1");
        daemon.start();
        daemon.printed("end");
        assertEquals("from before\nline 1\nend\n", daemon.sandbox.read("log"));
    }

    @Test
    @Behaviour(Paragraph.LOGTAIL)
    void tailShowsTheLastTenLinesAndFollows(Daemon daemon) throws IOException {
        daemon.runs("sleep 100", "logfile some.log");
        daemon.sandbox.write("some.log", lines(1, 15));
        Running tail = daemon.launch("logtail");
        shows(tail, lines(6, 15));
        append(daemon, lines(16, 16));
        shows(tail, lines(6, 16));
        daemon.sandbox.write("some.log", "");
        until("the client notices that the file shrank", () -> tail.out().contains("==> File truncated <==\n"));
        append(daemon, "after\n");
        until("the client goes on", () -> tail.out().endsWith("after\n"));
        tail.signal("INT");
        tail.finish().quietly().exits(0).contains(lines(6, 16)).matches(".*\n==> File truncated <==\nafter\n");
    }

    @Test
    @Behaviour({Paragraph.LOGTAIL, Paragraph.OPTIONS})
    void tailOfAnotherFile(Daemon daemon) {
        daemon.runs("sleep 100", "logfile some.log");
        daemon.sandbox.write("other.log", lines(1, 3));
        Running tail = daemon.launch("logtail", "other.log");
        shows(tail, lines(1, 3));
        tail.signal("INT");
        tail.finish().exits(0);
        Running option = daemon.launch("-l", "other.log", "logtail");
        shows(option, lines(1, 3));
        option.signal("INT");
        option.finish().exits(0);
    }

    @Test
    @Behaviour(Paragraph.LOGTAIL)
    void tailNeedsAFile(Daemon daemon) {
        daemon.runs("sleep 100");
        daemon.ask("logtail").quietly().exits(0).prints("No default log file specified; use logtail <logfile>\n");
    }

    private static void shows(Running tail, String text) {
        until("the client shows " + text, () -> tail.out().equals(text));
    }

    private static void append(Daemon daemon, String text) throws IOException {
        Files.writeString(daemon.sandbox.path("some.log"), text, StandardOpenOption.APPEND);
    }

    private static String lines(int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(i -> "line " + i + "\n").collect(Collectors.joining());
    }
}
