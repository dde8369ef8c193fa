package zdaemon.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static zdaemon.e2e.Until.until;

import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import zdaemon.Behaviour;
import zdaemon.Paragraph;

/** Programs in the terminal: the action fg, and a manager with {@code daemon off} (behaviour §2). */
@EndToEnd
class ForegroundIT {

    @Test
    @Behaviour({Paragraph.FOREGROUND, Paragraph.ARGUMENTS})
    void showsTheCommandThenRunsIt(Daemon daemon) {
        daemon.runs("echo hello");
        for (String action : List.of("fg", "foreground")) {
            daemon.ask(action, "big", "world").quietly().exits(0).prints("echo hello big world\nhello big world\n");
        }
        assertEquals(List.of("conf"), daemon.sandbox.list());
    }

    @Test
    @Behaviour(Paragraph.FOREGROUND)
    void exitStatusIsThatOfTheProgram(Daemon daemon) {
        String crash = daemon.sandbox.script("crash");
        daemon.runs(crash + " runs");
        daemon.ask("fg", "7").exits(7).prints(crash + " runs 7\n");
        daemon.ask("fg", "KILL").exits(128 + 9);
        assertEquals(2, daemon.sandbox.lines("runs").size());
    }

    @Test
    @Behaviour(Paragraph.FOREGROUND)
    void readsStandardInput(Daemon daemon) {
        daemon.runs("cat");
        daemon.sandbox.launch("one\ntwo\n", new String[] {"-Cconf", "fg"}).finish().exits(0)
                .prints("cat\none\ntwo\n");
    }

    /** A terminal's ^C must reach the program, so it must not inherit what a JVM blocks. */
    @Test
    @Behaviour(Paragraph.FOREGROUND)
    void programHasAnEmptySignalMask(Daemon daemon) {
        daemon.runs(daemon.sandbox.script("dump"));
        daemon.ask("fg").exits(0).contains("SigBlk:\t0000000000000000\n").contains("SigIgn:\t0000000000000000\n");
    }

    @Test
    @Behaviour(Paragraph.FOREGROUND)
    void programHasNoDescriptorsOfTheTool(Daemon daemon) {
        daemon.runs(daemon.sandbox.script("fds"));
        Result listing = daemon.ask("fg").exits(0);
        assertEquals(4, listing.out().lines().filter(line -> line.contains(" -> ")).count(), listing::toString);
    }

    @Test
    @Behaviour(Paragraph.FOREGROUND)
    void programToBeStoppedFirst(Daemon daemon) {
        daemon.runs("sleep 100");
        daemon.start();
        daemon.ask("fg").quietly().exits(0).prints("To run the program in the foreground, please stop it first.\n");
    }

    @Test
    @Behaviour({Paragraph.FOREGROUND, Paragraph.HOPELESS_START})
    void aMissingInterpreterIsNamed(Daemon daemon) {
        daemon.sandbox.write("orphan", "#!/nosuch\n").toFile().setExecutable(true);
        daemon.runs("./orphan");
        daemon.ask("fg").exits(1)
                .complains("Error: can't exec './orphan': No such file or directory: its interpreter '/nosuch' is missing\n");
    }

    @Test
    @Behaviour({Paragraph.FOREGROUND, Paragraph.EXIT_STATUSES})
    void programNotFound(Daemon daemon) {
        daemon.runs("no-such-program-at-all");
        Result failed = daemon.ask("fg").complainsAbout("no-such-program-at-all");
        assertNotEquals(0, failed.exit());
    }

    @Test
    @Behaviour(Paragraph.DAEMON_OFF)
    void startWithDaemonOffReturnsWhenTheManagerEnds(Daemon daemon) {
        daemon.runs("sleep 100", "daemon off");
        Running start = daemon.launch("start");
        Proc program = daemon.programAfter(null);
        Proc manager = daemon.manager();
        assertEquals(Proc.of(start.pid()).session(), manager.session(), "the manager stays in the session");
        daemon.ask("status").exits(0).prints("program running; pid=" + program.pid() + "\n");
        assertTrue(start.alive());
        daemon.stop();
        start.finish();
        assertFalse(program.alive());
    }

    @Test
    @Behaviour({Paragraph.DAEMON_OFF, Paragraph.MANAGER_SIGNALS})
    void signalsToAManagerWithDaemonOff(Daemon daemon) {
        daemon.runs("sleep 100", "daemon off");
        for (String signal : List.of("TERM", "INT", "HUP")) {
            Running start = daemon.launch("start");
            Proc program = daemon.programAfter(null);
            daemon.manager().kill(signal);
            start.finish().exits(0);
            Daemon.gone(program);
            assertFalse(Files.exists(daemon.socket()));
            daemon.logged("CRITICAL daemon manager killed by SIG" + signal);
            daemon.sandbox.write("events", "");
        }
    }

    /** Whoever watches the manager takes another status for a failure; a program that had to be killed is one. */
    @Test
    @Behaviour({Paragraph.DAEMON_OFF, Paragraph.MANAGER_SIGNALS})
    void aDeafProgramIsAFailureWithDaemonOff(Daemon daemon) {
        daemon.runs(daemon.sandbox.script("ignore-term"), "daemon off", "stop-timeout 1");
        Running start = daemon.launch("start");
        daemon.programAfter(null);
        until("the program ignores SIGTERM", () -> start.out().contains("ready"));
        daemon.manager().kill("TERM");
        start.finish().exits(1);
    }

    /** ^C in a terminal goes to every process of the foreground group. */
    @Test
    @Behaviour({Paragraph.DAEMON_OFF, Paragraph.MANAGER_SIGNALS})
    void interruptFromTheTerminalEndsAllWithDaemonOff(Daemon daemon) {
        daemon.runs("sleep 100", "daemon off");
        Running start = daemon.sandbox.launchShell("exec setsid \"$ZDAEMON\" -Cconf start");
        Proc program = daemon.programAfter(null);
        Proc manager = daemon.manager();
        until("start leads its session", () -> Proc.of(start.pid()).session() == start.pid());
        List<Proc> foreground = Stream.of(Proc.of(start.pid()), manager, program)
                .filter(process -> process.group() == start.pid()).toList();
        foreground.forEach(process -> process.kill("INT"));
        start.finish();
        Daemon.gone(program);
        Daemon.gone(manager);
        assertFalse(Files.exists(daemon.socket()));
    }
}
