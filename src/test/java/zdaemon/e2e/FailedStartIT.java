package zdaemon.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import zdaemon.Behaviour;
import zdaemon.Paragraph;

/** Starts that fail (behaviour §2, §4): the reason on standard error, the answer on standard output, status 1. */
@EndToEnd
@Behaviour(Paragraph.START_FAILS)
class FailedStartIT {

    @Test
    @Behaviour({Paragraph.START_FAILS, Paragraph.LOOKUP})
    void startOfWhatIsNotFound(Daemon daemon) {
        daemon.runs("no-such-program-at-all 1");
        Result start = daemon.ask("start").exits(1)
                .complainsAbout("can't find program 'no-such-program-at-all' on PATH");
        start.matches(Daemon.PROGRESS + "\ndaemon manager not running\n");
        daemon.ask("status").exits(3).prints(Daemon.NOT_RUNNING);
    }

    @Test
    @Behaviour({Paragraph.START_FAILS, Paragraph.LOOKUP})
    void noPermissionToRunTheProgram(Daemon daemon) throws IOException {
        Files.createFile(daemon.sandbox.path("text"));
        daemon.runs("./text");
        Result start = daemon.ask("start").exits(1).complainsAbout("no permission to run program './text'");
        start.matches(Daemon.PROGRESS + "\ndaemon manager not running\n");
    }

    @Test
    @Behaviour({Paragraph.START_FAILS, Paragraph.LOOKUP})
    void programIsNotThere(Daemon daemon) {
        daemon.runs("./nothing");
        daemon.ask("start").exits(1).complainsAbout("can't stat program './nothing'");
        assertFalse(Files.exists(daemon.socket()));
    }

    @Test
    void programCannotBeExecuted(Daemon daemon) throws IOException {
        Files.createFile(daemon.sandbox.path("script")).toFile().setExecutable(true);
        Files.writeString(daemon.sandbox.path("script"), "#!/no/such/interpreter\n");
        daemon.runs("./script");
        Result start = daemon.ask("start").exits(1).complainsAbout("can't exec './script': No such file or directory:"
                + " its interpreter '/no/such/interpreter' is missing");
        assertEquals(1, daemon.messages().stream().filter(message -> message.contains("spawned")).count());
        start.matches(Daemon.PROGRESS + "\ndaemon manager not running\n");
    }

    /** What is missing is not the script, which is there. */
    @Test
    @Behaviour({Paragraph.START_FAILS, Paragraph.HOPELESS_START})
    void whatCanNeverSucceedFailsAtOnce(Sandbox sandbox) throws IOException {
        Map<String, String> scripts = Map.of(
                "#!/bin/sh\r\necho hello\r\n", ": its first line ends with a carriage return, so the interpreter",
                "#!" + sandbox.path("plain") + "\n", ": no permission to run its interpreter",
                "#!" + sandbox.path(".") + "/\n", "is a folder",
                "hello\n", "can't exec './script': Exec format error: it is neither a program of this machine nor a script"
                        + " that begins with #!");
        sandbox.write("plain", "");
        sandbox.write("off", "<runner>\n program ./script\n daemon off\n</runner>\n");
        scripts.forEach((text, message) -> {
            sandbox.write("script", text).toFile().setExecutable(true);
            sandbox.zdaemon("-p", "./script", "start").exits(1).complainsAbout(message)
                    .matches(Daemon.PROGRESS + "\ndaemon manager not running\n");
            sandbox.zdaemon("-C", "off", "start").exits(2);
        });
        assertEquals(List.of("off", "plain", "script"), sandbox.list());
    }

    /** A start is not told before the program has lived start-seconds; its cause is told before the verdict. */
    @Test
    @Behaviour({Paragraph.START, Paragraph.START_FAILS})
    void whatEndsAtOnceHasNotStarted(Sandbox sandbox) {
        sandbox.zdaemon("-b", "1", "-p", "cat nosuch", "start").exits(1)
                .complainsAbout("restarting too frequently; quit: pid ")
                .matches(Daemon.PROGRESS + "\ndaemon manager not running\n");
        sandbox.zdaemon("-b", "1", "-p", "false", "start").exits(1).complainsAbout(": exit status 1");
        sandbox.zdaemon("-p", "true", "start").exits(1).complainsAbout(": exit status 0; exiting now");
        assertEquals(List.of(), sandbox.list());
    }

    @Test
    @Behaviour(Paragraph.START_FAILS)
    void aProgramThatPutsItselfIntoTheBackground(Daemon daemon) {
        daemon.sandbox.write("server", """
                #!/bin/sh
                setsid sleep 1000 > /dev/null 2>&1 &
                echo $! > child
                """).toFile().setExecutable(true);
        daemon.runs("./server", "start-seconds 1");
        Result start = daemon.ask("start").exits(1);
        Proc child = Proc.of(Long.parseLong(daemon.sandbox.lines("child").getFirst()));
        assertTrue(start.err().contains("its remaining descendants are not supervised: " + child.pid() + " "
                ), start.err());
        assertTrue(start.err().contains("configure it to stay in the foreground"), start.err());
        assertTrue(child.alive());
        child.kill("KILL");
    }

