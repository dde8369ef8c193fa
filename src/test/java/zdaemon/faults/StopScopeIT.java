package zdaemon.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static zdaemon.e2e.Until.until;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zdaemon.e2e.Daemon;
import zdaemon.e2e.EndToEnd;
import zdaemon.e2e.Proc;
import zdaemon.e2e.Result;
import zdaemon.e2e.Wire;

/** Programs that leave processes behind: whom a stop ends, whom it waits for, and whom it names. */
@EndToEnd
class StopScopeIT {

    /** The processes that {@code test-scripts/family} has started besides itself. */
    private record Family(Proc member, Proc daemon) {
        static Family of(Daemon daemon) {
            daemon.printed("ready");
            return new Family(find("member", daemon), find("daemon", daemon));
        }

        private static Proc find(String role, Daemon daemon) {
            return daemon.sandbox.lines("family").stream().filter(line -> line.startsWith(role + " "))
                    .map(line -> Proc.of(Long.parseLong(line.substring(role.length() + 1)))).findFirst().orElseThrow();
        }

        void kill() {
            member.kill("KILL");
            daemon.kill("KILL");
        }
    }

    private static Daemon family(Daemon daemon, String arguments, String... lines) {
        // Only what was there for a second before is sure to stay, and is named at once.
        String[] all = Arrays.copyOf(lines, lines.length + 1);
        all[lines.length] = "start-seconds 2";
        return daemon.runs(daemon.sandbox.script("family") + " family " + arguments, all);
    }

    private static String sleeping(Proc process) {
        return process.pid() + " sleep";
    }

    /** In the order of their numbers or not: the process table has none. */
    private static void names(String text, Proc... survivors) {
        for (Proc survivor : survivors) {
            assertTrue(text.contains(sleeping(survivor)), text);
        }
        assertEquals(survivors.length, text.split(" sleep", -1).length - 1, text);
    }

    /** Those who have lost their parent belong to the manager, which reaps them. */
    @Test
    void orphansAreTheManagers(Daemon daemon) {
        family(daemon, "").start();
        Family family = Family.of(daemon);
        long manager = daemon.manager().pid();
        assertEquals(manager, family.daemon().parent());
        family.daemon().kill("KILL");
        until("it is reaped", () -> !Files.exists(Path.of("/proc/" + family.daemon().pid())));
        family.kill();
        daemon.stop();
    }

    @ParameterizedTest
    @CsvSource({"'',off", "stop-scope program,off", "stop-scope program,on"})
    void byDefaultTheyGoOnAndAreNamed(String line, String hangAround, Daemon daemon)
            throws IOException {
        family(daemon, "", line, "hang-around " + hangAround);
        Proc program = daemon.start();
        Family family = Family.of(daemon);
        Result stop = daemon.ask("stop").exits(0);
        stop.matches(Daemon.STOPPED);
        names(stop.err(), family.member(), family.daemon());
        assertTrue(stop.err().matches(Daemon.SURVIVORS), stop.err());
        assertTrue(family.member().alive() && family.daemon().alive());
        String logged = "WARNING pid " + program.pid() + " left processes behind: ";
        until("they are named", () -> daemon.messages().stream().anyMatch(line2 -> line2.startsWith(logged)));
        names(daemon.messages().stream().filter(line2 -> line2.startsWith(logged)).findFirst().orElseThrow(),
                family.member(), family.daemon());
        if (hangAround.equals("on")) {
            names(daemon.ask("status", "-l").quietly().exits(0).out(), family.member(), family.daemon());
            family.kill();
            until("nobody is named any more", () -> !daemon.status().containsKey("survivors"));
            Proc manager = daemon.manager();
            Wire.ask(daemon.socket(), "exit");
            Daemon.gone(manager);
        }
        family.kill();
    }

    @Test
    void restartNamesThemToo(Daemon daemon) {
        family(daemon, "").start();
        Family family = Family.of(daemon);
        Result restart = daemon.ask("restart").exits(0);
        restart.matches(Daemon.RESTARTED);
        names(restart.err(), family.member(), family.daemon());
        family.kill();
        until("the next family is there", () -> daemon.sandbox.lines("log").size() == 2);
        Family next = Family.of(daemon);
        daemon.ask("stop").exits(0);
        next.kill();
    }

    @Test
    void groupIsEndedAndOthersAreNamed(Daemon daemon) {
        family(daemon, "", "stop-scope group").start();
        Family family = Family.of(daemon);
        Result stop = daemon.ask("stop");
        Daemon.stopped(stop);
        names(stop.err(), family.daemon());
        assertFalse(family.member().alive());
        assertTrue(family.daemon().alive());
        family.kill();
    }

    @Test
    void allAreEnded(Daemon daemon) {
        family(daemon, "", "stop-scope all").start();
        Family family = Family.of(daemon);
        daemon.ask("stop").exits(0).quietly().matches(Daemon.STOPPED);
        assertFalse(family.member().alive());
        assertFalse(family.daemon().alive());
    }

    @Test
    void whoDoesNotHearIsKilledWhenTheTimeIsUp(Daemon daemon) {
        family(daemon, "deaf", "stop-scope all", "stop-timeout 1").start();
        Family family = Family.of(daemon);
        daemon.ask("stop").exits(0).quietly().matches(Daemon.STOPPED);
        assertFalse(family.member().alive());
        assertFalse(family.daemon().alive());
    }

