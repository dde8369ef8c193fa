package zdaemon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zdaemon.Behaviour;
import zdaemon.Paragraph;
import zdaemon.client.ScriptedManager;

/** Each action's texts and exit statuses (behaviour §2), against a stand-in for the manager. */
@Timeout(60)
@SuppressWarnings("try") // Stand-ins are there to be connected to, not to be named.
class ActionsTest {
    private static final String SLEEP = "['sleep', '100']";

    @TempDir
    Path folder;
    private Path socket;

    @BeforeEach
    void chooseSocket() {
        socket = folder.resolve("zdsock");
    }

    private Captured zdaemon(String... action) {
        String[] words = new String[action.length + 4];
        words[0] = "-p";
        words[1] = "sleep 100";
        words[2] = "-s";
        words[3] = socket.toString();
        System.arraycopy(action, 0, words, 4, action.length);
        return Captured.run(words);
    }

    private static String running(int pid) {
        return ScriptedManager.status(pid, true, false, SLEEP);
    }

    private static String stopped() {
        return ScriptedManager.status(0, false, false, SLEEP);
    }

    private static void assertRun(int status, String out, String err, Captured run) {
        assertEquals(new Captured(status, out, err), run);
    }

    @Test
    @Behaviour({Paragraph.STATUS, Paragraph.STATUS_LONG, Paragraph.STOP, Paragraph.KILL, Paragraph.WAIT,
        Paragraph.REOPEN_TRANSCRIPT, Paragraph.LOGREOPEN, Paragraph.LOGTAIL})
    void withoutAManager() {
        assertRun(3, "daemon manager not running\n", "", zdaemon("status"));
        assertRun(3, "daemon manager not running\n", "", zdaemon("status", "-l"));
        assertRun(0, "daemon manager not running\n", "", zdaemon("stop"));
        assertRun(0, "daemon process not running\n", "", zdaemon("kill"));
        assertRun(0, "invalid signal 'ded'\n", "", zdaemon("kill", "ded"));
        assertRun(0, "\ndaemon process stopped\ndaemon manager not running\n", "", zdaemon("wait"));
        assertRun(0, "daemon manager not running\n", "", zdaemon("reopen_transcript"));
        assertRun(0, "daemon manager not running\ndaemon process not running\n", "", zdaemon("logreopen"));
        assertRun(0, "No default log file specified; use logtail <logfile>\n", "", zdaemon("logtail"));
        assertRun(1, "status argument must be absent or -l\n", "", zdaemon("status", "x"));
        assertRun(1, "status argument must be absent or -l\n", "", zdaemon("status", "-l", "x"));
        assertTrue(Files.notExists(socket));
    }

    @Test
    @Behaviour(Paragraph.STATUS)
    void staleSocketIsNoManager() throws Exception {
        Files.createFile(socket);
        assertRun(3, "daemon manager not running\n", "", zdaemon("status"));
    }

    @Test
    @Behaviour({Paragraph.STATUS, Paragraph.STATUS_LONG, Paragraph.START, Paragraph.FOREGROUND, Paragraph.KILL,
        Paragraph.REOPEN_TRANSCRIPT, Paragraph.LOGREOPEN, Paragraph.SIGNAL_NAMES})
    void withARunningProgram() throws Exception {
        try (var manager = new ScriptedManager(socket, line -> switch (line) {
            case "status" -> running(77);
            case "kill 15" -> "Signal 15 sent\n";
            case "kill 12" -> "Signal 12 sent\n";
            case "kill 9" -> "Kill 9 failed: [Errno 1] Operation not permitted\n";
            case "kill 1" -> "Application not running\n";
            case "reopen_transcript" -> "";
            default -> throw new AssertionError(line);
        })) {
            assertRun(0, "program running; pid=77\n", "", zdaemon("status"));
            assertRun(0, "program running; pid=77\n" + running(77), "", zdaemon("status", "-l"));
            assertRun(0, "daemon process already running; pid=77\n", "", zdaemon("start"));
            assertRun(0, "To run the program in the foreground, please stop it first.\n", "", zdaemon("fg"));
            assertRun(0, "kill(77, 15)\nsignal SIGTERM sent to process 77\n", "", zdaemon("kill"));
            assertRun(0, "kill(77, 12)\nsignal SIGUSR2 sent to process 77\n", "", zdaemon("kill", "usr2"));
            assertRun(1, "kill(77, 9)\n", "Error: Kill 9 failed: [Errno 1] Operation not permitted\n",
                    zdaemon("kill", "SIGKILL"));
            assertRun(0, "kill(77, 1)\ndaemon process not running\n", "", zdaemon("kill", "1"));
            assertRun(0, "", "", zdaemon("reopen_transcript"));
            assertRun(0, "kill(77, 12)\nsignal SIGUSR2 sent to process 77\n", "", zdaemon("logreopen"));
            assertTrue(manager.requests().contains("reopen_transcript"));
        }
    }

