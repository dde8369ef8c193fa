package zdaemon.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static zdaemon.e2e.Until.until;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zdaemon.Behaviour;
import zdaemon.Paragraph;

/** The life of the manager itself (behaviour §4). */
@EndToEnd
class ManagerIT {

    private static final Duration CROWD = Duration.ofSeconds(120);

    @Test
    @Behaviour({Paragraph.SESSION, Paragraph.MANAGER_MESSAGES})
    void livesInASessionOfItsOwn(Daemon daemon) {
        daemon.runs("sleep 100");
        daemon.start();
        Proc manager = daemon.manager();
        assertEquals(manager.pid(), manager.session());
        assertEquals("/dev/null", manager.descriptors().get(0));
        assertEquals(List.of("INFO daemonizing the process", "INFO daemon manager started"), daemon.messages().stream()
                .filter(line -> line.startsWith("INFO daemon")).toList());
    }

    @ParameterizedTest
    @Behaviour(Paragraph.MANAGER_SIGNALS)
    @ValueSource(strings = {"TERM", "INT", "HUP"})
    void signalToTheManagerStopsTheProgram(String signal, Daemon daemon) {
        daemon.runs("sleep 100");
        Proc program = daemon.start();
        Proc manager = daemon.manager();
        manager.kill(signal);
        Daemon.gone(manager);
        assertFalse(program.alive());
        assertFalse(Files.exists(daemon.socket()));
        assertTrue(daemon.messages().contains("CRITICAL daemon manager killed by SIG" + signal));
        daemon.ask("status").exits(3).prints(Daemon.NOT_RUNNING);
    }

    /** It leaves no program behind, not even one that ignores SIGTERM. */
    @Test
    @Behaviour({Paragraph.MANAGER_SIGNALS, Paragraph.STOPPING})
    void signalToTheManagerOfADeafProgram(Daemon daemon) {
        daemon.runs(daemon.sandbox.script("ignore-term"), "stop-timeout 1", "forever on");
        Proc program = daemon.start();
        daemon.printed("ready");
        Proc manager = daemon.manager();
        manager.kill("TERM");
        Daemon.gone(manager);
        assertFalse(program.alive());
        assertFalse(Files.exists(daemon.socket()));
        assertTrue(daemon.messages().containsAll(List.of("CRITICAL daemon manager killed by SIGTERM",
                "INFO pid " + program.pid() + ": terminated by SIGKILL", "INFO Exiting")), daemon.messages()::toString);
    }

    /** What the manager exits with: 1 by signal or giving up, 0 when stopped, the program's status when on the list. */
    @ParameterizedTest
    @Behaviour({Paragraph.STOPPING, Paragraph.MANAGER_SIGNALS, Paragraph.BACK_OFF, Paragraph.EXIT_CODES})
    @ValueSource(strings = {"stop 0", "TERM 1", "frequently 1", "listed 5"})
    void exitStatus(String row, Daemon daemon) throws IOException {
        assumeTrue(Tool.which("perl") != null, "no perl");
        Sandbox sandbox = daemon.sandbox;
        String how = row.split(" ")[0];
        String crash = sandbox.script("crash") + " runs ";
        daemon.runs(how.equals("listed") ? crash + "5" : how.equals("frequently") ? crash + "1" : "sleep 100",
                "exit-codes 5", "backoff-limit 1");
        Running reaper = sandbox.execute("",
                List.of(sandbox.script("reaper"), Tool.command().toString(), "-Cconf", "start"));
        if (how.equals("stop") || how.equals("TERM")) {
            daemon.programAfter(null);
            if (how.equals("stop")) {
                daemon.stop();
            } else {
                daemon.manager().kill("TERM");
            }
        }
        Result result = reaper.finish();
        Matcher ended = Pattern.compile("ended (\\d+) (.+)\n").matcher(result.out());
        List<String> statuses = new ArrayList<>();
        while (ended.find()) {
            if (Long.parseLong(ended.group(1)) != reaper.pid()) {
                statuses.add(ended.group(2));
            }
        }
        assertEquals(2, statuses.size(), result::toString);
        assertTrue(statuses.contains(row.split(" ")[1]), result::toString);
    }

    @Test
    void restartsLeakNoDescriptor(Daemon daemon) throws IOException {
        daemon.runs("sleep 100");
        Proc program = daemon.start();
        int before = daemon.manager().descriptors().size();
        for (int i = 0; i < 10; i++) {
            Wire.ask(daemon.socket(), "restart");
            program = daemon.programAfter(program);
        }
        until("it has no more descriptors than at first", () -> daemon.manager().descriptors().size() <= before);
    }

    /** Every wait has a deadline: a manager that does not answer yields an error, not a hang. */
    @Test
    @Behaviour(Paragraph.EXIT_STATUSES)
    void managerThatDoesNotAnswer(Daemon daemon) {
        daemon.runs("sleep 100");
        daemon.start();
        Proc manager = daemon.manager();
        manager.freeze();
        try {
            Result status = daemon.launch("status").finish(CROWD);
            assertFalse(Set.of(0, 3).contains(status.exit()), status::toString);
            assertFalse(status.err().isBlank(), status::toString);
        } finally {
            manager.kill("CONT");
        }
        daemon.stop();
    }
}
