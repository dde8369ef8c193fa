package zdaemon.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import zdaemon.Behaviour;
import zdaemon.Paragraph;
import zdaemon.e2e.Daemon;
import zdaemon.e2e.EndToEnd;
import zdaemon.e2e.Proc;

/** The interpreter at a terminal (behaviour §3). */
@EndToEnd
@Behaviour(Paragraph.TERMINAL)
class PromptIT {
    private static final String NOT_RUNNING = "daemon manager not running";

    private Daemon daemon;
    private Screen screen;

    @BeforeEach
    void open(Daemon fresh) {
        daemon = fresh.runs("sleep 1000", "hang-around on");
        screen = Screen.open(daemon);
    }

    @AfterEach
    void close() {
        if (screen != null) {
            screen.close();
        }
    }

    @Test
    @Behaviour({Paragraph.GREETING, Paragraph.END_OF_FILE, Paragraph.TERMINAL})
    void greetsAndLeavesAtEndOfFile() {
        screen.interpret();
        screen.shows("program: sleep 1000");
        screen.shows(NOT_RUNNING);
        screen.press("C-d");
        screen.leaves();
        assertEquals("status is 0", screen.exitStatus());
    }

    @Test
    @Behaviour({Paragraph.INTERPRETER_ACTIONS, Paragraph.TERMINAL})
    void startsAsksAndStops() {
        screen.interpret();
        String started = screen.enter("start");
        assertTrue(started.matches("[. \\n]*daemon process started, pid=\\d+"), started);
        String running = screen.enter("status");
        assertTrue(running.matches("program running; pid=\\d+"), running);
        screen.press("Enter");
        screen.until("the status once more", () -> screen.count(running) == 2);
        String stopped = screen.prompts().enter("stop");
        assertTrue(stopped.matches(Daemon.STOPPED.strip()), stopped);
        assertEquals(Daemon.IDLE.strip(), screen.enter("status"));
    }

    @Test
    @Behaviour({Paragraph.QUIT, Paragraph.TERMINAL})
    void quitTakesAnIdleManagerAlong() {
        daemon.start();
        Proc manager = daemon.manager();
        daemon.ask("stop").exits(0);
        screen.interpret();
        screen.type("quit");
        screen.press("Enter");
        screen.leaves();
        Daemon.gone(manager);
    }

    @Test
    void completesActionsSignalsAndFiles() throws IOException {
        Files.createDirectory(daemon.sandbox.path("logs"));
        daemon.sandbox.write("logs/messages.log", "one line\n");
        daemon.sandbox.write("logs/with space", "");
        screen.interpret();
        completes("sta", "\t", "zdaemon> sta");
        screen.showsLike("start +start the program in the background");
        screen.showsLike("status +say whether .*");
        clear();
        completes("reop", "\t", "zdaemon> reopen_transcript");
        clear();
        completes("kill us", "\t", "zdaemon> kill usr");
        screen.showsLike("usr1 +usr2");
        clear();
        completes("kill SIGW", "\t", "zdaemon> kill SIGWINCH");
        clear();
        completes("help fo", "\t", "zdaemon> help foreground");
        clear();
        completes("logtail lo", "\t", "zdaemon> logtail logs/");
        completes("m", "\t", "zdaemon> logtail logs/messages.log");
        clear();
        completes("!cat logs/w", "\t", "zdaemon> !cat logs/with\\ space");
        clear();
        completes("status -", "\t", "zdaemon> status -l");
        clear();
        completes("show hang", "\t", "zdaemon> show hang-around");
        clear();
        completes("reload --conf", "\t", "zdaemon> reload --configure");
    }

    private void completes(String typed, String tab, String line) {
        screen.type(typed + tab);
        screen.showsLike(Pattern.quote(line));
    }

    private void clear() {
        screen.press("C-c");
        screen.prompts();
    }

