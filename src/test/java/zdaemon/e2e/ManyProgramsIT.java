package zdaemon.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static zdaemon.e2e.Until.until;

import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import zdaemon.Behaviour;
import zdaemon.Paragraph;

/** Files with a {@code <manager>} section, from the command line (programs §1 to §3). */
@EndToEnd
class ManyProgramsIT {
    private static final String THREE = """
            <runner web>
              program sh -c 'echo $$$$ >> web.{instance}.pids; exec sleep 1000'
              shell-words on
              needs migrate
              instances 2
            </runner>
            <runner migrate>
              program true
              oneshot on
              needs db
            </runner>
            <runner db>
              program sleep 1000
            </runner>
            """;

    private static void configure(Sandbox sandbox, String runners) {
        sandbox.write("z.conf", """
                <manager>
                  socket-name %1$s/zdsock
                </manager>
                <defaults>
                  start-seconds 0
                </defaults>
                """.formatted(sandbox.folder()) + runners);
    }

    private static Result zdaemon(Sandbox sandbox, String... words) {
        String[] all = new String[words.length + 2];
        all[0] = "-C";
        all[1] = "z.conf";
        System.arraycopy(words, 0, all, 2, words.length);
        return sandbox.zdaemon(all);
    }

    /** The process of each program that runs. */
    private static Map<String, String> processes(Sandbox sandbox) {
        Map<String, String> processes = new LinkedHashMap<>();
        for (String line : zdaemon(sandbox, "status").out().lines().skip(1).toList()) {
            String[] words = line.split(" +", -1);
            if (!words[2].equals("-")) {
                processes.put(words[0], words[2]);
            }
        }
        return processes;
    }

    private static long manager(Sandbox sandbox) {
        String text = zdaemon(sandbox, "status", "-l", "db").out();
        return Long.parseLong(text.replaceAll("(?s).*\nmanager=(\\d+)\n.*", "$1"));
    }

    private static void stop(Sandbox sandbox) {
        zdaemon(sandbox, "stop").exits(0);
        assertTrue(Files.notExists(sandbox.path("zdsock")));
    }

    @Test
    @Behaviour({Paragraph.START_MANY, Paragraph.NEEDS, Paragraph.ONESHOT, Paragraph.STATUS_MANY, Paragraph.STOP_MANY})
    void aSiteIsStartedAndStoppedInOrder(Sandbox sandbox) {
        configure(sandbox, THREE);
        zdaemon(sandbox, "start").exits(0).quietly().matches("db: daemon process started, pid=\\d+\nmigrate: done\n"
                + "web.[12]: daemon process started, pid=\\d+\nweb.[12]: daemon process started, pid=\\d+\n");
        zdaemon(sandbox, "status").exits(0).matches("NAME      STATE     PID    UP       RESTARTS  DETAIL\n"
                + "web.1     running   \\d+ +\\d+s +0\nweb.2     running   \\d+ +\\d+s +0\n"
                + "migrate   done      -      -        0         exit status 0, (just now|\\d+ seconds? ago)\n"
                + "db        running   \\d+ +\\d+s +0\n");
        zdaemon(sandbox, "start", "db").exits(0).matches("db: already running; pid=\\d+\n");
        zdaemon(sandbox, "stop", "db").exits(0).matches("(web.[12]: daemon process stopped\n){2}(migrate: .*\n)?db: daemon process stopped\n");
        zdaemon(sandbox, "start", "web.2").exits(0).contains("web.2: daemon process started, pid=");
        assertEquals(List.of("web.2", "db"), List.copyOf(processes(sandbox).keySet()));
        stop(sandbox);
        zdaemon(sandbox, "status").exits(3).prints("daemon manager not running\n");
    }

