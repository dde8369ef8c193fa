package zdaemon.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static zdaemon.e2e.Until.until;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import zdaemon.e2e.Daemon;
import zdaemon.e2e.EndToEnd;
import zdaemon.e2e.Proc;
import zdaemon.e2e.Result;
import zdaemon.e2e.Running;
import zdaemon.e2e.Tool;

/** SIGKILL to the manager: the program goes on, and the next command finds it. */
@EndToEnd
class ManagerDeathIT {
    private static final String RUNNING = "program running; pid=(\\d+)\n";
    private static final String ALREADY = Daemon.PROGRESS + "\n?daemon process already running; pid=(\\d+)\n";
    private static final String SLEEP = "exec sleep 1000";
    private static final List<String> OPEN_FILES = List.of("conf", "events", "log", "program");

    /** Starts a shell script as the program. */
    private static Proc start(Daemon daemon, String script, String... lines) {
        daemon.sandbox.write("program", "#!/bin/sh\n" + script + "\n").toFile().setExecutable(true);
        return daemon.runs("./program", lines).start("an", "argument");
    }

    private static Proc killManager(Daemon daemon) {
        Proc manager = daemon.manager();
        manager.kill("KILL");
        Daemon.gone(manager);
        return manager;
    }

    /** The action finds that process. */
    private static void finds(Proc program, Daemon daemon, String action, String pattern) {
        assertEquals(program, found(daemon, action, pattern));
    }

    private static Proc found(Daemon daemon, String action, String pattern) {
        return Proc.of(Long.parseLong(daemon.ask(action).quietly().exits(0).matches(pattern).group(1)));
    }

    private static void stopAndLeaveNothing(Daemon daemon) {
        Daemon.stopped(daemon.ask("stop"));
        leavesNothing(daemon);
    }

    private static void leavesNothing(Daemon daemon) {
        until("nothing is left", () -> daemon.sandbox.list().equals(OPEN_FILES));
    }

    private static Path pipe(Daemon daemon) {
        return daemon.sandbox.path(".zdsock.pipe");
    }

    private static Path state(Daemon daemon) {
        return daemon.sandbox.path(".zdsock.state");
    }

    @Test
    void theProgramAndItsOutputGoOn(Daemon daemon) throws IOException {
        int lines = 200_000;
        Proc program = start(daemon, "seq 1 " + lines / 2 + "; i=" + lines / 2
                + "; while [ $i -lt " + lines + " ]; do i=$((i + 1)); echo $i; done; " + SLEEP);
        long longest = 0;
        for (int kills = 0; kills < 10; kills++) {
            killManager(daemon);
            assertTrue(program.alive());
            long begin = System.nanoTime();
            finds(program, daemon, "status", RUNNING);
            longest = Math.max(longest, System.nanoTime() - begin);
        }
        Figures.note("manager killed: status adopts within " + longest / 1_000_000 + " ms");
        String all = Kernel.numbers(lines);
        until("all is there", () -> Files.size(daemon.sandbox.path("log")) >= all.length());
        assertEquals(all, daemon.sandbox.read("log"), "not a byte lost or doubled");
        stopAndLeaveNothing(daemon);
        assertFalse(program.alive());
    }

    /** The pipe is found by way of who has it open: by a killed manager's successor, and by another release in its place. */
    @Test
    void theProgramsPipeIsFoundWithoutItsName(Daemon daemon) throws IOException {
        int lines = 60_000;
        Proc program = start(daemon, "i=0; while [ $i -lt " + lines + " ]; do i=$((i + 1)); echo $i; done; " + SLEEP);
        Files.delete(pipe(daemon));
        killManager(daemon);
        finds(program, daemon, "status", RUNNING);
        daemon.ask("upgrade").quietly().exits(0);
        killManager(daemon);
        finds(program, daemon, "status", RUNNING);
        String all = Kernel.numbers(lines);
        until("all is there", () -> Files.size(daemon.sandbox.path("log")) >= all.length());
        assertEquals(all, daemon.sandbox.read("log"), "not a byte lost or doubled");
        stopAndLeaveNothing(daemon);
    }

