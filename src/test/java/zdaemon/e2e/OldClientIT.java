package zdaemon.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static zdaemon.e2e.Until.until;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import zdaemon.Behaviour;
import zdaemon.Paragraph;

/** The manager serves clients that know the table of behaviour §5 and no more. */
@EndToEnd
@Behaviour(Paragraph.OLD_CLIENTS)
class OldClientIT {

    @Test
    void recordedExchanges(Daemon daemon) throws IOException {
        daemon.runs("sleep 100", "hang-around on");
        daemon.start();
        Proc manager = daemon.manager();
        Exchanges.replay(daemon.socket(), Tool.which("sleep").toString());
        Daemon.gone(manager);
        assertTrue(Files.notExists(daemon.socket()));
    }

    @Test
    void exitWithoutAProgram(Daemon daemon) throws IOException {
        daemon.runs("sleep 100", "hang-around on");
        daemon.start();
        Proc manager = daemon.manager();
        daemon.ask("stop").exits(0);
        assertEquals("Exiting now\n", Exchanges.ask(daemon.socket(), "exit"));
        Daemon.gone(manager);
    }

    /** Whoever has closed the sending side still gets all of a long reply, and one that comes late. */
    @Test
    void halfClosedClientsAreAnswered(Daemon daemon) throws IOException {
        daemon.runs(daemon.sandbox.script("dump"));
        daemon.sandbox.write("stay", "");
        String argument = "x".repeat(100_000);
        Proc program = daemon.start(argument);
        assertTrue(Exchanges.ask(daemon.socket(), "status").endsWith("', '" + argument + "']\n"));
        try (Wire late = new Wire(daemon.socket())) {
            late.send("await up " + program.pid() + "\n").end();
            assertEquals("Sent SIGTERM; will restart later\n", Exchanges.ask(daemon.socket(), "restart"));
            String reply = late.reply(1_000);
            assertTrue(reply.contains("\napplication=") && !reply.contains("=" + program.pid() + "\n"), reply);
        }
    }

    @Test
    void aLineInPieces(Daemon daemon) throws IOException {
        daemon.runs("sleep 100");
        daemon.start();
        try (Wire wire = new Wire(daemon.socket())) {
            for (String piece : "start".split("")) {
                wire.send(piece);
                assertEquals("Empty command\n", Exchanges.ask(daemon.socket(), ""), "it is read in between");
            }
            assertEquals("Application already started\n", wire.send("\n").end().reply(1));
        }
    }

    /** What old clients evaluate must be to Python what the program got. */
    @Test
    @Behaviour({Paragraph.OLD_CLIENTS, Paragraph.WIRE_STRINGS})
    void pythonReadsTheArguments(Daemon daemon) throws IOException {
        assumeTrue(Tool.which("python3") != null, "no python3");
        daemon.sandbox.write("program.py", "import os, signal, sys\n"
                + "open('given', 'wb').write(b'\\0'.join(os.fsencode(arg) for arg in sys.argv[1:]))\n"
                + "os.rename('given', 'got')\nsignal.pause()\n");
        daemon.runs("python3 program.py");
        daemon.start("it's", "a\"b'c", "\\", "", "\t\u0007\u001b\u007f", "l\u00e9on \u200b\u00a0\u00ad",
                "\ud83d\udc07 \u4e2d", "${x} $(y) `z`", "\nargs=['no']");
        until("the program has told its arguments", () -> Files.exists(daemon.sandbox.path("got")));
        daemon.sandbox.write("args", daemon.status().get("args"));
        Result evaluated = daemon.sandbox.execute("", List.of("python3", "-c", "import ast, os\n"
                + "args = ast.literal_eval(open('args').read())\n"
                + "got = open('got', 'rb').read().split(b'\\0')\n"
                + "print([os.fsencode(arg) for arg in args[2:]] == got, args[:2])\n")).finish();
        evaluated.quietly().prints("True ['python3', 'program.py']\n");
    }
}
