package zdaemon.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static zdaemon.e2e.Until.until;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zdaemon.Behaviour;
import zdaemon.Paragraph;
import zdaemon.posix.PosixException;
import zdaemon.posix.Signal;
import zdaemon.posix.Signals;

/** Signals that the caller ignores, and those of the first process of a container. */
@EndToEnd
class IgnoredSignalsIT {
    /** SIGHUP, SIGINT, SIGUSR1, SIGTERM as a mask, as proc(5) shows it. */
    private static final long FOUR = 1 | 1 << 1 | 1 << 9 | 1 << 14;

    private static long ignored(Proc process) {
        return Long.parseLong(process.status().get("SigIgn"), 16);
    }

    private static Proc process(Sandbox sandbox, String file) {
        until("the process has said its number", () -> !sandbox.lines(file).isEmpty());
        return Proc.of(Long.parseLong(sandbox.lines(file).getFirst()));
    }

    /** Else these tests, and all that interrupt commands, would depend on who has started them. */
    @Test
    void commandsUnderTestIgnoreNothing(Sandbox sandbox) throws PosixException {
        Signals.ignore(Signal.USR2);
        try {
            Result result = sandbox.shell("grep SigIgn /proc/self/status").exits(0);
            // Not 32 and 33, which are libc's own.
            assertEquals(0, (int) Long.parseLong(result.out().strip().split("\\s+")[1], 16) & Integer.MAX_VALUE, result::toString);
        } finally {
            Signals.setDefault(Signal.USR2);
        }
    }

    @Test
    @Behaviour(Paragraph.IGNORED_SIGNALS)
    void theForegroundProgramIgnoresThem(Sandbox sandbox) {
        sandbox.write("program", "echo $$ > number.new; mv number.new number; exec sleep 1000\n");
        sandbox.launchShell("trap '' HUP INT USR1 TERM; exec \"$ZDAEMON\" -p 'sh program' fg");
        Proc program = process(sandbox, "number");
        until("it sleeps", () -> program.arguments().contains("1000"));
        assertEquals(FOUR, ignored(program));
        program.kill("KILL");
    }

    @Test
    @Behaviour(Paragraph.IGNORED_SIGNALS)
    void aManagerInTheForegroundAndItsProgramIgnoreThem(Daemon daemon) {
        daemon.runs("sleep 1000", "daemon off", "stop-timeout 1");
        Running manager = daemon.sandbox.launchShell("trap '' HUP INT USR1 TERM; exec \"$ZDAEMON\" -C conf start");
        Proc program = daemon.programAfter(null);
        assertEquals(FOUR, ignored(program));
        daemon.manager().kill("HUP");
        daemon.manager().kill("TERM");
        daemon.ask("status").exits(0).contains("program running");
        daemon.ask("stop").exits(0);
        manager.finish().exits(0);
    }

    @Test
    @Behaviour(Paragraph.IGNORED_SIGNALS)
    void othersStillEndIt(Daemon daemon) {
        daemon.runs("sleep 1000", "daemon off");
        Running manager = daemon.sandbox.launchShell("trap '' HUP; exec \"$ZDAEMON\" -C conf start");
        daemon.programAfter(null);
        daemon.manager().kill("TERM");
        manager.finish();
        assertTrue(daemon.messages().stream().anyMatch(line -> line.endsWith("daemon manager killed by SIGTERM")));
    }

    /** The manager's own children must not vanish unreaped. */
    @Test
    @Behaviour(Paragraph.IGNORED_SIGNALS)
    void anIgnoredSigchldDoesNotDeafenTheManager(Daemon daemon) {
        daemon.sandbox.write("program", "exit 3\n");
        daemon.runs("sh program", "daemon off", "exit-codes 3");
        daemon.sandbox.shell("trap '' CHLD; exec \"$ZDAEMON\" -C conf start").exits(3);
    }

    @Test
    @Behaviour(Paragraph.IGNORED_SIGNALS)
    void logtailUnderNohupSurvivesAHangUp(Sandbox sandbox) {
        sandbox.write("log", "one\n");
        Running tail = sandbox.launchShell("trap '' HUP; exec \"$ZDAEMON\" -p x logtail log > out");
        until("it shows the file", () -> sandbox.lines("out").contains("one"));
        Proc.signal(tail.pid(), "HUP");
        sandbox.write("log", "one\ntwo\n");
        until("it goes on", () -> sandbox.lines("out").contains("two"));
        Proc.signal(tail.pid(), "INT");
        tail.finish().exits(0);
    }

    @Test
    @Behaviour(Paragraph.IGNORED_SIGNALS)
    void logtailOfAFifoHearsAnInterrupt(Sandbox sandbox) {
        sandbox.shell("mkfifo fifo").exits(0);
        Running tail = sandbox.launchShell("exec \"$ZDAEMON\" -p x logtail fifo > out");
        sandbox.shell("echo one > fifo").exits(0);
        until("it shows what comes", () -> sandbox.lines("out").contains("one"));
        sandbox.shell("echo two > fifo").exits(0);
        until("the next writer, too", () -> sandbox.lines("out").contains("two"));
        Proc.signal(tail.pid(), "INT");
        tail.finish().exits(0).quietly();
        sandbox.remove("fifo");
    }

    @ParameterizedTest
    @ValueSource(strings = {"wait", "logtail log"})
    @Behaviour(Paragraph.IGNORED_SIGNALS)
    void theFirstProcessOfAContainerEndsOnSigterm(String action, Daemon daemon) throws IOException {
        assumeTrue(Tool.root() && Tool.which("unshare") != null
                && daemon.sandbox.shell("unshare --pid --fork true").exit() == 0, "no pid namespace to be had here");
        daemon.runs("sleep 1000");
        daemon.sandbox.write("log", "one\n");
        Proc program = daemon.start();
        // Its first process shall outlive neither the test nor its parent.
        Running first = daemon.sandbox.launchShell(
                "exec unshare --pid --fork --kill-child \"$ZDAEMON\" -C conf " + action + " > out");
        until("it waits", () -> daemon.sandbox.lines("out").contains("one")
                || action.equals("wait") && daemon.sandbox.lines("out").toString().contains("."));
        String children = Files.readString(Path.of("/proc/" + first.pid() + "/task/" + first.pid() + "/children"));
        Proc one = Proc.of(Long.parseLong(children.strip()));
        until("it has died of the signal", () -> {
            one.kill("TERM");
            return !one.alive();
        });
        assertEquals(128 + 15, first.finish().exit());
        assertTrue(program.alive());
        daemon.stop();
    }

    @Test
    @Behaviour(Paragraph.DEVICE_TRANSCRIPT)
    void aStreamOfTheCallerIsNoTranscriptOfADaemon(Daemon daemon) {
        for (String path : List.of("/dev/stdout", "/dev/stderr", "/dev/fd/1", "/proc/self/fd/2")) {
            daemon.configure("", "program sleep 1000", "transcript " + path);
            Result start = daemon.ask("start").exits(1);
            start.complainsAbout("can't use transcript '" + path + "'");
            start.complainsAbout("name a file, or use 'daemon off'");
        }
    }

    @Test
    @Behaviour(Paragraph.DEVICE_TRANSCRIPT)
    void itIsTheCallersWithDaemonOff(Daemon daemon) {
        daemon.configure("", "program echo hello", "transcript /dev/stdout", "daemon off", "forever off");
        daemon.ask("start").contains("hello\n");
    }
}
