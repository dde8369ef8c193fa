package zdaemon.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static zdaemon.e2e.Until.until;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import zdaemon.Behaviour;
import zdaemon.Paragraph;

/** Programs that end by themselves: back-off and exit codes (behaviour §4). */
@EndToEnd
@Behaviour(Paragraph.BACK_OFF)
class BackoffIT {

    @Test
    @Behaviour({Paragraph.BACK_OFF, Paragraph.MANAGER_MESSAGES})
    void alwaysCrashingProgramRunsBackoffLimitTimes(Daemon daemon) {
        crashing(daemon, "runs 1", "backoff-limit 3");
        daemon.ask("start");
        daemon.logged("CRITICAL restarting too frequently; quit");
        until("the manager is gone", () -> !Files.exists(daemon.socket()));
        daemon.ask("status").exits(3).prints(Daemon.NOT_RUNNING);
        assertEquals(3, daemon.sandbox.lines("runs").size());
        List<String> messages = daemon.messages();
        assertEquals(1, messages.stream().filter("INFO sleep 1 to avoid rapid restarts"::equals).count());
        assertEquals(1, messages.stream().filter("INFO sleep 2 to avoid rapid restarts"::equals).count());
        assertEquals(2, messages.stream().filter(line -> line.contains("to avoid rapid restarts")).count());
    }

    @Test
    void foreverGoesOn(Daemon daemon) throws IOException {
        crashing(daemon, "runs 1", "backoff-limit 1", "forever on");
        daemon.ask("start");
        until("it ran more often than the limit", () -> daemon.sandbox.lines("runs").size() >= 3);
        assertEquals("1", daemon.status().get("should_be_up"));
        assertEquals("1", daemon.status().get("backofflimit"));
    }

    @Test
    @Behaviour({Paragraph.EXIT_CODES, Paragraph.MANAGER_MESSAGES})
    void exitCodeOnTheListEndsTheManagerEvenForever(Daemon daemon) {
        crashing(daemon, "runs 1 2 5", "exit-codes 5", "forever on");
        daemon.ask("start");
        until("the manager is gone", () -> daemon.messages().contains("INFO Exiting"));
        until("its socket is gone", () -> !Files.exists(daemon.socket()));
        assertEquals(2, daemon.sandbox.lines("runs").size());
        assertTrue(daemon.messages().stream().anyMatch(line -> line.endsWith("exit status 5; exiting now")));
    }

    @Test
    @Behaviour({Paragraph.EXIT_CODES, Paragraph.OPTIONS})
    void emptyListOfExitCodesRestartsAlways(Daemon daemon) {
        crashing(daemon, "runs 0 3 stay", "exit-codes");
        daemon.ask("start");
        until("it was started again after status 0", () -> daemon.sandbox.lines("runs").size() == 3);
        assertTrue(daemon.messages().stream().anyMatch(line -> line.matches("INFO pid \\d+: exit status 0")));
    }

    @Test
    @Behaviour(Paragraph.EXIT_CODES)
    void deathBySignalIsNoExitCode(Daemon daemon) {
        crashing(daemon, "runs INT 2 stay", "exit-codes 2");
        daemon.ask("start");
        until("it was started again", () -> daemon.sandbox.lines("runs").size() == 2);
        assertTrue(daemon.messages().stream().anyMatch(line -> line.matches("INFO pid \\d+: terminated by SIGINT.*")));
    }

    @Test
    void startActsAtOnceInTheMiddleOfADelay(Daemon daemon) throws IOException {
        crashing(daemon, "runs 1 2 stay", "backoff-limit 1000");
        daemon.ask("start");
        until("it stays", () -> daemon.sandbox.lines("runs").size() == 2);
        Proc program = daemon.programAfter(null);
        program.kill("KILL");
        Daemon.gone(program);
        until("there is a delay", () -> !daemon.status().get("delay").equals("0"));
        daemon.ask("start").exits(0);
        daemon.programAfter(program);
        assertEquals(List.of("0", "0"), List.of(daemon.status().get("delay"), daemon.status().get("backoff")));
    }

    @Test
    @Behaviour({Paragraph.BACK_OFF, Paragraph.STOPPING})
    void stopInTheMiddleOfADelay(Daemon daemon) {
        crashing(daemon, "runs 1", "backoff-limit 1000");
        daemon.ask("start");
        until("a delay of some seconds", () -> Integer.parseInt(daemon.status().get("backoff")) >= 2
                && daemon.status().get("application").equals("0"));
        Proc manager = daemon.manager();
        daemon.ask("stop").exits(0);
        Daemon.gone(manager);
        assertFalse(Files.exists(daemon.socket()));
    }

    private static void crashing(Daemon daemon, String arguments, String... lines) {
        List<String> all = new ArrayList<>(List.of(lines));
        all.add("start-seconds 0");
        daemon.runs(daemon.sandbox.script("crash") + " " + arguments, all.toArray(String[]::new));
    }
}
