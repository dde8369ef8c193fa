package zdaemon.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static zdaemon.faults.Lab.gone;
import static zdaemon.faults.Lab.lives;
import static zdaemon.faults.Lab.until;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** SIGKILL to the manager: the program goes on, and the next command finds it (docs/reliability.md). */
@Timeout(300)
class ManagerDeathIT {
    private static final String STARTED = "daemon process started, pid=";
    private static final String RUNNING = "program running; pid=";
    private static final String ALREADY = "daemon process already running; pid=";
    private static final String RESTARTED = "daemon process restarted, pid=";
    private static final String SLEEP = "exec sleep 1000";

    private Lab lab;

    @BeforeEach
    void open() throws IOException {
        lab = new Lab();
    }

    @AfterEach
    void close() throws IOException {
        lab.close();
    }

    private void stopAndLeaveNothing() throws IOException {
        Lab.Result stopped = lab.run("stop");
        assertTrue(stopped.out().endsWith("daemon process stopped\n"), stopped::out);
        until("all is gone", () -> lab.processes().isEmpty());
        assertEquals(List.of(), lab.leftovers());
    }

    @Test
    void theProgramAndItsOutputGoOn() throws IOException {
        lab.configure("i=0; while [ $i -lt 200000 ]; do echo $i; i=$((i + 1)); done; " + SLEEP);
        ProcessHandle program = lab.process(STARTED, "start");
        for (int kills = 0; kills < 10; kills++) {
            lab.killManager();
            assertTrue(lives(program));
            assertEquals(program, lab.process(RUNNING, "status"));
        }
        until("all is written", () -> lab.lines("log").size() >= 200_000);
        assertEquals(IntStream.range(0, 200_000).mapToObj(Integer::toString).toList(), lab.lines("log"));
        stopAndLeaveNothing();
        assertFalse(lives(program));
    }

    @Test
    void withoutAManagerTheProgramWaitsOnceThePipeIsFull() throws IOException {
        lab.configure("while :; do echo 0123456789; echo x >> count; done");
        ProcessHandle program = lab.process(STARTED, "start");
        lab.killManager();
        long[] before = {-1};
        until("the program waits", () -> {
            long now = Files.size(lab.path("count"));
            boolean same = now == before[0] && Files.size(lab.path("log")) / 11 < now / 2;
            before[0] = now;
            return same;
        });
        assertTrue(lives(program));
        lab.process(ALREADY, "start");
        until("the program goes on", () -> Files.size(lab.path("count")) > before[0] + 1000);
        Lab.Result stopped = lab.run("stop");
        assertTrue(stopped.out().endsWith("daemon process stopped\n"), stopped::out);
        assertEquals(Files.size(lab.path("count")) / 2.0, Files.size(lab.path("log")) / 11.0, 1);
    }

    @Test
    void theEndOfAnAdoptedProgramIsNoticedAndItIsRestarted() throws IOException {
        lab.configure(SLEEP);
        ProcessHandle program = lab.process(STARTED, "start");
        lab.killManager();
        assertEquals(program, lab.process(ALREADY, "start"));
        lab.kill(program);
        until("there is another one", () -> lab.run("status").out().matches(RUNNING + "\\d+\n"));
        assertNotEquals(program, lab.process(RUNNING, "status"));
        until("its end is logged", () -> lab.logged("pid " + program.pid() + ": terminated by SIGKILL")
                || lab.logged("pid " + program.pid() + ": ended (adopted, exit status unknown)"));
        stopAndLeaveNothing();
    }

    @Test
    void restartReplacesTheOrphan() throws IOException {
        lab.configure(SLEEP);
        ProcessHandle program = lab.process(STARTED, "start");
        lab.killManager();
        assertNotEquals(program, lab.process(RESTARTED, "restart"));
        gone(program);
        stopAndLeaveNothing();
    }

    @Test
    void stopStopsTheOrphan() throws IOException {
        lab.configure(SLEEP);
        ProcessHandle program = lab.process(STARTED, "start");
        lab.killManager();
        stopAndLeaveNothing();
        gone(program);
        assertEquals("daemon manager not running\n", lab.run("status").out());
    }

    @Test
    void aStopGoesOnWithTheNextManager() throws IOException {
        lab.configure("trap 'echo term' TERM; while :; do sleep 0.1; done", "stop-timeout 3");
        ProcessHandle program = lab.process(STARTED, "start");
        Process stop = lab.launch("stop");
        until("it is asked to end", () -> lab.lines("log").contains("term"));
        lab.killManager();
        Lab.Result stopped = Lab.finish(stop);
        assertTrue(stopped.out().endsWith("daemon process stopped\n"), stopped::out);
        assertFalse(lives(program));
        until("all is gone", () -> lab.processes().isEmpty());
        assertEquals(List.of(), lab.leftovers());
    }

