package zdaemon.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static zdaemon.e2e.Until.until;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import zdaemon.Behaviour;
import zdaemon.Paragraph;

/** Stopping and readiness (behaviour §4). */
@EndToEnd
@Behaviour(Paragraph.STOPPING)
class SupervisionIT {

    @Test
    void programThatIsDeafToTermIsKilled(Daemon daemon) {
        daemon.runs(daemon.sandbox.script("ignore-term"), "stop-timeout 1");
        Proc program = daemon.start();
        daemon.printed("ready");
        daemon.ask("stop").quietly().exits(0).matches(Daemon.STOPPED);
        assertFalse(program.alive());
        until("the log tells how", () -> daemon.messages().contains(
                "INFO pid " + program.pid() + ": terminated by SIGKILL"));
    }

    @Test
    void programMayTakeItsTimeToStop(Daemon daemon) {
        daemon.runs(daemon.sandbox.script("slow-to-die") + " 2");
        Proc program = daemon.start();
        daemon.printed("ready");
        daemon.stop();
        assertTrue(daemon.messages().contains("INFO pid " + program.pid() + ": exit status 0"));
    }

    /** A restart is answered when the new program runs, also when the old one takes its time. */
    @Test
    @Behaviour(Paragraph.RESTART)
    void restartWaitsForTheOldProgram(Daemon daemon) {
        daemon.runs(daemon.sandbox.script("slow-to-die") + " 1");
        Proc program = daemon.start();
        daemon.printed("ready");
        daemon.ask("restart").quietly().exits(0).matches(Daemon.RESTARTED);
        assertFalse(program.alive());
    }

    @Test
    void stoppedProgramCanBeKilled(Daemon daemon) {
        daemon.runs(daemon.sandbox.script("stop-self"), "stop-timeout 1");
        Proc program = daemon.start();
        until("the program has stopped itself", () -> program.state().equals("T"));
        daemon.ask("status").exits(0).prints("program running; pid=" + program.pid() + "\n");
        daemon.stop();
        assertFalse(program.alive());
    }

    /** Grandchildren are the program's own business, but no process of the tool may outlive a stop. */
    @Test
    void stopLeavesNoneOfTheToolsProcesses(Daemon daemon) {
        daemon.runs(daemon.sandbox.script("forker") + " pids", "stop-timeout 1");
        Proc program = daemon.start();
        until("the program has forked", () -> daemon.sandbox.lines("pids").size() == 2);
        List<Proc> children = daemon.sandbox.lines("pids").stream().map(Long::valueOf).map(Proc::of).toList();
        daemon.stop();
        assertFalse(program.alive());
        children.forEach(child -> child.kill("KILL"));
    }

    @Test
    @Behaviour({Paragraph.READINESS, Paragraph.START})
    void startReturnsOnceTheProgramIsReady(Daemon daemon) throws IOException {
        Sandbox sandbox = daemon.sandbox;
        daemon.runs("sleep 100", "start-test-program " + sandbox.script("is-ready") + " ready");
        Running start = daemon.launch("start");
        until("the test ran twice", () -> sandbox.lines("ready.tests").size() >= 2);
        assertEquals("1", daemon.status().get("testing"));
        assertTrue(start.alive());
        sandbox.write("ready", "");
        String pid = start.finish().quietly().exits(0).matches(Daemon.STARTED).group(1);
        Map<String, String> status = daemon.status();
        assertEquals(List.of("0", pid), List.of(status.get("testing"), status.get("application")));
        assertFalse(sandbox.lines("ready.tests").contains("together"), "one test at a time");
    }

    @Test
    @Behaviour({Paragraph.READINESS, Paragraph.MANAGER_MESSAGES})
    void startTestProgramWaitsForASlowStarter(Daemon daemon) {
        Sandbox sandbox = daemon.sandbox;
        daemon.runs(sandbox.script("ready-after") + " 1 ready", "start-test-program " + sandbox.script("is-ready")
                + " ready");
        daemon.start();
        assertTrue(Files.exists(sandbox.path("ready")));
        assertTrue(daemon.messages().contains("DEBUG start test failed"), daemon.messages()::toString);
        assertTrue(daemon.messages().contains("DEBUG start test succeeded"), daemon.messages()::toString);
    }

    @Test
    @Behaviour({Paragraph.READINESS, Paragraph.RESTART})
    void restartReturnsOnceTheProgramIsReady(Daemon daemon) throws IOException {
        Sandbox sandbox = daemon.sandbox;
        sandbox.write("ready", "");
        daemon.runs("sleep 100", "start-test-program " + sandbox.script("is-ready") + " ready");
        Proc first = daemon.start();
        Files.delete(sandbox.path("ready"));
        Running restart = daemon.launch("restart");
        Proc second = daemon.programAfter(first);
        until("the new program is being tested", () -> daemon.status().get("testing").equals("1"));
        assertTrue(restart.alive());
        sandbox.write("ready", "");
        assertEquals(Long.toString(second.pid()), restart.finish().quietly().exits(0)
                .matches(Daemon.RESTARTED).group(1));
    }
}
