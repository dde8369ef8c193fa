package zdaemon.e2e;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import zdaemon.Behaviour;
import zdaemon.Paragraph;

/** The action kill, behaviour §2. */
@EndToEnd
@Behaviour(Paragraph.KILL)
class KillIT {

    @Test
    @Behaviour({Paragraph.KILL, Paragraph.SIGNAL_NAMES})
    void signalsByNameAndNumber(Daemon daemon) {
        daemon.runs(daemon.sandbox.script("signals"));
        Proc program = daemon.start();
        daemon.printed("ready");
        String[][] spellings = {
            {"USR1", "10", "USR1"}, {"sigusr2", "12", "USR2"}, {"10", "10", "USR1"}, {"Hup", "1", "HUP"},
            {"SIGINT", "2", "INT"}};
        for (int i = 0; i < spellings.length; i++) {
            String[] row = spellings[i];
            daemon.ask("kill", row[0]).quietly().exits(0).prints("kill(%d, %s)\nsignal SIG%s sent to process %d\n"
                    .formatted(program.pid(), row[1], row[2], program.pid()));
            printed(daemon, i + 2, row[2]);
        }
        assertTrue(program.alive());
    }

    @Test
    void termIsTheDefaultAndTheProgramIsStartedAgain(Daemon daemon) {
        daemon.runs("sleep 100");
        Proc program = daemon.start();
        daemon.ask("kill").quietly().exits(0).prints("kill(%d, 15)\nsignal SIGTERM sent to process %d\n"
                .formatted(program.pid(), program.pid()));
        daemon.programAfter(program);
        Daemon.gone(program);
    }

    @Test
    @Behaviour({Paragraph.KILL, Paragraph.SIGNAL_NAMES})
    void whatIsNoSignal(Daemon daemon) {
        daemon.runs("sleep 100");
        Proc program = daemon.start();
        for (String word : new String[] {"ded", "SIG_IGN", "SIG_DFL", "TERM1", "15x", "999", "65", "0", "SIGSIGTERM"}) {
            daemon.ask("kill", word).quietly().exits(0).prints("invalid signal '" + word + "'\n");
        }
        assertTrue(program.alive());
    }

    @Test
    void nothingToSignal(Daemon daemon) {
        daemon.runs("sleep 100");
        daemon.ask("kill", "TERM").quietly().exits(0).prints("daemon process not running\n");
    }

    private static void printed(Daemon daemon, int count, String last) {
        Until.until("the program says that it got " + last, () -> daemon.sandbox.lines("log").size() >= count
                && daemon.sandbox.lines("log").get(count - 1).equals(last));
    }
}