    @Test
    void soIsOneThatOnlyADescendantHas(Daemon daemon) throws IOException {
        Proc program = start(daemon, "sh -c 'trap \"echo usr1\" USR1; echo $$ > child; while :; do sleep 0.1; done' & "
                + "exec > /dev/null 2>&1; wait; wait; " + SLEEP);
        until("the descendant is there", () -> !daemon.sandbox.lines("child").isEmpty()
                && program.descriptors().get(1).equals("/dev/null"));
        Files.delete(pipe(daemon));
        killManager(daemon);
        finds(program, daemon, "status", RUNNING);
        Proc descendant = Proc.of(Long.parseLong(daemon.sandbox.read("child").strip()));
        descendant.kill("USR1");
        daemon.printed("usr1");
        descendant.kill("KILL");
        Files.delete(daemon.sandbox.path("child"));
        stopAndLeaveNothing(daemon);
    }

    @Test
    void outputThatCannotBeHadIsNotLostInSilence(Daemon daemon) throws IOException {
        start(daemon, SLEEP);
        Path away = Files.move(pipe(daemon), daemon.sandbox.path("away"));
        killManager(daemon);
        String lost = "the pipe of the program's output was removed, and none of its processes has it open; "
                + "what the program writes before its next start is lost, and it may have to wait";
        daemon.ask("status").exits(0).complains("warning: " + lost + "\n");
        assertEquals("\"" + lost + "\"", daemon.status().get("transcript_lost"));
        daemon.logged("ERROR " + lost);
        daemon.ask("restart").quietly().exits(0);
        daemon.ask("status").quietly().exits(0);
        Files.delete(away);
        stopAndLeaveNothing(daemon);
    }

    @Test
    void aProgramThatWritesElsewhereLosesNothing(Daemon daemon) throws IOException {
        Proc program = start(daemon, "exec > /dev/null 2>&1; " + SLEEP);
        until("its output leads elsewhere", () -> program.arguments().get(0).equals("sleep"));
        Files.delete(pipe(daemon));
        killManager(daemon);
        daemon.ask("status").quietly().exits(0);
        stopAndLeaveNothing(daemon);
    }

    @Test
    void withoutAManagerTheProgramWaitsOnceThePipeIsFull(Daemon daemon) throws IOException {
        Proc program = start(daemon, "while :; do echo 0123456789; echo x >> count; done");
        killManager(daemon);
        Path count = daemon.sandbox.path("count");
        // A pipe holds sixteen lines at least and 64 KiB at most; then the program sleeps in its write.
        until("the program waits", () -> Files.readString(Path.of("/proc/" + program.pid() + "/wchan")).contains("pipe")
                && program.state().equals("S"));
        long waiting = Files.size(count);
        finds(program, daemon, "start", ALREADY);
        until("the program goes on", () -> Files.size(count) > waiting + 1000);
        daemon.ask("stop").exits(0).matches(Daemon.STOPPED);
        assertEquals(Files.size(count) / 2.0, Files.size(daemon.sandbox.path("log")) / 11.0, 1);
        Files.delete(count);
        leavesNothing(daemon);
    }

    @Test
    void theEndOfAnAdoptedProgramIsNoticedAndItIsRestarted(Daemon daemon) {
        Proc program = start(daemon, SLEEP);
        killManager(daemon);
        finds(program, daemon, "start", ALREADY);
        daemon.logged("INFO adopted process pid=" + program.pid());
        program.kill("KILL");
        assertNotEquals(program, daemon.programAfter(program));
        assertTrue(daemon.messages().contains("INFO pid " + program.pid() + ": terminated by SIGKILL")
                || daemon.messages().contains("INFO pid " + program.pid() + ": ended (adopted, exit status unknown)"));
        stopAndLeaveNothing(daemon);
    }

    @Test
    void anAdoptedProgramTakesSignals(Daemon daemon) {
        Proc program = start(daemon, "trap 'echo usr1' USR1; while :; do sleep 0.1; done");
        killManager(daemon);
        daemon.ask("kill", "USR1").exits(0).contains("signal SIGUSR1 sent to process " + program.pid());
        daemon.printed("usr1");
        stopAndLeaveNothing(daemon);
    }

    @Test
    void restartReplacesTheOrphan(Daemon daemon) {
        Proc program = start(daemon, SLEEP);
        killManager(daemon);
        assertNotEquals(program, found(daemon, "restart", Daemon.RESTARTED));
        assertFalse(program.alive());
        stopAndLeaveNothing(daemon);
    }

