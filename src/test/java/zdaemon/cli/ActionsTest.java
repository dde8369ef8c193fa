package zdaemon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
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
import zdaemon.posix.Pid;
import zdaemon.process.ProcessIdentity;
import zdaemon.program.FilesBeside;
import zdaemon.protocol.Legacy;

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
            case "await start" -> modern ? "Usage: await up [PID] | down | stop [PID]\n" : ScriptedManager.unknown(line);
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
            default -> {
                assertTrue(line.startsWith("apply "), line);
                yield ScriptedManager.unknown(line);
            }
        })) {
            assertRun(0, (modern ? "" : ". . ") + "\ndaemon process restarted, pid=88\n", "", zdaemon("restart"));
        }
    }

    @Test
    @Behaviour(Paragraph.RESTART)
    void restartOfAProgramThatComesUpNoMore() throws Exception {
        try (var manager = new ScriptedManager(socket, line -> switch (line) {
            case "status" -> running(77);
            default -> {
                assertTrue(line.startsWith("apply "), line);
                yield ScriptedManager.EXIT;
            }
        })) {
            assertRun(1, "\ndaemon manager not running\n", "", zdaemon("restart"));
        }
    }

    @Test
    @Behaviour({Paragraph.START_TIMEOUT, Paragraph.PROGRESS})
    void programThatTakesTooLong() throws Exception {
        try (var manager = new ScriptedManager(socket, line -> switch (line) {
            case "status" -> stopped();
            case "await start" -> ScriptedManager.SILENCE;
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
            assertRun(0, "daemon process already running; pid=7\n", "", zdaemon("start", "300"));
        }
    }

    @Test
    @Behaviour(Paragraph.LATE_OPTIONS)
    void optionsGoBeforeTheAction() {
        String error = "Error: options go before the action: '-C' comes after 'stop'\nFor help, use zdaemon -h\n";
        assertRun(2, "", error, zdaemon("stop", "-C", "x.conf"));
        for (String action : List.of("status", "restart", "kill", "wait", "logtail", "upgrade")) {
            assertTrue(zdaemon(action, "--socket-name=x").err().startsWith("Error: options go before the action: "), action);
        }
        assertRun(0, "daemon process not running\n", "", zdaemon("kill", "-TERM"));
        assertRun(0, "daemon process not running\n", "", zdaemon("kill", "-9"));
    }

    @Test
    @Behaviour(Paragraph.EMPTY_WORDS)
    void emptyWordsAreDropped() {
        assertRun(3, "daemon manager not running\n", "", zdaemon("status", ""));
        assertRun(3, "daemon manager not running\n", "", zdaemon("", "status"));
        assertRun(0, "daemon process not running\n", "", zdaemon("kill", "", ""));
        assertEquals("program: sleep 100\ndaemon manager not running\n", zdaemon("", "").out());
    }

    @Test
    @Behaviour({Paragraph.STOP, Paragraph.RESTART})
    void wordsAfterStopAndRestartAreIgnoredWithAWarning() throws Exception {
        String warning = "warning: 'stop' takes no arguments; ignored: now please\n";
        assertRun(0, "daemon manager not running\n", warning, zdaemon("stop", "now", "please"));
        try (var manager = new ScriptedManager(socket, line -> line.equals("status") ? running(77) : running(78))) {
            assertRun(0, "\ndaemon process restarted, pid=78\n",
                    "warning: 'restart' takes no arguments; ignored: now\n", zdaemon("restart", "now"));
        }
    }

    @Test
    @Behaviour(Paragraph.ALWAYS_ASKED)
    void aFaultyFileDoesNotDeafenTheTool() throws Exception {
        Path file = Files.writeString(folder.resolve("conf"), "<runner>\n  program sleep 100\n  socket-name " + socket
                + "\n  backoff-limit ten\n  bogus x\n</runner>\n");
        Captured without = Captured.run("-C", file.toString(), "status");
        assertEquals(2, without.status());
        assertTrue(without.err().startsWith("Error: "), without.err());
        try (var manager = new ScriptedManager(socket, line -> switch (line) {
            case "status" -> running(77);
            case "kill 1" -> "Signal 1 sent\n";
            case "await stop" -> ScriptedManager.status(0, false, false, SLEEP);
            case "await restart" -> running(78);
            case "reopen_transcript" -> "";
            default -> throw new AssertionError(line);
        })) {
            assertFaulty(file, "program running; pid=77\n", "status");
            assertFaulty(file, "kill(77, 1)\nsignal SIGHUP sent to process 77\n", "kill", "hup");
            assertFaulty(file, "", "reopen_transcript");
            assertFaulty(file, "\ndaemon process restarted, pid=78\n", "restart");
            assertFaulty(file, "\ndaemon process stopped\n", "stop");
            assertEquals(2, Captured.run("-C", file.toString(), "start").status());
        }
    }

    private static void assertFaulty(Path file, String out, String... action) {
        String[] words = new String[action.length + 2];
        words[0] = "-C";
        words[1] = file.toString();
        System.arraycopy(action, 0, words, 2, action.length);
        Captured run = Captured.run(words);
        assertEquals(0, run.status(), run::toString);
        assertEquals(out, run.out());
        assertTrue(run.err().startsWith("warning: ") && run.err().contains("\nwarning: 'bogus' is not a known key name"),
                run.err());
    }

    @ParameterizedTest
    @Behaviour({Paragraph.ALWAYS_ASKED, Paragraph.USER})
    @ValueSource(strings = {"user no-such-user", "user 4294967294", "usr x\n  user no-such-user"})
    void aUserWhoHasBeenDeletedDoesNotDeafenTheTool(String lines) throws Exception {
        Path file = Files.writeString(folder.resolve("conf"),
                "<runner>\n  program sleep 100\n  socket-name " + socket + "\n  " + lines + "\n</runner>\n");
        Captured without = Captured.run("-C", file.toString(), "stop");
        assertEquals(2, without.status(), without::toString);
        try (var manager = new ScriptedManager(socket, line -> switch (line) {
            case "status" -> running(77);
            case "await stop" -> ScriptedManager.status(0, false, false, SLEEP);
            default -> throw new AssertionError(line);
        })) {
            Captured status = Captured.run("-C", file.toString(), "status");
            assertEquals("program running; pid=77\n", status.out(), status::toString);
            assertEquals(0, status.status());
            assertTrue(status.err().contains("warning: u") && status.err().contains("' not found (line "), status.err());
            assertEquals(0, Captured.run("-C", file.toString(), "stop").status());
            assertEquals(2, Captured.run("-C", file.toString(), "start").status());
            assertEquals(2, Captured.run("-C", file.toString(), "-u", "no-such-either", "stop").status());
        }
    }

    /** Whose default socket may be another program's. */
    @ParameterizedTest
    @Behaviour(Paragraph.ALWAYS_ASKED)
    @ValueSource(strings = {"soket-name x", "socket-name no/such/folder/s", "</runner"})
    void aFileThatMayMeanAnotherSocketIsAnError(String line) throws Exception {
        Path file = Files.writeString(folder.resolve("conf"), "<runner>\n  program sleep 100\n  " + line + "\n</runner>\n");
        Captured run = Captured.run("-C", file.toString(), "stop");
        assertEquals(2, run.status(), run::toString);
        assertEquals(2, Captured.run("-C", file + "x", "stop").status());
    }

    @Test
    @Behaviour(Paragraph.LOST_NAME)
    void aManagerWhoseSocketIsGone() throws Exception {
        int self = (int) ProcessHandle.current().pid();
        String identity = ProcessIdentity.of(new Pid(self)).orElseThrow().text();
        Path state = Path.of(FilesBeside.in(folder + "/.zdsock").state());
        Files.createFile(state, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(state, new Legacy(identity, identity, OptionalLong.of(1), 0, true, Optional.empty(), "/", "")
                .encode());
        String error = "Error: the daemon manager (process " + self + ") is alive, but its socket is gone\n";
        for (String action : List.of("start", "stop", "restart", "kill", "wait", "fg", "reopen_transcript", "logreopen",
                "upgrade")) {
            assertRun(1, "", error, zdaemon(action));
        }
        assertRun(3, "", error, zdaemon("status"));
    }

    @Test
    @Behaviour({Paragraph.KILL, Paragraph.REOPEN_TRANSCRIPT})
    void onlyAnAcknowledgedOrderCounts() throws Exception {
        AtomicInteger kills = new AtomicInteger();
        AtomicInteger managers = new AtomicInteger(1);
        AtomicInteger reopened = new AtomicInteger();
        try (var manager = new ScriptedManager(socket, line -> switch (line) {
            case "status" -> running(77).replace("manager=4242", "manager=" + managers.get());
            case "kill 15" -> kills.getAndIncrement() == 0 ? ScriptedManager.CLOSE : "Signal 15 sent\n";
            case "reopen_transcript" -> {
                managers.compareAndSet(1, 2);
                reopened.incrementAndGet();
                yield ScriptedManager.CLOSE;
            }
            default -> throw new AssertionError(line);
        })) {
            assertRun(0, "kill(77, 15)\nsignal SIGTERM sent to process 77\n", "", zdaemon("kill"));
            assertRun(0, "", "", zdaemon("reopen_transcript"));
            assertEquals(2, reopened.get());
        }
    }

    @Test
    @Behaviour({Paragraph.WAIT, Paragraph.FOREGROUND, Paragraph.STATUS})
    void inABackoffDelayThereIsNoProcess() throws Exception {
        try (var manager = new ScriptedManager(socket, line -> {
            assertEquals("status", line);
            return ScriptedManager.status(0, true, false, SLEEP).replace("delay=0", "delay=1700000003.0")
                    .replace("backoff=0", "backoff=3");
        })) {
            assertRun(0, "\ndaemon process stopped\ndaemon manager running; daemon process not running\n", "",
                    zdaemon("wait"));
            assertRun(2, "", "Error: fg needs a process of its own: run the command zdaemon\n"
                    + "For help, use zdaemon -h\n", zdaemon("fg"));
            assertRun(0, "daemon manager running; daemon process not running\n", "delayed: the program has ended quickly "
                    + "3 times in a row, and is started again in 3 s\n", zdaemon("status"));
            assertEquals("", zdaemon("status", "-l").err());
        }
    }

    @Test
    @Behaviour(Paragraph.STATUS)
    void aStatusSaysWhatIsUnderWay() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        try (var manager = new ScriptedManager(socket, line -> asked.getAndIncrement() == 0
                ? ScriptedManager.status(7, true, true, SLEEP)
                : ScriptedManager.status(7, false, false, SLEEP).replace("delay=0", "delay=1700000300.0"))) {
            assertRun(0, "program running; pid=7\n", "testing: the start test has not succeeded yet\n", zdaemon("status"));
            assertRun(0, "program running; pid=7\n", "stopping: the program was told to end, and is killed in 300 s\n",
                    zdaemon("status"));
        }
    }

    @Test
    @Behaviour(Paragraph.RESTART_CHANGED)
    void aRestartSaysWhatHasChanged() throws Exception {
        try (var manager = new ScriptedManager(socket, line -> line.equals("status") ? running(77)
                : running(78) + "applied=['environment', 'umask']\n")) {
            assertRun(0, "\ndaemon process restarted, pid=78\n", "the configuration has changed since the start, and is now "
                    + "in force: environment, umask\n", zdaemon("restart"));
        }
    }

    @Test
    @Behaviour(Paragraph.PIPE)
    void whatIsNoListOfActionsIsNotReadToItsEnd() {
        String binary = "\u001b]0;x\u0007\n\u0000\u0001\n\u009b31m\nabc\u007f\n!touch /tmp/never\n";
        Captured run = Captured.runWithInput(binary, "-p", "x", "-s", socket.toString());
        assertEquals(1, run.status());
        assertTrue(run.err().endsWith("Error: so many lines without an action: standard input is no list of actions\n"),
                run.err());
        assertTrue(run.err().chars().allMatch(c -> c == '\n' || c >= ' ' && c < 0x7f), run.err());
        Captured endless = Captured.runWithInput("x".repeat(200_000), "-p", "x", "-s", socket.toString());
        assertEquals(1, endless.status());
        assertTrue(endless.err().contains("a line of more than 100000 bytes is no action"), endless.err());
    }

    @Test
    @Behaviour(Paragraph.QUIT)
    void exitIsQuit() {
        assertRun(0, "program: x\ndaemon manager not running\n", "",
                Captured.runWithInput("exit\nstatus\n", "-p", "x", "-s", socket.toString()));
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
            assertTrue(run.err().startsWith("Error: unknown action 'bogus'; 'help' lists the actions"), run.err());
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
