package zdaemon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import zdaemon.Behaviour;
import zdaemon.Paragraph;
import zdaemon.client.ScriptedManager;
import zdaemon.spec.FleetLaunch;
import zdaemon.spec.Option;
import zdaemon.spec.RecordReader.RecordException;

/** Each action's texts and exit statuses with many programs (programs §2), against a stand-in for the manager. */
@Timeout(60)
@SuppressWarnings("try") // Stand-ins are there to be connected to, not to be named.
class FleetActionsTest {
    private static final String NOW = "now\t1700000000000000\n";
    private static final String DB = row("db", "running", 2817, "1699999990000000", 0, 1, "-");
    private static final String WEB_1 = row("web.1", "running", 2841, "1699999990000000", 3, 1,
            "last\t1699999880000000\tterminated by SIGKILL");
    private static final String WEB_2 = row("web.2", "down", 0, "0", 0, 1, "because\t0\tby request");
    private static final String WEB_2_FAILED = row("web.2", "failed", 0, "0", 4, 0, "because\t0\trestarting too frequently");
    private static final String TABLE = NOW + DB + WEB_1 + WEB_2 + "end\n";
    private static final String HINT = "For help, use zdaemon -h\n";

    @TempDir
    Path folder;
    private Path socket;
    private Path file;

    @BeforeEach
    void writeFile() throws IOException {
        socket = folder.resolve("zdsock");
        file = folder.resolve("site.conf");
        write("");
    }

    private void write(String more) throws IOException {
        Files.writeString(file, "<manager>\nsocket-name " + socket + "\n</manager>\n<runner db>\nprogram sleep 100\n"
                + "</runner>\n<runner web>\nprogram sleep 10{instance}\ninstances 2\nneeds db\n</runner>\n" + more);
    }

    private static String row(String name, String state, int pid, String started, int restarts, int whole, String detail) {
        return String.join("\t", "row", name, state, Integer.toString(pid), started, Integer.toString(restarts),
                Integer.toString(whole), detail) + "\n";
    }

    private static String told(String name, String outcome, int pid, String text) {
        return "told\t" + name + "\t" + outcome + "\t" + pid + "\t" + text + "\n";
    }

    private Captured zdaemon(String... action) {
        String[] words = new String[action.length + 2];
        words[0] = "-C";
        words[1] = file.toString();
        System.arraycopy(action, 0, words, 2, action.length);
        return Captured.run(words);
    }

    private ScriptedManager manager(Map<String, String> replies) {
        return new ScriptedManager(socket, line -> {
            String reply = replies.get(line.startsWith("update ") ? "update" : line);
            if (reply == null) {
                throw new AssertionError(line);
            }
            return reply;
        });
    }

    private static void assertRun(int status, String out, String err, Captured run) {
        assertEquals(new Captured(status, out, err), run);
    }

    @Behaviour({Paragraph.STATUS_MANY, Paragraph.STOP_MANY, Paragraph.ORDERS_MANY, Paragraph.UPDATE})
    @Test
    void withoutAManager() {
        assertRun(3, "daemon manager not running\n", "", zdaemon("status"));
        assertRun(3, "daemon manager not running\n", "", zdaemon("status", "-l", "db"));
        assertRun(0, "daemon manager not running\n", "", zdaemon("stop"));
        assertRun(0, "daemon manager not running\n", "", zdaemon("stop", "web.2"));
        assertRun(0, "db: daemon process not running\n", "", zdaemon("kill", "TERM", "db"));
        assertRun(0, "invalid signal 'ded'\n", "", zdaemon("kill", "ded"));
        assertRun(0, "db: daemon process stopped\ndaemon manager not running\n", "", zdaemon("wait", "db"));
        assertRun(0, "daemon manager not running\n", "", zdaemon("reopen_transcript"));
        assertRun(0, "web.1: daemon manager not running\n", "", zdaemon("reopen_transcript", "web.1"));
        assertRun(0, "daemon manager not running\n", "", zdaemon("logreopen"));
        assertRun(0, "No log files known; set transcript\n", "", zdaemon("logtail"));
        assertRun(3, "daemon manager not running\n", "", zdaemon("update"));
        assertRun(0, "daemon manager not running\n", "", zdaemon("upgrade"));
        assertTrue(Files.notExists(socket));
    }

