package zdaemon.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static zdaemon.e2e.Until.until;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import zdaemon.e2e.Daemon;
import zdaemon.e2e.EndToEnd;
import zdaemon.e2e.Proc;
import zdaemon.e2e.Running;
import zdaemon.e2e.Wire;

/** Signals by the thousand, and signals that were meant for somebody else. */
@EndToEnd
class SignalStormIT {
    /** For as long as there is such a process; two million are never reached. */
    private static final String STORM = """
            i=0
            while kill -s WINCH $1 && kill -s CONT $1 && kill -s CHLD $1 && kill -s URG $1 && [ $i -lt 500000 ]
            do i=$((i + 1))
            done 2> /dev/null
            echo $i""";
    private static final List<String> STRAYS =
            List.of("QUIT", "USR1", "USR2", "ALRM", "VTALRM", "PROF", "IO", "PWR", "STKFLT", "XCPU", "34", "64");

    /** Every call that waits is interrupted many times. */
    @Test
    void everythingWorksInAStorm(Daemon daemon) throws IOException {
        int lines = 200_000;
        daemon.runs(daemon.sandbox.script("flood") + " " + lines, "hang-around on");
        Proc program = daemon.start();
        Proc manager = daemon.manager();
        Running storm = daemon.sandbox.launchShell(STORM, Long.toString(manager.pid()));
        for (int requests = 0; requests < 300; requests++) {
            assertEquals("running", daemon.status().get("status"));
        }
        daemon.printed("end");
        daemon.ask("restart").quietly().exits(0).matches(Daemon.RESTARTED);
        daemon.ask("stop").quietly().exits(0).matches(Daemon.STOPPED);
        assertTrue(manager.alive() && !program.alive());
        Wire.ask(daemon.socket(), "exit");
        Daemon.gone(manager);
        int rounds = Integer.parseInt(storm.finish().out().strip());
        Figures.note("signal storm: all well under " + 4 * rounds + " signals");
        assertTrue(rounds > 1000, () -> "only " + rounds);
    }

    @Test
    void straySignalsDoNotEndTheManager(Daemon daemon) {
        daemon.runs("sleep 100");
        Proc program = daemon.start();
        Proc manager = daemon.manager();
        for (String stray : STRAYS) {
            manager.kill(stray);
        }
        daemon.ask("status").quietly().exits(0).prints("program running; pid=" + program.pid() + "\n");
        assertTrue(manager.alive());
        assertEquals("0000000000000000", program.status().get("SigBlk"));
        daemon.stop();
    }

    /** One SIGCHLD may stand for many children. */
    @Test
    void signalsThatMergeLoseNobody(Daemon daemon) {
        daemon.runs("sleep 100", "start-test-program sleep 100");
        Running start = daemon.launch("start");
        Proc program = daemon.programAfter(null);
        Proc manager = daemon.manager();
        manager.freeze();
        until("the manager stands still", () -> manager.state().equals("T"));
        List<Proc> children = Proc.marked("ZDAEMON_TEST_RUN", daemon.sandbox.environment.get("ZDAEMON_TEST_RUN"))
                .stream().filter(process -> process.parent() == manager.pid()).toList();
        assertEquals(2, children.size(), children::toString);
        children.forEach(child -> child.kill("KILL"));
        until("all have ended", () -> Kernel.zombies(manager) == 2);
        manager.kill("CONT");
        daemon.programAfter(program);
        until("all have been reaped", () -> Kernel.zombies(manager) == 0);
        daemon.logged("INFO pid " + program.pid() + ": terminated by SIGKILL");
        daemon.ask("stop").exits(0);
        start.finish();
    }
}