    @Test
    @Behaviour({Paragraph.STATUS, Paragraph.STOP, Paragraph.KILL, Paragraph.WAIT})
    void withAManagerThatHangsAround() throws Exception {
        try (var manager = new ScriptedManager(socket, line -> switch (line) {
            case "status", "await down" -> stopped();
            default -> throw new AssertionError(line);
        })) {
            assertRun(0, "daemon manager running; daemon process not running\n", "", zdaemon("status"));
            assertRun(0, "daemon process not running\n", "", zdaemon("stop"));
            assertRun(0, "daemon process not running\n", "", zdaemon("kill"));
            assertRun(0, "\ndaemon process stopped\ndaemon manager running; daemon process not running\n", "",
                    zdaemon("wait"));
        }
    }

    @ParameterizedTest
    @Behaviour({Paragraph.STOP, Paragraph.PROGRESS, Paragraph.OLD_MANAGERS})
    @ValueSource(booleans = {true, false})
    void stopWaitsUntilTheManagerIsGone(boolean modern) throws Exception {
        AtomicInteger looks = new AtomicInteger();
        try (var manager = new ScriptedManager(socket, line -> switch (line) {
            case "status" -> looks.getAndIncrement() < 2 ? running(77) : ScriptedManager.EXIT;
            case "await stop" -> modern ? ScriptedManager.EXIT : ScriptedManager.unknown(line);
            case "stop" -> "Sent SIGTERM\n";
            default -> throw new AssertionError(line);
        })) {
            Captured run = zdaemon("stop");
            assertRun(0, modern ? "\ndaemon process stopped\n" : ". \ndaemon process stopped\n", "", run);
            assertEquals(modern ? "await stop" : "stop", manager.requests().get(modern ? 1 : 2));
        }
    }

    @Test
    @Behaviour(Paragraph.STOP)
    void stopEndsABackoffDelay() throws Exception {
        try (var manager = new ScriptedManager(socket, line -> switch (line) {
            case "status" -> ScriptedManager.status(0, true, false, SLEEP);
            case "await stop" -> ScriptedManager.EXIT;
            default -> throw new AssertionError(line);
        })) {
            assertRun(0, "\ndaemon process stopped\n", "", zdaemon("stop"));
        }
    }

    @ParameterizedTest
    @Behaviour({Paragraph.START, Paragraph.PROGRESS, Paragraph.OLD_MANAGERS})
    @ValueSource(booleans = {true, false})
    void startWithAManagerThatHangsAround(boolean modern) throws Exception {
        AtomicInteger looks = new AtomicInteger();
        try (var manager = new ScriptedManager(socket, line -> switch (line) {
            case "status" -> switch (looks.getAndIncrement()) {
                case 0 -> stopped();
                case 1 -> ScriptedManager.status(88, true, true, SLEEP);
                default -> running(88);
            };
            case "start" -> "Application started\n";
            case "await up" -> modern ? running(88) : ScriptedManager.unknown(line);
            default -> throw new AssertionError(line);
        })) {
            assertRun(0, modern ? "\ndaemon process started, pid=88\n" : ". \ndaemon process started, pid=88\n", "",
                    zdaemon("start"));
        }
    }

    @ParameterizedTest
    @Behaviour({Paragraph.RESTART, Paragraph.PROGRESS, Paragraph.OLD_MANAGERS})
    @ValueSource(booleans = {true, false})
    void restart(boolean modern) throws Exception {
        AtomicInteger looks = new AtomicInteger();
        try (var manager = new ScriptedManager(socket, line -> switch (line) {
            case "status" -> switch (looks.getAndIncrement()) {
                case 0, 1 -> running(77);
                case 2 -> ScriptedManager.status(0, true, false, SLEEP);
                default -> running(88);
            };
            case "await restart" -> modern ? running(88) : ScriptedManager.unknown(line);
            case "restart" -> "Sent SIGTERM; will restart later\n";
            default -> throw new AssertionError(line);
        })) {
            assertRun(0, (modern ? "" : ". . ") + "\ndaemon process restarted, pid=88\n", "", zdaemon("restart"));
        }
    }

    @Test
    @Behaviour(Paragraph.RESTART)
    void restartOfAProgramThatComesUpNoMore() throws Exception {
        try (var manager = new ScriptedManager(socket, line -> switch (line) {
            case "status" -> running(77);
            case "await restart" -> ScriptedManager.EXIT;
            default -> throw new AssertionError(line);
        })) {
            assertRun(1, "\ndaemon manager not running\n", "", zdaemon("restart"));
        }
    }

    @Test
    @Behaviour({Paragraph.START_TIMEOUT, Paragraph.PROGRESS})
    void programThatTakesTooLong() throws Exception {
        try (var manager = new ScriptedManager(socket, line -> switch (line) {
            case "status" -> stopped();
            case "start" -> "Application started\n";
            case "await up" -> ScriptedManager.SILENCE;
            default -> throw new AssertionError(line);
        })) {
            Captured run = Captured.run("-p", "sleep 100", "-s", socket.toString(), "-T", "2", "start");
            assertEquals(1, run.status());
            assertTrue(run.out().matches("(\\. ){1,2}\nProgram took too long to start\n"), run.out());
        }
    }