    /** Names are checked against the file when there is no manager, and by the manager when there is one. */
    @Behaviour(Paragraph.TARGETS)
    @Test
    void anUnknownNameIsAnErrorAndNothingIsDone() throws Exception {
        String unknown = "Error: unknown program 'wbe'; did you mean 'web'?\nError: no program fits 'x*'\n" + HINT;
        for (String[] action : new String[][] {{"start", "wbe", "x*"}, {"stop", "wbe", "x*"}, {"status", "wbe", "x*"},
            {"restart", "wbe", "x*"}, {"kill", "TERM", "wbe", "x*"}, {"wait", "wbe", "x*"}, {"logtail", "wbe", "x*"},
            {"reopen_transcript", "wbe", "x*"}}) {
            assertRun(2, "", unknown, zdaemon(action));
        }
        assertTrue(Files.notExists(socket));
        String reply = "unknown\twbe\tweb\nunknown\tx*\t\nend\n";
        try (var manager = manager(Map.of("table wbe x*", reply, "order start wbe x*", reply, "order stop wbe x*", reply))) {
            for (String action : List.of("status", "start", "stop", "restart", "wait")) {
                assertRun(2, "", unknown, zdaemon(action, "wbe", "x*"));
            }
        }
        try (var manager = manager(Map.of("order start db", "unknown\tdb\t\nend\n"))) {
            assertRun(2, "", "Error: the daemon manager has no program 'db' yet; it is in the file: 'update' makes the daemon "
                    + "manager do what the file says\n" + HINT, zdaemon("start", "db"));
        }
    }

    @Behaviour(Paragraph.STATUS_MANY)
    @Test
    void statusIsATable() throws Exception {
        try (var manager = manager(Map.of("table", TABLE, "table web", NOW + WEB_1 + WEB_2_FAILED + "end\n",
                "table db", NOW + DB + "end\n", "@db status", ScriptedManager.status(2817, true, false, "['sleep', '100']")))) {
            assertRun(0, """
                    NAME      STATE     PID    UP       RESTARTS  DETAIL
                    db        running   2817   10s      0
                    web.1     running   2841   10s      3         last end: terminated by SIGKILL, 2 minutes ago
                    web.2     down      -      -        0         by request
                    """, "", zdaemon("status"));
            assertRun(1, """
                    NAME      STATE     PID    UP       RESTARTS  DETAIL
                    web.1     running   2841   10s      3         last end: terminated by SIGKILL, 2 minutes ago
                    web.2     failed    -      -        4         restarting too frequently
                    """, "", zdaemon("status", "web"));
            assertRun(0, "NAME      STATE     PID    UP       RESTARTS  DETAIL\n"
                    + "db        running   2817   10s      0\n"
                    + ScriptedManager.status(2817, true, false, "['sleep', '100']"), "", zdaemon("status", "-l", "db"));
        }
    }

    @Behaviour({Paragraph.START_MANY, Paragraph.TARGETS})
    @Test
    void startTellsWhatBecomesOfEachProgram() throws Exception {
        try (var manager = manager(Map.of(
                "order start", told("db", "up", 2817, "") + told("web.1", "already", 2841, "") + "end\n",
                "order start web", told("web.1", "done", 0, "") + told("web.2", "failed", 0, "exit status 1") + "end\n",
                "order start db -- 2d2d6465627567 612062", told("db", "down", 0, "exit status 0") + "end\n",
                "order start w*", told("web.1", "refused", 0, "db failed") + "end\n"))) {
            assertRun(0, "db: daemon process started, pid=2817\nweb.1: already running; pid=2841\n", "", zdaemon("start"));
            assertRun(1, "web.1: done\nweb.2: failed: exit status 1\n", "", zdaemon("start", "web"));
            assertRun(1, "db: failed: exit status 0\n", "", zdaemon("start", "db", "--", "--debug", "a b"));
            assertRun(1, "web.1: failed: db failed\n", "", zdaemon("start", "w*"));
        }
    }

