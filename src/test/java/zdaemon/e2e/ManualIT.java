package zdaemon.e2e;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static zdaemon.e2e.Until.until;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import zdaemon.Behaviour;
import zdaemon.Paragraph;

/**
 * Every example of the users' manual, in its order, in one folder. Commands and output are the manual's own words;
 * only /tmp is the test's, the pids stand for those of this run, and a dot of progress may be missing.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Behaviour(Paragraph.MANUAL)
class ManualIT {

    private Sandbox sandbox;
    private ManualShell manual;

    @BeforeAll
    void installTheScript() throws IOException {
        sandbox = new Sandbox();
        manual = new ManualShell(sandbox);
        sandbox.environment.putAll(Map.of("USER", "jim", "LOGNAME", "jim", "USERNAME", "jim", "TERM", "dumb",
                "EMACS", "t", "LANG", "en_US.UTF-8", "SHELL", "/bin/bash", "EDITOR", "emacs"));
        Files.createSymbolicLink(sandbox.path("zdaemon"), Tool.command());
    }

    @AfterEach
    void stop() {
        if (Files.exists(sandbox.path("zdsock"))) {
            sandbox.shell("./zdaemon -p x stop");
        }
        if (Files.exists(sandbox.beside("demo.zdsock"))) {
            sandbox.shell("./zdaemon -p x -s ../demo.zdsock stop");
        }
    }

    @AfterAll
    void cleanUp() {
        sandbox.close();
        Remains.assertNoProcessOfTheRun();
    }

    @Test
    @Order(1)
    void runningAProgramInTheForeground() {
        system("./zdaemon -p 'echo hello world' fg", "echo hello world\nhello world\n");
    }

    @Test
    @Order(2)
    void commandLineOptions() {
        system("./zdaemon -p 'sleep 100' start", ". daemon process started, pid=819\n");
        system("./zdaemon -p 'sleep 100' status", "program running; pid=819\n");
        system("./zdaemon -p 'sleep 100' stop", "daemon process stopped\n");
        manual.system("./zdaemon -p 'sleep 100' status", "daemon manager not running\n", 3);
    }

    @Test
    @Order(3)
    void configurationFile() {
        sandbox.write("conf", """

                <runner>
                  program sleep 100
                </runner>
                """);
        system("./zdaemon -Cconf start", ". daemon process started, pid=1136\n");
        system("ls", "conf\nzdaemon\nzdsock\n");
        system("./zdaemon -Cconf stop", "daemon process stopped\n");
    }

    @Test
    @Order(4)
    void socketElsewhere() {
        sandbox.write("conf", """

                <runner>
                  program sleep 100
                  socket-name /tmp/demo.zdsock
                </runner>
                """.replace("/tmp", demo()));
        system("./zdaemon -Cconf start", ". daemon process started, pid=1139\n");
        system("ls", "conf\nzdaemon\n");
        assertTrue(Files.exists(Path.of(demo(), "demo.zdsock")));
        system("./zdaemon -Cconf stop", "daemon process stopped\n");
    }

    @Test
    @Order(5)
    void argumentsOfStart() {
        sandbox.write("conf", """

                <runner>
                  program sleep
                  socket-name /tmp/demo.zdsock
                </runner>
                """.replace("/tmp", demo()));
        system("./zdaemon -Cconf start 100", ". daemon process started, pid=1149\n");
        assertTrue(manual.process("1149").arguments().contains("100"));
        system("./zdaemon -Cconf status", "program running; pid=1149\n");
        system("./zdaemon -Cconf stop", "daemon process stopped\n");
    }

    @Test
    @Order(6)
    void environmentVariables() {
        sandbox.write("conf", """

                <runner>
                  program env
                  socket-name /tmp/demo.zdsock
                </runner>
                <environment>
                  LD_LIBRARY_PATH /home/foo/lib
                  HOME /home/foo
                </environment>
                """.replace("/tmp", demo()));
        Set<String> expected = new TreeSet<>(sandbox.shell("env").out().lines().collect(toSet()));
        expected.removeIf(line -> line.startsWith("HOME="));
        expected.addAll(Set.of("env", "LD_LIBRARY_PATH=/home/foo/lib", "HOME=/home/foo"));
        Result shown = sandbox.shell("./zdaemon -Cconf fg").exits(0).quietly();
        assertTrue(shown.out().startsWith("env\n"), shown::toString);
        assertEquals(expected, new TreeSet<>(shown.out().lines().collect(toSet())));
    }

    @Test
    @Order(7)
    void transcriptLog() throws IOException {
        sandbox.write("data", "rec 1\n");
        sandbox.write("conf", """

                <runner>
                  program tail -f data
                  transcript log
                </runner>
                """);
        system("./zdaemon -Cconf start", ". daemon process started, pid=7963\n");
        holds("log", "rec 1\n");
        Files.move(sandbox.path("log"), sandbox.path("log.1"));
        append("rec 2\n");
        holds("log.1", "rec 1\nrec 2\n");
        system("./zdaemon -Cconf reopen_transcript", "");
        append("rec 3\n");
        holds("log", "rec 3\n");
        holds("log.1", "rec 1\nrec 2\n");
        system("./zdaemon -Cconf stop", "daemon process stopped\n");
    }

    @Test
    @Order(8)
    void daemonModeDisabled() {
        sandbox.write("conf", """
                <runner>
                  program sleep 1
                  daemon off
                </runner>
                """);
        sandbox.shell("./zdaemon -Cconf start");
        manual.system("./zdaemon -Cconf status", "daemon manager not running\n", 3);
    }

    @Test
    @Order(9)
    void eventLog() {
        sandbox.write("conf", """
                <runner>
                  program sleep 100
                </runner>
                <eventlog>
                  <logfile>
                    path /var/log/foo/foo.log
                  </logfile>

                  <logfile>
                    path STDOUT
                  </logfile>
                </eventlog>
                """.replace("/var/log/foo", sandbox.folder().toString()));
        system("./zdaemon -Cconf start", ". daemon process started, pid=1\n");
        until("the event log tells of the start",
                () -> sandbox.read("foo.log").contains(" INFO root daemon manager started\n"));
        system("./zdaemon -Cconf stop", "daemon process stopped\n");
    }

    @Test
    @Order(10)
    void installedCommandNeedsNoPath() {
        assumeTrue(Tool.which("env") != null);
        sandbox.shell("PATH=${ZDAEMON%/*}:$PATH; zdaemon -p 'echo hello' fg").exits(0).prints("echo hello\nhello\n");
    }

    private void system(String command, String output) {
        manual.system(command, output, 0);
    }

    private String demo() {
        return sandbox.beside("demo.zdsock").getParent().toString();
    }

    private void holds(String file, String text) {
        until(file + " holds " + text, () -> sandbox.read(file).equals(text));
    }

    private void append(String text) throws IOException {
        Files.writeString(sandbox.path("data"), text, StandardOpenOption.APPEND);
    }
}
