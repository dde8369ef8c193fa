package zdaemon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import zdaemon.Behaviour;
import zdaemon.Paragraph;
import zdaemon.posix.Credentials;

/** The whole command with its own manager and real programs. */
@Timeout(180)
class WholeCommandTest {
    private static final String HELP = "For help, use zdaemon -h\n";

    @TempDir
    Path folder;

    @AfterEach
    void leaveNothingBehind() throws Exception {
        for (String socket : List.of("zdsock", "run/zdsock")) {
            if (Files.exists(folder.resolve(socket))) {
                Captured stop = Processes.run(folder, "-p", "sleep 1000", "-s", socket, "stop");
                assertEquals(0, stop.status(), stop::toString);
                await(() -> !Files.exists(folder.resolve(socket)), "the socket is still there");
            }
        }
    }

    private Captured zdaemon(String... words) throws Exception {
        return Processes.run(folder, words);
    }

    /** The signs of life depend on how busy the machine is. */
    private static Captured withoutDots(Captured run) {
        return new Captured(run.status(), run.out().replaceAll("(?m)^(\\. )+$", ""), run.err());
    }

    private static int pid(String expected, Captured run) {
        Matcher matcher = Pattern.compile(expected).matcher(withoutDots(run).out());
        assertTrue(matcher.matches(), run::toString);
        assertEquals(0, run.status(), run::toString);
        return Integer.parseInt(matcher.group(1));
    }