    @Test
    void theSuccessorKnowsWhatTheDeadManagerKnew() throws IOException {
        lab.configure("echo \"$COLOUR $*\" >> ran; " + SLEEP);
        ProcessHandle program = lab.process(STARTED, "start", "an", "argument");
        String before = lab.run("status", "-l").out();
        lab.killManager();
        String after = lab.run("status", "-l").out();
        for (String key : List.of("lasttime", "application", "backoff", "args", "filename")) {
            assertEquals(value(before, key), value(after, key));
        }
        lab.kill(program);
        until("it runs again", () -> lab.lines("ran").size() == 2);
        assertEquals(lab.lines("ran").get(0), lab.lines("ran").get(1));
        stopAndLeave("ran");
    }

    private static String value(String status, String key) {
        return status.lines().filter(line -> line.startsWith(key + "=")).findFirst().orElseThrow();
    }

    private void stopAndLeave(String name) throws IOException {
        lab.run("stop");
        Files.delete(lab.path(name));
        until("nothing is left", () -> lab.leftovers().isEmpty() && lab.processes().isEmpty());
    }

    @Test
    void aProgramThatEndedMeanwhileIsStartedAnew() throws IOException {
        lab.configure(SLEEP);
        ProcessHandle program = lab.process(STARTED, "start");
        lab.killManager();
        lab.kill(program);
        assertEquals("daemon manager not running\n", lab.run("status").out());
        lab.process(STARTED, "start");
        stopAndLeaveNothing();
    }

    @Test
    void whatIsNotProvablyOursIsNeitherAdoptedNorSignalled() throws IOException {
        lab.configure(SLEEP);
        ProcessHandle program = lab.process(STARTED, "start");
        lab.killManager();
        lab.kill(program);
        Process innocent = new ProcessBuilder("sleep", "1000").start();
        try {
            String state = Files.readString(lab.path(".zdsock.state"));
            for (String fake : List.of(
                    state.replaceFirst("program=\\d+ ", "program=" + innocent.pid() + " "),
                    state.replaceFirst("program=\\d+ (\\d+) [^\n]+", "program=" + innocent.pid() + " $1 x"))) {
                Files.writeString(lab.path(".zdsock.state"), fake);
                assertEquals("daemon manager not running\n", lab.run("status").out());
                assertEquals("daemon manager not running\n", lab.run("stop").out());
                assertNotEquals(innocent.pid(), lab.process(STARTED, "start").pid());
                stopAndLeaveNothing();
                assertTrue(innocent.isAlive());
            }
        } finally {
            innocent.destroyForcibly();
        }
    }

    @Test
    void aStateThatOthersMayWriteIsNotBelieved() throws IOException {
        lab.configure(SLEEP);
        ProcessHandle program = lab.process(STARTED, "start");
        lab.killManager();
        Files.setPosixFilePermissions(lab.path(".zdsock.state"), PosixFilePermissions.fromString("rw-rw-rw-"));
        assertEquals("daemon manager not running\n", lab.run("status").out());
        Files.setPosixFilePermissions(lab.path(".zdsock.state"), PosixFilePermissions.fromString("rw-------"));
        assertEquals(program, lab.process(RUNNING, "status"));
        stopAndLeaveNothing();
    }

    @Test
    void aLivingManagerWhoseSocketIsGoneIsLeftAlone() throws IOException {
        lab.configure(SLEEP);
        ProcessHandle program = lab.process(STARTED, "start");
        ProcessHandle manager = lab.manager();
        Files.delete(lab.path("zdsock"));
        Lab.Result start = lab.run("start");
        assertEquals(1, start.status(), start::out);
        assertTrue(start.out().contains("whose socket is gone"), start::out);
        manager.destroy();
        gone(manager);
        gone(program);
        assertEquals(List.of(), lab.leftovers());
    }

    @Test
    void twentyStartsAtOnceFindOneProgram() throws IOException {
        lab.configure(SLEEP);
        ProcessHandle program = lab.process(STARTED, "start");
        lab.killManager();
        List<Process> starts = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            starts.add(lab.launch("start"));
        }
        for (Process start : starts) {
            Lab.Result result = Lab.finish(start);
            assertTrue(result.out().endsWith(ALREADY + program.pid() + "\n"), result::out);
            assertEquals(0, result.status());
        }
        until("one manager and the program are left", () -> lab.processes().size() == 2);
        stopAndLeaveNothing();
    }

    @Test
    void anOrphanOfTheTerminalIsFoundToo() throws IOException {
        lab.configure(SLEEP, "daemon off");
        Process foreground = lab.launch("start");
        until("the program runs", () -> lab.run("status").out().startsWith(RUNNING));
        ProcessHandle program = lab.process(RUNNING, "status");
        lab.killManager();
        foreground.destroyForcibly();
        assertEquals(program, lab.process(RUNNING, "status"));
        stopAndLeaveNothing();
    }
}
