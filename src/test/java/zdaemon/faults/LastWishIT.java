package zdaemon.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static zdaemon.e2e.Until.until;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zdaemon.Behaviour;
import zdaemon.Paragraph;
import zdaemon.e2e.Daemon;
import zdaemon.e2e.EndToEnd;
import zdaemon.e2e.Proc;
import zdaemon.e2e.Result;
import zdaemon.e2e.Running;
import zdaemon.e2e.Wire;

/** Commands in the middle of everything: none is lost, and the last one wins. */
@EndToEnd
class LastWishIT {

    /** A process that was told to end is no program that runs already. */
    @Test
    @Behaviour(Paragraph.START)
    void startDuringAStopWaitsForBoth(Daemon daemon) throws IOException {
        daemon.sandbox.write("stubborn", "trap '' TERM\necho ready\nwhile :; do sleep 0.1; done\n");
        daemon.runs("sh stubborn", "stop-timeout 2");
        Proc first = daemon.start();
        daemon.printed("ready");
        Running stop = daemon.launch("stop");
        until("it is being stopped", () -> daemon.status().get("should_be_up").equals("0"));
        Result start = daemon.ask("start").exits(0);
        assertNotEquals(first.pid(), Long.parseLong(start.matches(Daemon.STARTED).group(1)));
        assertFalse(first.alive());
        assertEquals(start.matches(Daemon.STARTED).group(1), daemon.status().get("application"));
        stop.abandon();
        daemon.ask("stop").exits(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "stop", "stop start", "stop start stop", "restart stop", "restart stop restart", "stop stop", "restart start",
        "stop restart start stop"
    })
    void whileTheProgramEnds(String wishes, Daemon daemon) throws IOException {
        daemon.runs(daemon.sandbox.script("slow-to-die") + " 0.4", "hang-around on");
        Proc program = daemon.start();
        daemon.printed("ready");
        for (String wish : wishes.split(" ")) {
            Wire.ask(daemon.socket(), wish);
        }
        Daemon.gone(program);
        if (wishes.endsWith("stop")) {
            assertTrue(Wire.ask(daemon.socket(), "await down").startsWith("status=stopped"));
            assertEquals("0", daemon.status().get("should_be_up"));
        } else {
            assertNotEquals(program.pid(), daemon.programAfter(program).pid());
        }
    }

    @Test
    void whileTheStartIsDelayed(Daemon daemon) throws IOException {
        daemon.runs(daemon.sandbox.script("crash") + " runs 1 2 stay", "hang-around on", "backoff-limit 1000");
        daemon.ask("-T", "0", "start");
        until("the start is delayed", () -> !daemon.status().get("delay").equals("0"));
        assertEquals("Application already stopped\n", Wire.ask(daemon.socket(), "stop"));
        assertEquals("0", daemon.status().get("delay"));
        assertEquals("Application started\n", Wire.ask(daemon.socket(), "start"));
        daemon.programAfter(null);
        until("it has run again", () -> daemon.sandbox.lines("runs").size() == 2);
    }

    @Test
    void whileTheProgramIsTested(Daemon daemon) throws IOException {
        daemon.runs("sleep 100", "start-test-program sleep 100", "hang-around on");
        var start = daemon.launch("start");
        Proc first = daemon.programAfter(null);
        long manager = first.parent();
        until("it is tested", () -> daemon.status().get("testing").equals("1") && children(manager) == 2);
        Wire.ask(daemon.socket(), "restart");
        Proc second = daemon.programAfter(first);
        until("the next one is tested", () -> children(manager) == 2);
        Wire.ask(daemon.socket(), "stop");
        Daemon.gone(second);
        until("nothing is left", () -> children(manager) == 0);
        start.signal("INT");
        start.finish();
    }

    private static long children(long parent) {
        return ProcessHandle.of(parent).map(ProcessHandle::children).orElseGet(Stream::empty).count();
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "sigusr1", "1", "KILL"})
    void programIsStoppedByTheSignalThatItWants(String signal, Daemon daemon) throws IOException {
        daemon.runs("sleep 100", "stop-signal " + signal, "hang-around on");
        Proc program = daemon.start();
        assertEquals("Sent SIGTERM\n", Wire.ask(daemon.socket(), "stop"));
        String name = Map.of("INT", "INT", "sigusr1", "USR1", "1", "HUP", "KILL", "KILL").get(signal);
        daemon.logged("INFO pid " + program.pid() + ": terminated by SIG" + name);
    }

    /** A program that forks while it ends, and one that left its group long ago, do not hold up the stop. */
    @Test
    void descendantsDoNotHoldUpTheStop(Daemon daemon) throws IOException {
        daemon.sandbox.write("prolific", """
                #!/bin/sh
                trap 'sleep 1000 & echo $! >> pids; exit 0' TERM
                setsid sh -c 'sleep 1000 & echo $! >> pids'
                echo ready
                while :; do sleep 0.05; done
                """).toFile().setExecutable(true);
        daemon.runs("./prolific");
        Proc program = daemon.start();
        daemon.printed("ready");
        daemon.ask("stop").exits(0).matches(Daemon.STOPPED);
        assertFalse(program.alive());
        List<Proc> left = daemon.sandbox.lines("pids").stream().map(Long::valueOf).map(Proc::of)
                .toList();
        assertEquals(2, left.size());
        left.forEach(process -> process.kill("KILL"));
    }
}