    /** What was written to the transcript since is shown, as with one program. */
    @Behaviour(Paragraph.START_MANY)
    @Test
    void aFailedStartShowsLastWords() throws Exception {
        Path log = folder.resolve("log");
        write("<runner x>\nprogram sleep 1\ntranscript " + log + "\n</runner>\n");
        try (var manager = new ScriptedManager(socket, line -> {
            Files.writeString(log, "no such table\n");
            return told("x", "failed", 0, "exit status 1") + "end\n";
        })) {
            assertRun(1, "x: failed: exit status 1\n", "The program's last words, from '" + log + "':\nno such table\n",
                    zdaemon("start", "x"));
        }
    }

    @Behaviour(Paragraph.STOP_MANY)
    @Test
    void stop() throws Exception {
        try (var manager = manager(Map.of(
                "order stop", told("web.1", "stopped", 0, "") + told("web.2", "down", 0, "by request")
                        + told("db", "stopped", 0, "") + "survivors\tdb\t4711 sleep\nend\n",
                "order stop web.1", told("web.1", "stopped", 0, "") + "end\n"))) {
            assertRun(0, "web.1: daemon process stopped\nweb.2: daemon process not running\ndb: daemon process stopped\n",
                    "warning: db left processes behind, which go on: 4711 sleep (stop-scope says whom a stop ends)\n",
                    zdaemon("stop"));
            assertRun(0, "web.1: daemon process stopped\n", "", zdaemon("stop", "web.1"));
        }
    }

    /** The manager ends with the last program, and says no more. */
    @Behaviour(Paragraph.STOP_MANY)
    @Test
    void theManagersEndIsTheEndOfAStop() throws Exception {
        try (var manager = new ScriptedManager(socket, line -> ScriptedManager.EXIT)) {
            assertRun(0, "", "", zdaemon("stop"));
        }
    }

    /** The manager was killed, and another one has taken over: what was not told is ordered again. */
    @Behaviour(Paragraph.STOP_MANY)
    @Test
    void aCutOrderIsRepeated() throws Exception {
        AtomicInteger stops = new AtomicInteger();
        try (var manager = new ScriptedManager(socket, line -> switch (line) {
            case "order stop" -> stops.getAndIncrement() == 0 ? told("web.1", "stopped", 0, "")
                    : told("web.1", "down", 0, "") + told("db", "stopped", 0, "") + "end\n";
            case "table" -> TABLE;
            default -> throw new AssertionError(line);
        })) {
            assertRun(0, "web.1: daemon process stopped\ndb: daemon process stopped\n", "", zdaemon("stop"));
        }
    }

    /** What has another process by then has been restarted, and is not restarted again. */
    @Behaviour(Paragraph.RESTART_MANY)
    @Test
    void aCutRestartIsNotDoneTwice() throws Exception {
        AtomicInteger tables = new AtomicInteger();
        try (var manager = new ScriptedManager(socket, line -> switch (line) {
            case "table" -> tables.getAndIncrement() == 0 ? TABLE : TABLE.replace("2841", "3000");
            case "order restart" -> told("web.2", "up", 2999, "");
            case "order start web.1" -> told("web.1", "already", 3000, "") + "end\n";
            case "order restart db" -> told("db", "restarted", 3001, "") + "end\n";
            default -> throw new AssertionError(line);
        })) {
            assertRun(0, "web.2: daemon process started, pid=2999\nweb.1: daemon process restarted, pid=3000\n"
                    + "db: daemon process restarted, pid=3001\n", "", zdaemon("restart"));
        }
    }

