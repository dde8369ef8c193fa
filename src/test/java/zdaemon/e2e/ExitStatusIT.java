package zdaemon.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zdaemon.Behaviour;
import zdaemon.Paragraph;

/** A command that could not do its work does not exit with 0, but where behaviour §2 says so. */
@EndToEnd
@Behaviour(Paragraph.EXIT_STATUSES)
class ExitStatusIT {

    /** An answer that nobody gets is no answer. */
    @ParameterizedTest
    @ValueSource(strings = {"status", "stop", "kill", "wait", "show", "check", "help", "help start", "-h", "--version",
        "reopen_transcript", "logreopen", "logtail", "start"})
    void whoCannotAnswerFails(String action, Daemon daemon) {
        daemon.runs("sleep 100");
        String failure = "Error: can't write to standard output: can't write descriptor 1: ";
        daemon.sandbox.shell("exec \"$ZDAEMON\" -Cconf " + action + " > /dev/full").exits(1)
                .complainsAbout(failure + "No space left on device\n");
    }

    @Test
    void filesThatAreNotThere(Daemon daemon) throws IOException {
        daemon.runs("sleep 100", "logfile no-log");
        daemon.ask("logtail").exits(1).prints("")
                .complains("Error: can't open '" + daemon.sandbox.path("no-log") + "': No such file or directory\n");
        daemon.ask("logtail", ".").exits(1).prints("")
                .complains("Error: can't read '" + daemon.sandbox.folder() + "': Is a directory\n");
        daemon.start();
        Files.delete(daemon.sandbox.path("log"));
        Files.createDirectory(daemon.sandbox.path("log"));
        daemon.ask("reopen_transcript").exits(1).prints("")
                .complains("Error: can't open 'log': Is a directory; still writing to the old file\n");
    }

    /** What behaviour §2.26 calls no failure, though nothing was done. */
    @Test
    void nothingToDoIsNoFailure(Daemon daemon) {
        daemon.runs("sleep 100");
        for (String action : List.of("stop", "kill", "reopen_transcript", "logreopen", "logtail")) {
            assertEquals(0, daemon.ask(action).quietly().exit(), action);
        }
    }

    @Test
    void aTranscriptThatCannotBeOpenedFailsTheStart(Daemon daemon) throws IOException {
        Files.createDirectory(daemon.sandbox.path("log"));
        daemon.runs("sleep 100");
        daemon.ask("start").exits(1).complains("Error: can't use transcript 'log': can't open 'log': Is a directory\n")
                .matches(Daemon.PROGRESS + "\ndaemon manager not running\n");
        assertEquals(false, Files.exists(daemon.socket()));
        assertEquals(true, Files.isDirectory(Path.of(daemon.sandbox.path("log").toString())));
    }
}
