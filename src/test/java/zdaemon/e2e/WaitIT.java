package zdaemon.e2e;

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
}