    @Behaviour(Paragraph.RESTART_MANY)
    @Test
    void restart() throws Exception {
        try (var manager = manager(Map.of("table", TABLE, "table web", NOW + WEB_1 + WEB_2 + "end\n",
                "order restart", told("db", "restarted", 3001, "") + "end\n",
                "order rolling web", told("web.1", "restarted", 3002, "") + told("web.2", "failed", 0, "exit status 1") + "end\n"))) {
            assertRun(0, "db: daemon process restarted, pid=3001\n", "", zdaemon("restart"));
            assertRun(1, "web.1: daemon process restarted, pid=3002\nweb.2: failed: exit status 1\n", "",
                    zdaemon("restart", "--rolling", "web"));
        }
    }

    @Behaviour(Paragraph.ORDERS_MANY)
    @Test
    void signals() throws Exception {
        try (var manager = manager(Map.of("table", TABLE, "table web", NOW + WEB_1 + WEB_2 + "end\n",
                "@db status", ScriptedManager.status(2817, true, false, "['sleep', '100']"),
                "@web.1 status", ScriptedManager.status(2841, true, false, "['sleep', '101']"),
                "@web.2 status", ScriptedManager.status(0, false, false, "['sleep', '102']"),
                "@web.1 kill 1", "Signal 1 sent\n", "@db kill 12", "Signal 12 sent\n", "@web.1 kill 12", "Signal 12 sent\n",
                "reopen_transcript", ""))) {
            assertRun(0, "web.1: kill(2841, 1)\nweb.1: signal SIGHUP sent to process 2841\n"
                    + "web.2: daemon process not running\n", "", zdaemon("kill", "HUP", "web"));
            assertRun(2, "", "Error: the signal comes first: kill TERM web\n" + HINT, zdaemon("kill", "web"));
            assertRun(2, "", "Error: too few arguments for 'kill'; the action is: kill SIG [NAME...]\n" + HINT, zdaemon("kill"));
            assertRun(0, "db: kill(2817, 12)\ndb: signal SIGUSR2 sent to process 2817\nweb.1: kill(2841, 12)\n"
                    + "web.1: signal SIGUSR2 sent to process 2841\n", "", zdaemon("logreopen"));
        }
    }

    @Behaviour(Paragraph.ORDERS_MANY)
    @Test
    void reopenTranscript() throws Exception {
        try (var manager = manager(Map.of("table", TABLE, "table db", NOW + DB + "end\n",
                "@db status", ScriptedManager.status(2817, true, false, "['sleep', '100']"),
                "@db reopen_transcript", "can't open 'log': Is a directory; still writing to the old file\n",
                "reopen_transcript", "can't open 'x': Is a directory; still writing to the old file\n"))) {
            assertRun(1, "", "db: Error: can't open 'log': Is a directory; still writing to the old file\n",
                    zdaemon("reopen_transcript", "db"));
            assertRun(1, "", "Error: can't open 'x': Is a directory; still writing to the old file\n", zdaemon("reopen_transcript"));
        }
    }

    @Behaviour(Paragraph.ORDERS_MANY)
    @Test
    void waitReturnsWhenAllAreDown() throws Exception {
        AtomicInteger tables = new AtomicInteger();
        try (var manager = new ScriptedManager(socket, line -> switch (line) {
            case "table db web.2" -> NOW + (tables.getAndIncrement() == 0 ? DB : DB.replace("2817", "2900")) + WEB_2 + "end\n";
            case "@db await down" -> ScriptedManager.status(0, true, false, "['sleep', '100']");
            default -> throw new AssertionError(line);
        })) {
            assertRun(0, "db: daemon process stopped\nweb.2: daemon process stopped\ndb: program running; pid=2900\n"
                    + "web.2: daemon manager running; daemon process not running\n", "", zdaemon("wait", "db", "web.2"));
        }
    }