    @Test
    @Behaviour({Paragraph.START_MANY, Paragraph.STATES})
    void whatFailsSaysWhy(Sandbox sandbox) {
        configure(sandbox, """
                <runner a>
                  program sh -c 'echo no table; exit 7'
                  shell-words on
                  transcript a.log
                  start-seconds 5
                  backoff-limit 1
                </runner>
                <runner b>
                  program sleep 1000
                  needs a
                </runner>
                <runner c>
                  program sleep 1000
                  start-test-program false
                  start-timeout 1
                </runner>
                <runner d>
                  program sleep 1000
                </runner>
                """);
        zdaemon(sandbox, "start", "d").exits(0);
        Result start = zdaemon(sandbox, "start", "a", "b").exits(1);
        assertTrue(start.out().matches("(?s).*a: failed: .*") && start.out().matches("(?s).*b: failed: .*a.*"), start.out());
        start.complainsAbout("no table\n");
        zdaemon(sandbox, "status", "a").exits(1).matches(".*\na +failed +- +- +\\d+ +\\S.*\n");
        zdaemon(sandbox, "start", "c").exits(1).prints("c: failed: Program took too long to start\n");
        zdaemon(sandbox, "status", "c").exits(1).matches(".*\nc +testing +\\d+ .*\n");
        stop(sandbox);
    }

    @Test
    @Behaviour(Paragraph.RESTART_MANY)
    void aRestartTakesTheOthersAlong(Sandbox sandbox) {
        configure(sandbox, THREE);
        zdaemon(sandbox, "start").exits(0);
        Map<String, String> before = processes(sandbox);
        zdaemon(sandbox, "restart", "--rolling", "web").exits(0)
                .matches("web.1: daemon process restarted, pid=\\d+\nweb.2: daemon process restarted, pid=\\d+\n");
        Map<String, String> after = processes(sandbox);
        assertEquals(before.get("db"), after.get("db"));
        assertNotEquals(before.get("web.1"), after.get("web.1"));
        zdaemon(sandbox, "restart", "db").exits(0).contains("db: daemon process restarted, pid=");
        assertNotEquals(after.get("web.1"), processes(sandbox).get("web.1"));
        stop(sandbox);
    }

    /** Whichever the next command is. */
    @Test
    @Behaviour(Paragraph.MANAGER_KILLED)
    void theNextCommandBringsAKilledManagerBack(Sandbox sandbox) {
        configure(sandbox, THREE);
        zdaemon(sandbox, "start").exits(0);
        Map<String, String> processes = processes(sandbox);
        for (String[] next : new String[][] {{"status"}, {"start"}, {"reopen_transcript"}, {"update"}, {"kill", "CONT", "db"},
            {"-X", "db/forever=on", "update", "--dry-run"}}) {
            Proc manager = Proc.of(manager(sandbox));
            Proc.signal(manager.pid(), "KILL");
            until("it is dead", () -> !manager.alive());
            zdaemon(sandbox, next).exits(0);
            assertEquals(processes, processes(sandbox), String.join(" ", next));
            assertNotEquals(manager.pid(), manager(sandbox));
        }
        assertEquals(1, sandbox.lines("web.1.pids").size());
        List<Proc> all = processes.values().stream().map(pid -> Proc.of(Long.parseLong(pid))).toList();
        Proc.signal(manager(sandbox), "KILL");
        stop(sandbox);
        assertEquals(List.of(), all.stream().filter(Proc::alive).toList());
    }

    @Test
    @Behaviour(Paragraph.UPGRADE_MANY)
    void anUpgradeTouchesNoProgram(Sandbox sandbox) {
        configure(sandbox, THREE + """
                <runner slow>
                  program sleep 1000
                  start-test-program test -e ready
                </runner>
                """);
        Running start = sandbox.launch("-C", "z.conf", "start");
        until("one is being tested", () -> zdaemon(sandbox, "status", "slow").out().contains("testing"));
        Map<String, String> processes = processes(sandbox);
        long manager = manager(sandbox);
        zdaemon(sandbox, "upgrade").exits(0).prints("daemon manager upgraded, pid=" + manager + "\n");
        assertEquals(processes, processes(sandbox));
        sandbox.write("ready", "");
        start.finish().exits(0).contains("slow: ");
        assertEquals(processes, processes(sandbox));
        stop(sandbox);
    }

