package zdaemon.e2e;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static zdaemon.e2e.Until.until;

import org.junit.jupiter.api.Test;
import zdaemon.Behaviour;
import zdaemon.Paragraph;

/** Waiting for the daemon, and not waiting any longer (behaviour §2). */
@EndToEnd
@Behaviour(Paragraph.WAIT)
class WaitIT {

    /** The dot comes out at once, so that it can serve as the sign that the client waits. */
    @Test
    @Behaviour({Paragraph.WAIT, Paragraph.PROGRESS})
    void waitReturnsWhenTheProgramIsDown(Daemon daemon) {
        daemon.runs("sleep 100");
        daemon.start();
        Running wait = daemon.launch("wait");
        until("the client shows a sign of life", () -> wait.out().startsWith(". "));
        daemon.stop();
        wait.finish().quietly().exits(0).matches("(\\. )+\ndaemon process stopped\ndaemon manager not running\n");
    }

    @Test
    void waitEndsThoughTheManagerStays(Daemon daemon) {
        daemon.runs("sleep 100", "hang-around on");
        daemon.start();
        Running wait = daemon.launch("wait");
        until("the client shows a sign of life", () -> wait.out().startsWith(". "));
        daemon.ask("stop").exits(0);
        wait.finish().quietly().exits(0).matches("(\\. )+\ndaemon process stopped\n" + Daemon.IDLE);
    }

    @Test
    @Behaviour(Paragraph.INTERRUPTION)
    void interruptedClientLeavesTheDaemonAlone(Daemon daemon) {
        daemon.runs("sleep 100", "start-test-program false");
        Running start = daemon.launch("start");
        until("the client shows a sign of life", () -> start.out().startsWith(". "));
        Proc program = daemon.programAfter(null);
        start.signal("INT");
        start.finish();
        daemon.ask("status").exits(0).prints("program running; pid=" + program.pid() + "\n");
        assertTrue(program.alive());
    }

    @Test
    @Behaviour(Paragraph.INTERRUPTION)
    void interruptedStopStopsAllTheSame(Daemon daemon) {
        daemon.runs(daemon.sandbox.script("slow-to-die") + " 2");
        Proc program = daemon.start();
        Proc manager = daemon.manager();
        daemon.printed("ready");
        Running stop = daemon.launch("stop");
        until("the client shows a sign of life", () -> stop.out().startsWith(". "));
        stop.signal("INT");
        assertNotEquals(0, stop.finish().exit());
        assertTrue(program.alive(), "it takes its time, whoever waits");
        Daemon.gone(manager);
        assertFalse(program.alive());
    }

    @Test
    @Behaviour(Paragraph.INTERRUPTION)
    void interruptedRestartRestartsAllTheSame(Daemon daemon) {
        daemon.runs(daemon.sandbox.script("slow-to-die") + " 2");
        Proc program = daemon.start();
        daemon.printed("ready");
        Running restart = daemon.launch("restart");
        until("the client shows a sign of life", () -> restart.out().startsWith(". "));
        restart.signal("INT");
        assertNotEquals(0, restart.finish().exit());
        daemon.programAfter(program);
    }

    @Test
    @Behaviour(Paragraph.INTERRUPTION)
    void interruptedWaitChangesNothing(Daemon daemon) {
        daemon.runs("sleep 100");
        Proc program = daemon.start();
        Running wait = daemon.launch("wait");
        until("the client shows a sign of life", () -> wait.out().startsWith(". "));
        wait.signal("INT");
        assertNotEquals(0, wait.finish().exit());
        daemon.ask("status").exits(0).prints("program running; pid=" + program.pid() + "\n");
    }
}