    @Behaviour({Paragraph.UPDATE, Paragraph.ROLLBACK})
    @Test
    void anUpdateShowsItsPlanAndWhatComesOfIt() throws Exception {
        String plan = "plan\t+ web.3\nplan\t! web.1: program changed: restart\nplan\t= 12 unchanged\n";
        String shown = "+ web.3\n! web.1: program changed: restart\n= 12 unchanged\n";
        try (var manager = manager(Map.of("table", TABLE, "update",
                plan + told("web.3", "up", 3003, "") + told("web.1", "restarted", 3004, "") + "applied\nend\n"))) {
            assertRun(0, shown + "web.3: daemon process started, pid=3003\nweb.1: daemon process restarted, pid=3004\n", "",
                    zdaemon("update"));
            assertEquals(1, manager.contents().size());
            FleetLaunch launch = decoded(manager.contents().getFirst());
            assertEquals(List.of("db", "web"), launch.runners().stream().map(FleetLaunch.RunnerSpec::name).toList());
            assertEquals(socket.toString(), launch.manager().text(Option.SOCKET_NAME));
        }
        try (var manager = manager(Map.of("table", TABLE, "update", plan + "end\n"))) {
            assertRun(0, shown, "", zdaemon("update", "--dry-run"));
            assertTrue(manager.requests().getLast().matches("update \\d+ dry-run"), manager.requests()::toString);
        }
        try (var manager = manager(Map.of("table", TABLE, "update",
                plan + told("web.1", "failed", 0, "exit status 1") + "undone\tweb.1\texit status 1\nend\n"))) {
            assertRun(1, shown + "web.1: failed: exit status 1\n",
                    "Error: web.1 did not come up: exit status 1; the update was undone, and all is as before\n", zdaemon("update"));
        }
        try (var manager = manager(Map.of("table", TABLE, "update", plan + "failed\tweb.1\texit status 1\nend\n"))) {
            assertRun(1, shown, "Error: web.1 did not come up: exit status 1; the update was not undone\n",
                    zdaemon("update", "--no-rollback"));
            assertTrue(manager.requests().getLast().matches("update \\d+ no-rollback"), manager.requests()::toString);
        }
        try (var manager = manager(Map.of("table", TABLE, "update", "refused\tanother update is under way\nend\n"))) {
            assertRun(1, "", "Error: the update was refused: another update is under way\n", zdaemon("update"));
        }
    }

    private static FleetLaunch decoded(byte[] record) throws RecordException {
        return FleetLaunch.decode(record);
    }

    @Behaviour(Paragraph.SHOW_MANY)
    @Test
    void upgrade() throws Exception {
        try (var manager = new ScriptedManager(socket, line -> line.startsWith("upgrade ") ? "Upgraded\n" : TABLE)) {
            assertRun(0, "daemon manager upgraded, pid=" + ProcessHandle.current().pid() + "\n", "", zdaemon("upgrade"));
        }
    }

    /** A stand-in for a manager of one program of another file, and the other way round. */
    @Behaviour(Paragraph.OTHER_FILES)
    @Test
    void managersOfOtherFilesAreRefused() throws Exception {
        String stranger = "Error: the daemon manager at socket '" + socket + "' runs one program, ['sleep', '7'], of another "
                + "configuration; stop it with its own file first\n";
        try (var manager = new ScriptedManager(socket, line -> line.equals("status")
                ? ScriptedManager.status(7, true, false, "['sleep', '7']") : ScriptedManager.unknown(line))) {
            for (String action : List.of("status", "start", "stop", "restart", "update", "foreground")) {
                assertRun(1, "", stranger, zdaemon(action));
            }
        }
        try (var manager = new ScriptedManager(socket, line ->
                "Several programs here: put @NAME in front of '" + line + "', or ask 'table'\n")) {
            for (String action : List.of("status", "start", "stop", "restart", "kill", "wait", "fg")) {
                assertRun(1, "", "Error: the daemon manager at socket '" + socket + "' runs several programs, and this "
                        + "configuration has one; use the file with a <manager> section that it was started with\n",
                        Captured.run("-p", "sleep 1", "-s", socket.toString(), action));
            }
        }
    }