    @Test
    void stopStopsTheOrphan(Daemon daemon) {
        Proc program = start(daemon, SLEEP);
        killManager(daemon);
        stopAndLeaveNothing(daemon);
        assertFalse(program.alive());
        daemon.ask("status").exits(3).prints(Daemon.NOT_RUNNING);
    }

    @Test
    void aStopGoesOnWithTheNextManager(Daemon daemon) {
        Proc program = start(daemon, "trap 'echo term' TERM; while :; do sleep 0.1; done", "stop-timeout 3");
        Running stop = daemon.launch("stop");
        daemon.printed("term");
        killManager(daemon);
        Daemon.stopped(stop.finish());
        assertFalse(program.alive());
        leavesNothing(daemon);
    }

    @Test
    void theSuccessorKnowsWhatTheDeadManagerKnew(Daemon daemon) throws IOException {
        daemon.sandbox.environment.put("COLOUR", "blue");
        Proc program = start(daemon, "echo \"$COLOUR $*\"; " + SLEEP);
        Map<String, String> before = daemon.status();
        killManager(daemon);
        daemon.sandbox.environment.put("COLOUR", "red");
        finds(program, daemon, "status", RUNNING);
        for (String key : List.of("lasttime", "application", "backoff", "should_be_up", "args", "filename")) {
            assertEquals(before.get(key), daemon.status().get(key));
        }
        program.kill("KILL");
        daemon.programAfter(program);
        until("it has printed again", () -> daemon.sandbox.lines("log").size() == 2);
        assertEquals(List.of("blue an argument", "blue an argument"), daemon.sandbox.lines("log"));
        stopAndLeaveNothing(daemon);
    }

    @Test
    void aProgramThatEndedMeanwhileIsStartedAnew(Daemon daemon) {
        Proc program = start(daemon, SLEEP);
        killManager(daemon);
        program.kill("KILL");
        Daemon.gone(program);
        daemon.ask("status").exits(3).prints(Daemon.NOT_RUNNING);
        daemon.start();
        stopAndLeaveNothing(daemon);
    }

    @Test
    void whatIsNotProvablyOursIsNeitherAdoptedNorSignalled(Daemon daemon) throws IOException {
        Proc program = start(daemon, SLEEP);
        killManager(daemon);
        program.kill("KILL");
        Daemon.gone(program);
        String truth = Files.readString(state(daemon));
        Running innocent = daemon.sandbox.execute("", List.of("sleep", "1000"));
        Proc process = Proc.of(innocent.pid());
        for (String lie : List.of(
                truth.replaceFirst("program=\\d+ ", "program=" + process.pid() + " "),
                truth.replaceFirst("program=\\d+ \\d+ \\S+", "program=" + process.pid() + " " + process.birth() + " x/1"))) {
            Files.writeString(state(daemon), lie);
            daemon.ask("status").exits(3).prints(Daemon.NOT_RUNNING);
            daemon.ask("stop").exits(0).prints(Daemon.NOT_RUNNING);
            assertNotEquals(process, daemon.start());
            stopAndLeaveNothing(daemon);
            assertTrue(process.alive());
        }
        innocent.abandon();
    }

    @Test
    void aStateThatOthersMayWriteIsNotBelieved(Daemon daemon) throws IOException {
        Proc program = start(daemon, SLEEP);
        killManager(daemon);
        Files.setPosixFilePermissions(state(daemon), PosixFilePermissions.fromString("rw-rw-rw-"));
        for (String action : List.of("status", "start", "stop")) {
            daemon.ask(action).exits(1).complainsAbout("is not acted upon, for it is open to others");
        }
        Files.setPosixFilePermissions(state(daemon), PosixFilePermissions.fromString("rw-------"));
        finds(program, daemon, "status", RUNNING);
        stopAndLeaveNothing(daemon);
    }