    @Test
    @Behaviour({Paragraph.UPDATE, Paragraph.ROLLBACK})
    void anUpdateIsAllOrNothing(Sandbox sandbox) {
        configure(sandbox, THREE);
        zdaemon(sandbox, "update").exits(3).prints("daemon manager not running\n");
        zdaemon(sandbox, "start").exits(0);
        Map<String, String> before = processes(sandbox);
        zdaemon(sandbox, "update").exits(0).prints("= 4 unchanged\n");
        String changed = THREE.replace("sleep 1000'", "sleep 999'").replace("instances 2", "instances 3\nbackoff-limit 7");
        configure(sandbox, changed);
        zdaemon(sandbox, "update", "--dry-run").exits(0).prints("""
                + web.3
                ! web.1: program, backoff-limit changed: restart
                ! web.2: program, backoff-limit changed: restart
                = 2 unchanged
                """);
        assertEquals(before, processes(sandbox));
        zdaemon(sandbox, "update").exits(0).contains("web.3: daemon process started, pid=");
        Map<String, String> after = processes(sandbox);
        assertEquals(List.of("web.1", "web.2", "web.3", "db"), List.copyOf(after.keySet()));
        assertEquals(before.get("db"), after.get("db"));
        configure(sandbox, changed.replace("exec sleep 999", "exit 1") + "<runner new>\nprogram sleep 1000\n</runner>\n");
        zdaemon(sandbox, "-X", "web/start-seconds=5", "-X", "web/backoff-limit=1", "update").exits(1)
                .complainsAbout("the update was undone, and all is as before\n");
        assertEquals(List.of("web.1", "web.2", "web.3", "db"), List.copyOf(processes(sandbox).keySet()));
        assertEquals(after.get("db"), processes(sandbox).get("db"));
        sandbox.write("z.conf", sandbox.read("z.conf") + "<runner again>\n</runner>\n");
        zdaemon(sandbox, "update").exits(2).prints("");
        configure(sandbox, THREE);
        stop(sandbox);
    }

    @Test
    @Behaviour(Paragraph.FG_ONE)
    void fgBecomesOneOfThem(Sandbox sandbox) throws IOException {
        Files.createDirectory(sandbox.path("there"));
        configure(sandbox, """
                <environment>
                  WHO all
                </environment>
                <runner a>
                  program sh -c 'pwd; umask; echo $$WHO $$0; exit 7'
                  shell-words on
                  directory there
                  umask 027
                  <environment>
                    WHO a
                  </environment>
                </runner>
                <runner b>
                  program sleep 1000
                  instances 2
                </runner>
                """);
        zdaemon(sandbox, "fg", "a", "--", "--more").exits(7).prints("sh -c pwd; umask; echo $WHO $0; exit 7 --more\n"
                + sandbox.path("there") + "\n0027\na --more\n");
        zdaemon(sandbox, "fg", "b").refuses("'b' means several programs: b.1, b.2; name one");
        zdaemon(sandbox, "start", "b.1").exits(0);
        zdaemon(sandbox, "fg", "b.1").exits(0).prints("To run the program in the foreground, please stop it first.\n");
        stop(sandbox);
    }

