package zdaemon.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import zdaemon.Behaviour;
import zdaemon.Paragraph;

/** The actions start, stop, restart and status: texts and exit statuses of behaviour §2, row by row. */
@EndToEnd
class ActionsIT {

    @Test
    @Behaviour({Paragraph.START, Paragraph.STOP, Paragraph.STATUS})
    void startStatusStop(Daemon daemon) {
        daemon.runs("sleep 100");
        Proc program = daemon.start();
        daemon.ask("start").quietly().exits(0).prints("daemon process already running; pid=" + program.pid() + "\n");
        daemon.ask("status").quietly().exits(0).prints("program running; pid=" + program.pid() + "\n");
        daemon.stop();
        assertFalse(program.alive());
        daemon.ask("status").quietly().exits(3).prints(Daemon.NOT_RUNNING);
        daemon.ask("stop").quietly().exits(0).prints(Daemon.NOT_RUNNING);
    }

    /** The client returns as soon as the answer is known: of a few starts one at least needs no second. */
    @Test
    @Behaviour({Paragraph.PROGRESS, Paragraph.START})
    void quickStartShowsNoDot(Daemon daemon) {
        daemon.runs("sleep 100", "start-seconds 0");
        boolean quick = false;
        for (int attempt = 0; attempt < 5 && !quick; attempt++) {
            Result start = daemon.ask("start").quietly().exits(0);
            start.matches(Daemon.STARTED);
            quick = start.out().startsWith("\n");
            daemon.stop();
        }
        assertTrue(quick, "each of five starts took longer than a second");
    }

    @Test
    @Behaviour(Paragraph.ARGUMENTS)
    void startPassesArguments(Daemon daemon) {
        daemon.runs("sleep");
        assertEquals(List.of("sleep", "100", "20"), daemon.start("100", "20").arguments());
    }

    /** Options end at the action: what looks like one belongs to the program. */
    @Test
    @Behaviour({Paragraph.ARGUMENTS, Paragraph.GETOPT})
    void startPassesWordsThatLookLikeOptions(Daemon daemon) {
        daemon.runs(daemon.sandbox.script("dump"));
        daemon.sandbox.write("stay", "");
        daemon.start("--foo", "-p", "x", "--", "", "a b\n*");
        daemon.printed("end");
        assertEquals(List.of("argument [--foo]", "argument [-p]", "argument [x]", "argument [--]", "argument []",
                "argument [a b", "*]"), daemon.sandbox.lines("log").subList(0, 7));
    }

    @Test
    @Behaviour(Paragraph.START_TIMEOUT)
    void programTooSlowToStartIsLeftRunning(Daemon daemon) {
        daemon.runs("sleep 100", "start-timeout 1", "start-test-program false");
        daemon.ask("start").exits(1).matches(Daemon.PROGRESS + "\nProgram took too long to start\n");
        Proc program = daemon.programAfter(null);
        daemon.ask("status").exits(0).prints("program running; pid=" + program.pid() + "\n");
        daemon.stop();
    }

    @Test
    @Behaviour(Paragraph.RESTART)
    void restartGivesANewProcess(Daemon daemon) {
        daemon.runs("sleep 100");
        Proc first = daemon.start();
        Proc manager = daemon.manager();
        String second = daemon.ask("restart").quietly().exits(0).matches(Daemon.RESTARTED).group(1);
        assertNotEquals(Long.toString(first.pid()), second);
        assertFalse(first.alive());
        assertEquals(manager, daemon.manager());
        daemon.ask("status").exits(0).prints("program running; pid=" + second + "\n");
    }

    @Test
    @Behaviour(Paragraph.RESTART)
    void restartStartsWhatDoesNotRun(Daemon daemon) {
        daemon.runs("sleep 100", "hang-around on");
        daemon.ask("restart").quietly().exits(0).matches(Daemon.STARTED);
        daemon.ask("stop").exits(0).matches(Daemon.STOPPED);
        daemon.ask("restart").quietly().exits(0).matches(Daemon.STARTED);
    }

    @Test
    @Behaviour({Paragraph.STOP, Paragraph.START, Paragraph.STOPPING})
    void managerThatHangsAroundIsUsedAgain(Daemon daemon) {
        daemon.runs("sleep 100", "hang-around on");
        Proc first = daemon.start();
        Proc manager = daemon.manager();
        daemon.ask("stop").quietly().exits(0).matches(Daemon.STOPPED);
        assertFalse(first.alive());
        daemon.ask("status").quietly().exits(0).prints(Daemon.IDLE);
        daemon.ask("stop").quietly().exits(0).prints("daemon process not running\n");
        daemon.ask("kill").exits(0).prints("daemon process not running\n");
        assertNotEquals(first, daemon.start());
        assertEquals(manager, daemon.manager());
    }

    @Test
    @Behaviour(Paragraph.STATUS_LONG)
    void longStatusIsTheRawReply(Daemon daemon) throws Exception {
        daemon.runs("sleep 100");
        Proc program = daemon.start();
        Result status = daemon.ask("status", "-l").quietly().exits(0);
        List<String> lines = status.out().lines().toList();
        assertEquals("program running; pid=" + program.pid(), lines.getFirst());
        Map<String, String> raw = daemon.status();
        assertEquals(List.copyOf(raw.keySet()), lines.stream().skip(1).filter(line -> line.contains("="))
                .map(line -> line.substring(0, line.indexOf('='))).toList());
        assertTrue(lines.contains("manager=" + daemon.manager().pid()), status::toString);
        daemon.stop();
        daemon.ask("status", "-l").exits(3);
    }

    @Test
    @Behaviour(Paragraph.STATUS_LONG)
    void statusTakesNoOtherArgument(Daemon daemon) {
        daemon.runs("sleep 100");
        daemon.ask("status", "x").exits(1).prints("status argument must be absent or -l\n");
    }
}