    @Test
    @Behaviour(Paragraph.EXIT_STATUSES)
    void managerThatDoesNotAnswer() throws Exception {
        try (var manager = new ScriptedManager(socket, line -> ScriptedManager.SILENCE)) {
            Captured run = zdaemon("status");
            assertRun(1, "", "Error: the daemon manager at socket '" + socket
                    + "' did not answer within 10 seconds; it may be stopped or overloaded\n", run);
        }
    }

    @Test
    @Behaviour(Paragraph.EXIT_STATUSES)
    void somebodyElseAtTheSocket() throws Exception {
        try (var manager = new ScriptedManager(socket, line -> "HTTP/1.1 400 Bad Request\n")) {
            Captured run = zdaemon("status");
            assertEquals(1, run.status());
            assertTrue(run.err().startsWith("Error: the answer from socket '" + socket + "' is not a daemon manager's"),
                    run.err());
        }
    }

    @Test
    @Behaviour(Paragraph.DIFFERENT_PROGRAM)
    void anotherProgramIsWarnedOfFirst() throws Exception {
        try (var manager = new ScriptedManager(socket,
                line -> ScriptedManager.status(7, true, false, "['cat', \"it's\"]"))) {
            assertRun(0, """
                    WARNING! zdrun is managing a different program!
                    our program   = ['sleep', '100']
                    daemon's args = ['cat', "it's"]
                    program running; pid=7
                    """, "", zdaemon("status"));
        }
    }

    @Test
    @Behaviour({Paragraph.DIFFERENT_PROGRAM, Paragraph.ARGUMENTS})
    void argumentsOfStartMakeNoOtherProgram() throws Exception {
        try (var manager = new ScriptedManager(socket,
                line -> ScriptedManager.status(7, true, false, "['sleep', '100', '200']"))) {
            assertRun(0, "program running; pid=7\n", "", zdaemon("status"));
            assertRun(0, "daemon process already running; pid=7\n", "", zdaemon("start", "200"));
            assertTrue(zdaemon("start", "300").out().startsWith("WARNING!"));
        }
    }

    @Test
    @Behaviour({Paragraph.INTERPRETER_ACTIONS, Paragraph.EMPTY_LINE, Paragraph.PIPE, Paragraph.GREETING})
    void interpreterReadsLines() throws Exception {
        try (var manager = new ScriptedManager(socket, line -> switch (line) {
            case "status" -> running(77);
            case "kill 1" -> "Signal 1 sent\n";
            default -> throw new AssertionError(line);
        })) {
            Captured run = Captured.runWithInput("\nkill hup\nbogus\nstatus extra\nquit\nstatus\n",
                    "-p", "sleep 100", "-s", socket.toString());
            assertEquals("program: sleep 100\nprogram running; pid=77\nprogram running; pid=77\n"
                    + "kill(77, 1)\nsignal SIGHUP sent to process 77\n"
                    + "status argument must be absent or -l\n", run.out());
            assertTrue(run.err().startsWith("Error: unknown action 'bogus'; did you mean '"), run.err());
            assertEquals(0, run.status());
        }
    }

    @Test
    @Behaviour(Paragraph.QUIT)
    void quitStopsAManagerWithoutAProgram() throws Exception {
        try (var manager = new ScriptedManager(socket, line -> switch (line) {
            case "status" -> stopped();
            case "exit" -> "Exiting now\n";
            default -> throw new AssertionError(line);
        })) {
            Captured run = Captured.runWithInput("quit\n", "-p", "sleep 100", "-s", socket.toString());
            assertEquals(0, run.status());
            assertEquals(List.of("status", "status", "exit"), manager.requests());
        }
    }

    @Test
    @Behaviour(Paragraph.RELOAD)
    void interpreterReloads() throws Exception {
        Path file = folder.resolve("conf");
        Files.writeString(file, "<runner>\n program sleep 1\n socket-name " + socket + "\n</runner>\n");
        Captured run = Captured.runWithInput("reload\nshow program\nreload -p x\nshow program\nreload -Q\nreload x\n",
                "-C", file.toString());
        assertEquals("program: sleep 1\ndaemon manager not running\nConfiguration reloaded from " + file
                + "\nprogram: sleep 1\nConfiguration reloaded from the command line options\nprogram: x\n"
                + "Configuration not reloaded\nConfiguration not reloaded\n", run.out());
        assertEquals("Error: option -Q not recognized\nError: reload takes options only, not 'x'\n", run.err());
    }

    @Test
    @Behaviour(Paragraph.NO_ACTION)
    void interactiveWithAnActionRunsItFirst() {
        Captured run = Captured.runWithInput("", "-i", "-p", "sleep 100", "-s", socket.toString(), "kill");
        assertRun(0, "daemon process not running\nprogram: sleep 100\ndaemon manager not running\n", "", run);
    }
}