    @Test
    void historyOutlivesTheSession() throws IOException {
        screen.interpret();
        screen.enter("help status");
        screen.enter(" help stop");
        screen.press("C-d");
        screen.leaves();
        screen.interpret();
        screen.press("Up");
        screen.ends("zdaemon> help status");
        screen.press("Enter");
        screen.prompts();
        Path history = screen.stateFolder().resolve("zdaemon/history");
        assertEquals(List.of("help status", "help status"), Files.readAllLines(history));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(history)));
    }

    @Test
    void interruptGivesUpTheLine() {
        screen.interpret();
        screen.type("stop");
        screen.ends("zdaemon> stop");
        screen.press("C-c");
        screen.prompts();
        screen.shows("zdaemon> stop^C");
        assertEquals(NOT_RUNNING, screen.enter("status"));
    }

    @Test
    @Behaviour({Paragraph.INTERRUPTION, Paragraph.TERMINAL})
    void interruptEndsTheWaitingAlone() {
        screen.interpret();
        screen.enter("start");
        Proc program = daemon.programAfter(null);
        screen.type("wait");
        screen.press("Enter");
        screen.showsLike("\\. .*");
        screen.press("C-c");
        screen.prompts();
        assertEquals("program running; pid=" + program.pid(), screen.enter("status"));
        screen.type("logtail conf");
        screen.press("Enter");
        screen.shows("</eventlog>");
        screen.press("C-c");
        screen.prompts();
        assertEquals("program running; pid=" + program.pid(), screen.enter("status"));
        assertTrue(program.alive());
    }

    @Test
    void interruptEndsAProgramInTheForeground() {
        screen.interpret();
        Proc interpreter = screen.interpreter();
        screen.type("fg");
        screen.press("Enter");
        screen.until("the program", () -> screen.hasStarted(interpreter, "sleep 1000"));
        screen.press("C-c");
        screen.prompts();
        screen.type("shell sleep 2000");
        screen.press("Enter");
        screen.until("the command", () -> screen.hasStarted(interpreter, "sleep 2000"));
        screen.press("C-c");
        screen.prompts();
        assertTrue(interpreter.alive());
    }

    @Test
    @Behaviour({Paragraph.SHELL, Paragraph.TERMINAL})
    void shellCommandsAreTakenAsTyped() {
        screen.interpret();
        assertEquals("42", screen.enter("!echo $((6*7))"));
        assertEquals("a\\b!c", screen.enter("shell printf '%s\\n' 'a\\b!c'"));
        // Without a newline at its end, output is marked, and stays.
        assertEquals("half~", screen.enter("!printf half"));
    }

    @Test
    @Behaviour({Paragraph.RELOAD, Paragraph.TERMINAL})
    void reloads() {
        screen.interpret();
        assertEquals("Configuration reloaded from " + daemon.sandbox.path("conf"), screen.enter("reload"));
        daemon.sandbox.write("conf", "<runner>\n  program sleep 2000\n  prompt 100% sure>\n</runner>\n");
        screen.type("reload");
        screen.press("Enter");
        screen.ends("100% sure>");
        daemon.sandbox.write("conf", "<runner>\n");
        screen.type("reload");
        screen.press("Enter");
        screen.shows("Configuration not reloaded");
        screen.ends("100% sure>");
    }

    @Test
    void namesTheNearestAction() {
        screen.interpret();
        assertEquals("Error: unknown action 'statsu'; did you mean 'status'?", screen.enter("statsu"));
    }

    @Test
    void suspendsAndReturns() {
        screen.interpret();
        screen.type("sta");
        screen.ends("zdaemon> sta");
        screen.press("C-z");
        screen.leaves();
        // The shell has its terminal as it was: it shows what is typed.
        screen.type("stty -a | grep -o ' icanon' && fg");
        screen.press("Enter");
        screen.shows(" icanon");
        screen.ends("zdaemon> sta");
        screen.type("tus");
        screen.press("Enter");
        screen.prompts();
        screen.shows("zdaemon> status");
        screen.enter("start");
        screen.type("wait");
        screen.press("Enter");
        screen.showsLike("\\. .*");
        screen.press("C-z");
        screen.leaves();
        screen.type("fg");
        screen.press("Enter");
        screen.until("signs of life", () -> screen.lastLine().matches("(\\. ?)+"));
        screen.press("C-c");
        screen.prompts();
    }

    @Test
    void isNotSuspendedWhereNobodyCouldLetItGoOn() {
        screen.shell("exec " + Screen.command());
        screen.prompts();
        screen.type("sta");
        screen.ends("zdaemon> sta");
        screen.press("C-z");
        screen.type("tus");
        screen.press("Enter");
        screen.prompts();
        screen.shows("zdaemon> status");
    }

    @Test
    void leavesTheTerminalInOrderWhenEnded() {
        screen.interpret();
        screen.type("sta");
        screen.ends("zdaemon> sta");
        screen.interpreter().kill("TERM");
        screen.until("the shell's prompt", () -> screen.lastLine().endsWith("shell$"));
        screen.type("echo status is $?, $(stty -a | grep -o ' icanon')");
        screen.press("Enter");
        screen.shows("status is 143, icanon");
    }

    @Test
    void aPasteIsDoneLineByLineAfterEnter() {
        screen.interpret();
        screen.paste("help status\nshow prompt");
        screen.ends("show prompt");
        screen.press("Enter");
        screen.prompts();
        screen.shows("zdaemon> show prompt");
        screen.showsLike("prompt: zdaemon>.*");
    }

    @Test
    void followsTheWindowsSize() {
        screen.interpret();
        String long1 = "!echo " + "0123456789".repeat(8);
        screen.type(long1);
        screen.ends("zdaemon> " + long1);
        screen.resize(60, 20);
        screen.until("two lines", () -> !screen.lastLine().startsWith(Screen.PROMPT));
        screen.type(" end");
        screen.until("the end", () -> screen.lastLine().endsWith("789 end"));
        screen.press("Enter");
        screen.prompts();
        screen.shows("0123456789".repeat(8).substring(60) + " end");
    }

    @Test
    void aTerminalThatCannotEditHasPlainLines() {
        screen.shell("TERM=dumb " + Screen.command());
        screen.prompts();
        screen.type("sta");
        screen.press("C-c");
        screen.shows("zdaemon> sta^C");
        assertEquals(NOT_RUNNING, screen.prompts().enter("status"));
        screen.press("C-d");
        screen.leaves();
        assertEquals("status is 0", screen.exitStatus());
    }

    @Test
    @Behaviour(Paragraph.PIPE)
    void noOutputForPeopleThroughAPipe() {
        screen.shell(Screen.command() + " | cat");
        screen.prompts();
        assertEquals(NOT_RUNNING, screen.enter("status"));
        screen.press("C-d");
        screen.leaves();
    }

    @Test
    void theEditorNeedsNeitherThreadsNorItsNativeLibrary() throws IOException {
        screen.interpret();
        screen.enter("start");
        screen.enter("!true");
        Path process = Path.of("/proc", Long.toString(screen.interpreter().pid()));
        assertFalse(Files.readString(process.resolve("maps")).contains("jlinenative"));
        try (Stream<Path> tasks = Files.list(process.resolve("task"))) {
            // The editor names its threads after the terminal.
            for (Path task : tasks.toList()) {
                String name = Files.readString(task.resolve("comm"));
                assertFalse(name.contains("zdaemon") || name.contains("JLine"), name);
            }
        }
    }
}