    @Test
    void aLivingManagerWhoseSocketIsGoneIsLeftAlone(Daemon daemon) throws IOException {
        Proc program = start(daemon, SLEEP);
        Proc manager = daemon.manager();
        // One that is stopped cannot put its name back.
        manager.kill("STOP");
        Files.delete(daemon.socket());
        daemon.ask("start").exits(1).complainsAbout("is alive, but its socket is gone");
        manager.kill("CONT");
        until("the name is back", () -> Files.exists(daemon.socket()));
        daemon.ask("start").exits(0).matches(ALREADY);
        assertTrue(program.alive());
        manager.kill("TERM");
        Daemon.gone(manager);
        assertFalse(program.alive());
        leavesNothing(daemon);
    }

    /** Nor does a second one come while there is no program: in a delay, or after a stop. */
    @Test
    void soIsOneWithoutAProgram(Daemon daemon) throws IOException {
        Proc program = start(daemon, SLEEP, "hang-around on");
        Proc manager = daemon.manager();
        Daemon.stopped(daemon.ask("stop"));
        assertFalse(program.alive());
        manager.freeze();
        Files.delete(daemon.socket());
        daemon.ask("start").exits(1).complainsAbout("is alive, but its socket is gone");
        daemon.ask("status").exits(3).complainsAbout("is alive, but its socket is gone");
        assertFalse(Files.exists(daemon.socket()), "nobody else has taken the name");
        manager.kill("CONT");
        until("the name is back", () -> Files.exists(daemon.socket()));
        daemon.start();
        assertEquals(manager, daemon.manager());
        manager.kill("TERM");
        Daemon.gone(manager);
        leavesNothing(daemon);
    }

    /** In a container the manager may be process 1, a number like any other. */
    @Test
    void soIsOneThatIsProcessOne(Daemon daemon) throws IOException {
        Kernel.require("unshare");
        Kernel.require("nsenter");
        String flags = Tool.root() ? "-pf --mount-proc" : "-rpf --mount-proc";
        assumeTrue(Kernel.succeeds("sh", "-c", "unshare " + flags + " true"), "this user may not have a process namespace");
        daemon.runs("sleep 1000", "daemon off");
        Running container = daemon.sandbox.launchShell("exec unshare " + flags + " \"$ZDAEMON\" -Cconf start");
        until("the program runs", () -> daemon.status().get("status").equals("running"));
        assertEquals("1", daemon.status().get("manager"));
        Proc manager = Proc.of(ProcessHandle.of(container.pid()).stream().flatMap(ProcessHandle::children)
                .findFirst().orElseThrow().pid());
        manager.freeze();
        Files.delete(daemon.socket());
        inside(manager, daemon, "start").exits(1)
                .complainsAbout("the daemon manager (process 1) is alive, but its socket is gone");
        manager.kill("CONT");
        until("the name is back", () -> Files.exists(daemon.socket()));
        inside(manager, daemon, "start").quietly().exits(0).matches(ALREADY);
        manager.kill("TERM");
        container.finish().exits(0);
    }

    private static Result inside(Proc manager, Daemon daemon, String action) {
        return daemon.sandbox.shell("exec nsenter -t $1 -p -m " + (Tool.root() ? "" : "-U --preserve-credentials ")
                + "sh -c 'cd \"$1\"; exec \"$0\" -Cconf \"$2\"' \"$ZDAEMON\" \"$PWD\" $2",
                Long.toString(manager.pid()), action);
    }

    @Test
    void twentyStartsAtOnceFindOneProgram(Daemon daemon) {
        Proc program = start(daemon, SLEEP);
        killManager(daemon);
        List<Running> starts = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            starts.add(daemon.launch("start"));
        }
        for (Running start : starts) {
            Result result = start.finish().quietly().exits(0);
            assertEquals(Long.toString(program.pid()), result.matches(ALREADY).group(1));
        }
        stopAndLeaveNothing(daemon);
    }

    @Test
    void anOrphanOfTheTerminalIsFoundToo(Daemon daemon) {
        daemon.runs("sleep 1000", "daemon off");
        Running terminal = daemon.launch("start");
        until("the program runs", () -> daemon.status().get("status").equals("running"));
        Proc program = found(daemon, "status", RUNNING);
        Proc manager = killManager(daemon);
        assertEquals(terminal.pid(), manager.pid());
        finds(program, daemon, "status", RUNNING);
        daemon.ask("stop").quietly().exits(0).matches(Daemon.STOPPED);
    }
}