    /** Without an event log the manager's own errors are in the transcript, too. */
    @Test
    void theCauseIsToldOnce(Sandbox sandbox) {
        sandbox.write("script", "#!/no/such/interpreter\n").toFile().setExecutable(true);
        sandbox.zdaemon("-p", "./script", "-t", "log", "start").exits(1)
                .complains("Error: can't exec './script': No such file or directory: its interpreter '/no/such/interpreter' is"
                        + " missing\n");
        sandbox.write("script", "#!/bin/sh\necho its own words\nexit 1\n");
        sandbox.write("conf", "<runner>\nprogram ./script\ntranscript log\nbackoff-limit 1\n</runner>\n");
        sandbox.zdaemon("-C", "conf", "start").exits(1).complainsAbout("Error: restarting too frequently; quit: ")
                .complainsAbout("\nThe program's last words, from 'log':\nits own words\n");
        // Where the transcript is a stream of the command's own, the words stand there already.
        sandbox.shell("exec \"$ZDAEMON\" -p ./script -t /dev/stdout start > out").exits(1)
                .complainsAbout("Error: can't use transcript '/dev/stdout'");
        assertFalse(sandbox.shell("exec \"$ZDAEMON\" -p ./script -t /dev/stdout start > out").err().contains("last words"));
    }

    @Test
    void aTranscriptThatCannotBeOpenedIsNamedAsSuch(Sandbox sandbox) {
        sandbox.zdaemon("-p", "sleep 100", "-t", "/nonexistent/log", "start").exits(1).complains(
                "Error: can't use transcript '/nonexistent/log': can't open '/nonexistent': No such file or directory\n");
        sandbox.zdaemon("-p", "sleep 100", "-t", "/tmp", "start").exits(1)
                .complains("Error: can't use transcript '/tmp': can't open '/tmp': Is a directory\n");
    }

    @Test
    void startAfterManagerGaveUp(Daemon daemon) {
        Sandbox sandbox = daemon.sandbox;
        daemon.runs(sandbox.script("crash") + " runs 1", "backoff-limit 1", "start-test-program false");
        daemon.ask("start").exits(1).matches(Daemon.PROGRESS + "\ndaemon manager not running\n");
        assertEquals(1, sandbox.lines("runs").size());
    }

    /** Whoever stops a program that is not ready yet gets an answer, and so does the one who waits for it. */
    @Test
    void stopWhileNotReady(Daemon daemon) {
        daemon.runs("sleep 100", "start-test-program false");
        Running start = daemon.launch("start");
        Proc program = daemon.programAfter(null);
        daemon.stop();
        assertFalse(program.alive());
        start.finish().exits(1).matches(Daemon.PROGRESS + "\ndaemon manager not running\n");
    }

    /** With daemon off the command is the manager: its status, and its words but once. */
    @Test
    @Behaviour({Paragraph.LOOKUP, Paragraph.DAEMON_OFF})
    void messagesOfTheLookup(Sandbox sandbox) throws IOException {
        Files.createFile(sandbox.path("text"));
        Files.createDirectory(sandbox.path("folder"));
        Map<String, String> messages = Map.of(
                "nix-da", "can't find program 'nix-da' on PATH " + Tool.PATH,
                "./nix", "can't stat program './nix'",
                "./text", "no permission to run program './text'");
        messages.forEach((program, message) -> {
            sandbox.write("off", "<runner>\n program " + program + "\n daemon off\n</runner>\n");
            sandbox.zdaemon("-C", "off", "start").exits(2).prints("").complains(message + "\n");
            sandbox.zdaemon("-p", program, "start").exits(1).complains("Error: " + message + "\n")
                    .matches(Daemon.PROGRESS + "\ndaemon manager not running\n");
            sandbox.zdaemon("-p", program, "fg").exits(2).prints("")
                    .complains("Error: " + message + "\nFor help, use zdaemon -h\n");
        });
        sandbox.zdaemon("-p", "./folder", "start").exits(1);
        assertEquals(List.of("folder", "off", "text"), sandbox.list());
    }

    @Test
    @Behaviour(Paragraph.LOOKUP)
    void thePathIsSearchedInItsOrder(Sandbox sandbox) throws IOException {
        for (String folder : List.of("a", "b", "c")) {
            Files.createDirectory(sandbox.path(folder));
            sandbox.write(folder + "/tool", "#!/bin/sh\necho " + folder + "\n");
        }
        sandbox.path("b/tool").toFile().setExecutable(true);
        sandbox.path("c/tool").toFile().setExecutable(true);
        sandbox.environment.put("PATH", sandbox.path("a") + ":" + sandbox.path("b") + ":" + sandbox.path("c") + ":"
                + Tool.PATH);
        sandbox.zdaemon("-p", "tool", "fg").quietly().exits(0).prints("tool\nb\n");
    }
}