    private static boolean isAlive(int pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    @Test
    @Behaviour({Paragraph.START, Paragraph.STOP, Paragraph.RESTART, Paragraph.STATUS, Paragraph.KILL})
    void aProgramsLife() throws Exception {
        String[] p = {"-p", "sleep 1000"};
        int pid = pid("\ndaemon process started, pid=(\\d+)\n", zdaemon(p[0], p[1], "start"));
        assertTrue(isAlive(pid));
        assertEquals(pid, pid("program running; pid=(\\d+)\n", zdaemon(p[0], p[1], "status")));
        assertEquals(pid, pid("daemon process already running; pid=(\\d+)\n", zdaemon(p[0], p[1], "start")));
        int next = pid("\ndaemon process restarted, pid=(\\d+)\n", zdaemon(p[0], p[1], "restart"));
        assertTrue(next != pid && !isAlive(pid));
        assertEquals(new Captured(0, "kill(" + next + ", 19)\nsignal SIGSTOP sent to process " + next + "\n", ""),
                zdaemon(p[0], p[1], "kill", "stop"));
        zdaemon(p[0], p[1], "kill", "18");
        assertEquals(0, zdaemon(p[0], p[1], "stop").status());
        assertFalse(isAlive(next));
        assertEquals(new Captured(3, "daemon manager not running\n", ""), zdaemon(p[0], p[1], "status"));
    }

    @Test
    @Behaviour(Paragraph.ARGUMENTS)
    void startAddsArguments() throws Exception {
        pid("\ndaemon process started, pid=(\\d+)\n", zdaemon("-p", "sleep", "start", "1000"));
        Captured status = zdaemon("-p", "sleep", "status", "-l");
        assertTrue(status.out().endsWith("args=['sleep', '1000']\n"), status::toString);
        assertFalse(status.out().contains("WARNING"), status::toString);
    }

    @Test
    @Behaviour({Paragraph.START_FAILS, Paragraph.LOOKUP})
    void startThatCannotSucceed() throws Exception {
        Captured run = zdaemon("-p", "./no-such-program", "start");
        assertEquals(new Captured(1, "\ndaemon manager not running\n",
                "Error: can't stat program './no-such-program'\n"), withoutDots(run));
    }

    @Test
    @Behaviour(Paragraph.START_FAILS)
    void aFailedStartShowsLastWords() throws Exception {
        script("dies", "echo what went wrong; exit 3");
        Files.writeString(folder.resolve("conf"), "<runner>\n program ./dies\n transcript log\n backoff-limit 1\n"
                + " start-test-program false\n</runner>\n");
        Files.writeString(folder.resolve("log"), "of another day\n");
        Captured run = zdaemon("-C", "conf", "start");
        assertEquals(1, run.status(), run::toString);
        assertTrue(run.out().endsWith("\ndaemon manager not running\n"), run::toString);
        assertTrue(run.err().contains("what went wrong\n"), run::toString);
        assertFalse(run.err().contains("of another day"), run::toString);
    }

    @Test
    @Behaviour(Paragraph.START_TIMEOUT)
    void aStartThatTakesTooLongLeavesTheProgram() throws Exception {
        Files.writeString(folder.resolve("conf"),
                "<runner>\n program sleep 1000\n start-timeout 1\n start-test-program false\n</runner>\n");
        Captured run = zdaemon("-C", "conf", "start");
        assertEquals(1, run.status(), run::toString);
        assertEquals("\nProgram took too long to start\n", withoutDots(run).out());
        assertEquals(0, zdaemon("-C", "conf", "status").status());
    }

    @Test
    @Behaviour(Paragraph.SOCKET)
    void racingStartsAgree() throws Exception {
        List<Process> starts = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            starts.add(Processes.start(folder, "race" + i, "", "-p", "sleep 1000", "start"));
        }
        List<Integer> pids = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            pids.add(pid("(?s).*daemon process (?:started,|already running;) pid=(\\d+)\n",
                    Processes.finish(folder, "race" + i, starts.get(i))));
        }
        assertEquals(1, pids.stream().distinct().count(), pids::toString);
    }

    @Test
    @Behaviour({Paragraph.FOREGROUND, Paragraph.ARGUMENTS})
    void foregroundIsTheProgram() throws Exception {
        script("show", "echo \"$@ $FOO\"; cat; exit 7");
        Files.writeString(folder.resolve("conf"),
                "<runner>\n program ./show a\n</runner>\n<environment>\n FOO bar\n</environment>\n");
        assertEquals(new Captured(7, "./show a -b\na -b bar\ninput\n", ""),
                Processes.runWithInput(folder, "input\n", "-C", "conf", "fg", "-b"));
        script("die", "kill -TERM $$");
        assertEquals(143, zdaemon("-p", "./die", "foreground").status());
        assertEquals(new Captured(2, "", "Error: can't stat program './nope'\n" + HELP), zdaemon("-p", "./nope", "fg"));
    }

    @Test
    @Behaviour(Paragraph.DAEMON_OFF)
    void daemonOffKeepsTheTerminal() throws Exception {
        script("show", "cat; echo done; exit 2");
        Files.writeString(folder.resolve("conf"), "<runner>\n program ./show\n daemon off\n</runner>\n");
        Captured run = Processes.runWithInput(folder, "input\n", "-C", "conf", "start");
        assertEquals("input\ndone\n", run.out());
        assertEquals(2, run.status());
    }

    @Test
    @Behaviour({Paragraph.INTERPRETER_ACTIONS, Paragraph.SHELL})
    void interpreterWithRealPrograms() throws Exception {
        Files.writeString(folder.resolve("conf"), "<runner>\n program sleep 0.1\n start-seconds 0\n</runner>\n");
        Captured run = Processes.runWithInput(folder, "start\n!echo $((1+1))\nshell  exit 3\nstop\nfg\nquit\n",
                "-C", "conf");
        String out = withoutDots(run).out().replaceAll("pid=\\d+", "pid=N");
        assertTrue(out.startsWith(
                "program: sleep 0.1\ndaemon manager not running\n\ndaemon process started, pid=N\n2\n"), run::toString);
        assertTrue(out.endsWith("sleep 0.1\n"), run::toString);
        assertEquals(0, run.status());
    }

    @Test
    @Behaviour(Paragraph.LOGTAIL)
    void logtailFollowsUntilInterrupted() throws Exception {
        Path log = folder.resolve("log");
        Files.writeString(log, lines(1, 20));
        Process tail = Processes.start(folder, "tail", "", "-p", "x", "logtail", "log");
        try {
            awaitOutput(lines(11, 20));
            Files.writeString(log, "21\n", StandardOpenOption.APPEND);
            awaitOutput(lines(11, 21));
            Files.writeString(log, "short\n");
            awaitOutput(lines(11, 21) + "==> File truncated <==\nshort\n");
            Files.move(log, folder.resolve("log.1"));
            Files.writeString(folder.resolve("log.1"), "late\n", StandardOpenOption.APPEND);
            Files.writeString(log, "rotated\n");
            awaitOutput(lines(11, 21) + "==> File truncated <==\nshort\nlate\nrotated\n");
            new ProcessBuilder("kill", "-INT", Long.toString(tail.pid())).start().waitFor();
            assertEquals(0, Processes.finish(folder, "tail", tail).status());
        } finally {
            tail.destroyForcibly();
        }
    }

    private static String lines(int from, int to) {
        StringBuilder lines = new StringBuilder();
        for (int i = from; i <= to; i++) {
            lines.append(i).append('\n');
        }
        return lines.toString();
    }

    private void awaitOutput(String expected) throws Exception {
        await(() -> Processes.text(folder, "out", "tail").equals(expected), "not: " + expected);
    }

    private static void await(Callable<Boolean> condition, String otherwise) throws Exception {
        long deadline = System.nanoTime() + 30_000_000_000L;
        while (!condition.call()) {
            assertTrue(System.nanoTime() < deadline, otherwise);
            Thread.onSpinWait();
        }
    }

    @Test
    @Behaviour(Paragraph.FOLDERS)
    void foldersAreMadeForTheStart() throws Exception {
        pid("\ndaemon process started, pid=(\\d+)\n",
                zdaemon("-p", "sleep 1000", "-m", "027", "-z", "work", "-s", "run/zdsock", "start"));
        assertEquals("rwxr-x---", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("work"))));
        assertEquals("rwxr-x---", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("run"))));
    }

    @Test
    @Behaviour({Paragraph.USER, Paragraph.FOLDERS})
    void rootBecomesTheUserAndGivesItTheFolders() throws Exception {
        assumeTrue(Credentials.effectiveUid() == 0, "only root can");
        assumeTrue(isOpenToAll(Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI())),
                "the user has to find our classes");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Captured run = Processes.runWithInput(folder, "!id -un\n!stat -c %U:%a work run\n",
                "-p", "/bin/sleep 1000", "-u", "nobody", "-z", "work", "-s", "run/zdsock", "-m", "077");
        assertTrue(run.out().endsWith("\nnobody\nnobody:700\nnobody:700\n"), run::toString);
        assertEquals(0, run.status());
    }

    @Test
    @Behaviour(Paragraph.USER)
    void othersDoNot() throws Exception {
        assumeTrue(Credentials.effectiveUid() != 0, "root may");
        assertEquals(new Captured(2, "", "Error: only root can use -u USER to change users\n" + HELP),
                zdaemon("-p", "x", "-u", "root", "status"));
    }

    private static boolean isOpenToAll(Path path) throws IOException {
        for (Path at = path; at != null; at = at.getParent()) {
            if (!Files.getPosixFilePermissions(at).contains(PosixFilePermission.OTHERS_EXECUTE)) {
                return false;
            }
        }
        return true;
    }

    private void script(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + text + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