    /** A running manager can be asked and stopped whatever the file says; nothing else is done. */
    @Behaviour(Paragraph.SITE_FAULTS)
    @Test
    void faultsDeafenNobody() throws Exception {
        write("<runner x>\nforever perhaps\n</runner>\n");
        String url = file.toUri().toString().replace("file:/", "file:///").replace("file://///", "file:///");
        String missing = "no values for 'program'; 1 required\n(line 12 in " + url + ")\n";
        String wrong = "not a valid boolean value: 'perhaps' (line 13, in " + url + ")\n";
        String errors = "Error: " + missing + "Error: " + wrong + HINT;
        for (String action : List.of("start", "status", "stop", "update", "foreground", "show", "restart")) {
            assertRun(2, "", errors, zdaemon(action));
        }
        try (var manager = manager(Map.of("table", TABLE, "order stop", told("db", "stopped", 0, "") + "end\n"))) {
            assertRun(0, "db: daemon process stopped\n", "warning: " + missing + "warning: " + wrong, zdaemon("stop"));
            assertRun(2, "", errors, zdaemon("start"));
            assertRun(2, "", errors, zdaemon("update"));
        }
        assertRun(2, "", "Error: " + missing + "Error: " + wrong + HINT, zdaemon("check"));
    }

    @Behaviour(Paragraph.SHOW_MANY)
    @Test
    void show() throws Exception {
        Captured one = zdaemon("show", "web.2");
        assertEquals(0, one.status());
        assertTrue(one.out().contains("program: sleep 102 ") && one.out().contains("# from line 8 of file:///"), one::out);
        assertRun(0, "web/program: sleep 10{instance}\n", "", zdaemon("show", "web/program"));
        assertTrue(zdaemon("show").out().contains("manager/socket-name: " + socket), "all");
        assertRun(0, "db\nweb\nweb.1\nweb.2\n", "", zdaemon("show", "--names"));
        assertRun(2, "", "Error: there is no option 'wbe/program'; did you mean 'web/program'?\n" + HINT,
                zdaemon("show", "wbe/program"));
        try (var manager = manager(Map.of("table", TABLE.replace("db", "old")))) {
            assertRun(0, "db\nweb\nweb.1\nweb.2\nold\n", "", zdaemon("show", "--names"));
        }
    }

    @Behaviour({Paragraph.SHOW_MANY, Paragraph.SITE_USERS})
    @Test
    void checkLooksForUsersAndFiles() throws IOException {
        assertRun(0, "no problems found\n", "", zdaemon("check"));
        write("<defaults>\nuser nosuchuser\n</defaults>\n<runner x>\nprogram nosuchprogram\n</runner>\n");
        Captured run = zdaemon("check");
        assertEquals(2, run.status());
        assertTrue(run.err().startsWith("Error: username 'nosuchuser' not found (line 13, in file:///"), run::err);
        assertTrue(run.err().contains("Error: x: can't find program 'nosuchprogram' on PATH"), run::err);
        assertEquals(1, run.err().split("nosuchuser", -1).length - 1, run::err);
        assertRun(2, "", run.err().lines().findFirst().orElseThrow() + "\n" + HINT, zdaemon("start"));
    }

    @Behaviour(Paragraph.PROMPT_MANY)
    @Test
    void anEditedPromptKnowsTheNames() throws Exception {
        try (var manager = manager(Map.of("table", TABLE, "exit", "Exiting now\n"))) {
            Captured run = Captured.runWithInput("stop x y --z\nquit\n", "-C", file.toString());
            assertTrue(run.out().startsWith("programs: db web\nNAME      STATE"), run::out);
            assertTrue(run.err().contains("Error: unknown option '--z'; the action is: stop [NAME...]"), run::err);
        }
    }

    @Behaviour(Paragraph.UPDATE)
    @Test
    void oneProgramKnowsNoUpdate() {
        assertRun(2, "", "Error: 'update' needs a file with a <manager> section; with one program 'restart' applies what has "
                + "changed\n" + HINT, Captured.run("-p", "sleep 1", "-s", socket.toString(), "update"));
    }
}
