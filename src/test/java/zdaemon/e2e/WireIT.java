package zdaemon.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static zdaemon.e2e.Until.until;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import zdaemon.Behaviour;
import zdaemon.Paragraph;

/** The requests of the wire protocol (behaviour §5), row by row and byte for byte, over a raw socket. */
@EndToEnd
class WireIT {

    @Test
    @Behaviour({Paragraph.WIRE_START, Paragraph.WIRE_STOP, Paragraph.WIRE_RESTART})
    void startStopRestart(Daemon daemon) throws IOException {
        daemon.runs("sleep 100", "hang-around on");
        Proc first = daemon.start();
        assertReply(daemon, "start", "Application already started\n");
        assertReply(daemon, "restart", "Sent SIGTERM; will restart later\n");
        Proc second = daemon.programAfter(first);
        assertReply(daemon, "stop", "Sent SIGTERM\n");
        until("the program is down", () -> daemon.status().get("application").equals("0"));
        assertFalse(second.alive());
        assertReply(daemon, "stop", "Application already stopped\n");
        assertReply(daemon, "kill", "Application not running\n");
        assertReply(daemon, "start", "Application started\n");
        daemon.programAfter(second);
        daemon.ask("stop").exits(0);
        assertReply(daemon, "restart", "Application started\n");
        daemon.programAfter(second);
    }

    @Test
    @Behaviour(Paragraph.WIRE_EXIT)
    void exit(Daemon daemon) throws IOException {
        daemon.runs("sleep 100", "hang-around on");
        Proc program = daemon.start();
        Proc manager = daemon.manager();
        assertReply(daemon, "exit", "Sent SIGTERM; will exit later\n");
        Daemon.gone(manager);
        assertFalse(program.alive());
        assertFalse(Files.exists(daemon.socket()));
        daemon.start();
        manager = daemon.manager();
        daemon.ask("stop").exits(0);
        assertReply(daemon, "exit", "Exiting now\n");
        Daemon.gone(manager);
        assertFalse(Files.exists(daemon.socket()));
    }

    @Test
    @Behaviour(Paragraph.WIRE_KILL)
    void kill(Daemon daemon) throws IOException {
        daemon.runs(daemon.sandbox.script("signals"), "exit-codes");
        Proc program = daemon.start();
        daemon.printed("ready");
        assertReply(daemon, "kill 10", "Signal 10 sent\n");
        daemon.printed("USR1");
        assertReply(daemon, "kill abc", "Bad signal 'abc'\n");
        assertReply(daemon, "kill 999", "Kill 999 failed: [Errno 22] Invalid argument\n");
        assertTrue(program.alive());
        assertReply(daemon, "kill", "Signal 15 sent\n");
        daemon.printed("TERM");
        daemon.programAfter(program);
    }

    @Test
    @Behaviour({Paragraph.WIRE_MISTAKES, Paragraph.WIRE_HELP, Paragraph.WIRE_REOPEN})
    void oddRequests(Daemon daemon) throws IOException {
        daemon.runs("sleep 100");
        Proc program = daemon.start();
        assertReply(daemon, "reopen_transcript", "");
        assertReply(daemon, "", "Empty command\n");
        assertReply(daemon, "x", "Unknown command 'x'; 'help' for a list\n");
        assertReply(daemon, "STATUS", "Unknown command 'STATUS'; 'help' for a list\n");
        String help = Wire.ask(daemon.socket(), "help");
        assertTrue(List.of("start", "stop", "restart", "exit", "kill", "status", "reopen_transcript", "help").stream()
                .allMatch(help::contains), help);
        assertTrue(help.endsWith("\n"), help);
        for (String unfinished : List.of("", "stop", "x".repeat(10_000))) {
            try (Wire wire = new Wire(daemon.socket())) {
                assertEquals("Command not terminated by newline\n", wire.send(unfinished).end().reply());
            }
        }
        try (Wire wire = new Wire(daemon.socket())) {
            assertEquals("Command exceeds 10 KB\n", wire.send("x".repeat(10_001)).reply());
        }
        try (Wire wire = new Wire(daemon.socket())) {
            assertEquals("Command exceeds 10 KB\n", wire.send("x".repeat(50_000)).reply());
        }
        String longest = "x".repeat(9_999);
        assertReply(daemon, longest, "Unknown command '" + longest + "'; 'help' for a list\n");
        assertEquals(program, daemon.programAfter(null));
    }

    /** A line is one request; what follows it is nobody's. */
    @Test
    @Behaviour(Paragraph.WIRE)
    void onlyTheFirstLineCounts(Daemon daemon) throws IOException {
        daemon.runs("sleep 100");
        Proc program = daemon.start();
        try (Wire wire = new Wire(daemon.socket())) {
            assertEquals("Application already started\n", wire.send("start\nstop\n" + "x".repeat(20_000)).reply());
        }
        assertEquals("1", daemon.status().get("should_be_up"));
        assertTrue(program.alive());
    }

    @Test
    @Behaviour(Paragraph.WIRE)
    void slowClientsHoldNobodyUp(Daemon daemon) throws IOException {
        daemon.runs("sleep 100");
        Proc program = daemon.start();
        List<Wire> slow = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            slow.add(new Wire(daemon.socket()).send(i % 2 == 0 ? "kill" : ""));
        }
        assertReply(daemon, "start", "Application already started\n");
        daemon.ask("status").exits(0).prints("program running; pid=" + program.pid() + "\n");
        try (Wire gone = new Wire(daemon.socket())) {
            gone.send("status\n");
        }
        for (Wire wire : slow) {
            assertEquals(slow.indexOf(wire) % 2 == 0 ? "Signal 0 sent\n" : "Empty command\n",
                    wire.send(slow.indexOf(wire) % 2 == 0 ? " 0\n" : "\n").reply());
            wire.close();
        }
        assertTrue(program.alive());
    }

    private static void assertReply(Daemon daemon, String request, String reply) throws IOException {
        assertEquals(reply, Wire.ask(daemon.socket(), request), "reply to " + request);
    }
}