    @Test
    @Behaviour({Paragraph.FOREGROUND_ALL, Paragraph.ESSENTIAL, Paragraph.AUTOSTART})
    void foregroundRunsAllInTheTerminal(Sandbox sandbox) {
        configure(sandbox, """
                <runner a>
                  program sh -c 'echo here; exec sleep 1000'
                  shell-words on
                </runner>
                <runner b>
                  program sh -c 'echo there; while [ ! -e end ]; do sleep 0.1; done; exit 2'
                  shell-words on
                  needs a
                  essential on
                </runner>
                <runner c>
                  program echo never
                  autostart off
                </runner>
                """);
        Running all = sandbox.launch("-C", "z.conf", "foreground");
        until("both have spoken", () -> all.out().contains("a | here\n") && all.out().contains("b | there\n"));
        zdaemon(sandbox, "foreground").exits(0).prints("To run the program in the foreground, please stop it first.\n");
        sandbox.write("end", "");
        Result result = all.finish().exits(2);
        assertFalse(result.out().contains("never"), result::out);
        sandbox.remove("end");
        Running again = sandbox.launch("-C", "z.conf", "-X", "manager/daemon=off", "start");
        until("both have spoken", () -> again.out().contains("b | there\n"));
        again.signal("INT");
        again.finish().exits(0);
        assertTrue(Files.notExists(sandbox.path("zdsock")));
    }

    @Test
    @Behaviour({Paragraph.LOGTAIL_MANY, Paragraph.SITE_ENVIRONMENT, Paragraph.SITE_PATHS, Paragraph.ORDERS_MANY})
    void transcriptsEventLogAndSignals(Sandbox sandbox) {
        configure(sandbox, """
                <eventlog>
                  <logfile>
                    path events.log
                    format %(message)s
                  </logfile>
                </eventlog>
                <runner web>
                  program sh -c 'trap "echo usr2" USR2; echo begins $$ZONE; while :; do sleep 0.1; done'
                  shell-words on
                  instances 2
                  directory w{instance}
                  transcript out
                  <environment>
                    ZONE z{instance}
                  </environment>
                </runner>
                """);
        zdaemon(sandbox, "start").exits(0);
        until("they have begun", () -> sandbox.read("w1/out").equals("begins z1\n") && sandbox.read("w2/out").equals("begins z2\n"));
        assertTrue(sandbox.lines("events.log").stream().anyMatch(line -> line.matches("web.2: spawned process pid=\\d+")),
                () -> sandbox.read("events.log"));
        Running tail = sandbox.launch("-C", "z.conf", "logtail");
        until("the last lines are shown", () -> tail.out().equals("web.1 | begins z1\nweb.2 | begins z2\n"));
        sandbox.shell("mv w1/out w1/old").exits(0);
        zdaemon(sandbox, "logreopen", "web.1").exits(0).matches("web.1: kill\\(\\d+, 12\\)\nweb.1: signal SIGUSR2 sent to process \\d+\n");
        until("what is new is shown", () -> tail.out().equals("web.1 | begins z1\nweb.2 | begins z2\nweb.1 | usr2\n"));
        tail.signal("INT");
        tail.finish().exits(0);
        assertEquals("begins z1\n", sandbox.read("w1/old"));
        stop(sandbox);
    }

    @Test
    @Behaviour(Paragraph.APART)
    void troublesOfSomeAreNotTheOthers(Sandbox sandbox) {
        configure(sandbox, """
                <runner flood>
                  program yes
                </runner>
                <runner crash>
                  program false
                  forever on
                  backoff-limit 0
                </runner>
                <runner full>
                  program yes
                  transcript /dev/full
                </runner>
                <runner forks>
                  program sh -c 'for i in 1 2 3 4 5 6 7 8 9; do (exec sleep 1000) & done; wait'
                  shell-words on
                  stop-scope all
                </runner>
                <runner db>
                  program sleep 1000
                </runner>
                """);
        zdaemon(sandbox, "start", "db", "flood", "full", "forks").exits(0);
        Running crash = sandbox.launch("-C", "z.conf", "start", "crash");
        long manager = manager(sandbox);
        for (int i = 0; i < 3; i++) {
            String before = processes(sandbox).get("db");
            Proc.signal(Long.parseLong(before), "KILL");
            until("it has a successor", () -> !processes(sandbox).getOrDefault("db", before).equals(before));
        }
        assertEquals(manager, manager(sandbox));
        crash.abandon();
        zdaemon(sandbox, "stop").exits(0);
    }
}