    /** The program's own process has ended, others have not: whatever is asked then, nobody else gets its signals. */
    @Test
    void whileOthersEnd(Daemon daemon) throws IOException {
        family(daemon, "deaf", "stop-scope group", "stop-timeout 1000", "hang-around on");
        Proc program = daemon.start();
        Family family = Family.of(daemon);
        assertEquals("Sent SIGTERM\n", Wire.ask(daemon.socket(), "stop"));
        Daemon.gone(program);
        until("it is reaped", () -> Wire.ask(daemon.socket(), "kill 0")
                .equals("Kill 0 failed: [Errno 3] No such process\n"));
        assertEquals("running", daemon.status().get("status"));
        daemon.ask("upgrade").exits(0);
        assertEquals("running", daemon.status().get("status"));
        assertEquals("Sent SIGTERM; will restart later\n", Wire.ask(daemon.socket(), "restart"));
        family.member().kill("KILL");
        Proc next = daemon.programAfter(program);
        assertTrue(family.daemon().alive());
        family.kill();
        until("the next family is there", () -> daemon.sandbox.lines("log").size() == 2);
        Family nextFamily = Family.of(daemon);
        assertEquals("Sent SIGTERM\n", Wire.ask(daemon.socket(), "stop"));
        Daemon.gone(next);
        nextFamily.kill();
        assertTrue(Wire.ask(daemon.socket(), "await down").startsWith("status=stopped"));
    }

    /** What a crashed program has left must not be in its successor's way. */
    @Test
    void leftoversOfACrashAreGoneBeforeTheNextStart(Daemon daemon) {
        daemon.sandbox.write("crashing", """
                #!/bin/sh
                if ! flock --nonblock lock true; then
                    echo held
                elif [ -e second ]; then
                    echo free
                    exec sleep 1000
                fi
                : > second
                flock --no-fork lock setsid sleep 1000 &
                while flock --nonblock lock true; do
                    sleep 0.02
                done
                kill -9 $$
                """).toFile().setExecutable(true);
        daemon.runs("./crashing", "stop-scope all");
        daemon.ask("start").exits(0);
        daemon.printed("free");
        assertFalse(daemon.sandbox.lines("log").contains("held"));
        daemon.ask("stop").exits(0).quietly();
    }

    /** A successor did not see the family begin, and is nobody's parent. */
    @Test
    void anAdoptedProgramsFamilyIsEndedToo(Daemon daemon) {
        family(daemon, "", "stop-scope all").start();
        Family family = Family.of(daemon);
        Proc manager = daemon.manager();
        manager.kill("KILL");
        Daemon.gone(manager);
        daemon.ask("stop").exits(0).matches(Daemon.STOPPED);
        assertFalse(family.member().alive());
        // It lost its parent to the dead manager, and that one's is nobody's business.
        assertTrue(family.daemon().alive());
        family.kill();
    }

    /** What a shell's loop waits for ends soon, and is not worth a word. */
    @Test
    void aLoopsSleepIsNotNamed(Daemon daemon) {
        daemon.sandbox.write("loop", "#!/bin/sh\nwhile :; do sleep 0.2; done\n").toFile().setExecutable(true);
        daemon.runs("./loop", "start-seconds 0").start();
        daemon.ask("stop").exits(0).quietly().matches(Daemon.STOPPED);
        assertEquals(List.of(), daemon.messages().stream().filter(line -> line.contains("behind")).toList());
    }

    /** A start test that hangs is killed with what it has begotten; its children are not the program's. */
    @Test
    void aStartTestTakesItsDescendantsAlong(Daemon daemon) {
        daemon.sandbox.write("test", """
                #!/bin/sh
                setsid sleep 1000 &
                echo $! > children
                sleep 1001 &
                echo $! >> children
                wait
                """).toFile().setExecutable(true);
        daemon.runs("sleep 1000", "start-test-program ./test");
        daemon.ask("-T", "1", "start").exits(1);
        until("the test has begotten", () -> daemon.sandbox.lines("children").size() == 2);
        List<Proc> children = daemon.sandbox.lines("children").stream().map(line -> Proc.of(Long.parseLong(line))).toList();
        daemon.ask("stop").exits(0).quietly().matches(Daemon.STOPPED);
        children.forEach(Daemon::gone);
        assertEquals(List.of(), daemon.messages().stream().filter(line -> line.contains("behind")).toList());
    }

    /** Start tests and delivery agents are the manager's own; they neither hold up a stop nor are they named. */
    @Test
    void helpersAreNoFamily(Daemon daemon) throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            daemon.configure("", "program sleep 1000", "stop-scope all", "start-test-program sleep 1000",
                    "<eventlog>\n<logfile>\npath events\n</logfile>\n<http-logger>\nurl http://127.0.0.1:"
                            + silent.getLocalPort() + "/log\nmethod POST\n</http-logger>\n</eventlog>");
            daemon.ask("-T", "0", "start");
            silent.accept();
            daemon.ask("stop").exits(0).quietly().matches(Daemon.STOPPED);
            assertEquals(List.of(), daemon.messages().stream().filter(line -> line.contains("behind")).toList());
        }
    }
}
