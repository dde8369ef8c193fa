package zdaemon.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static zdaemon.e2e.Until.until;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import zdaemon.e2e.Daemon;
import zdaemon.e2e.EndToEnd;
import zdaemon.e2e.Proc;
import zdaemon.e2e.Wire;

/** The manager itself fails: its memory does not suffice for a configuration that it is handed. */
@EndToEnd
class OwnFailureIT {
    private static final int WORDS = 1_900_000;
    private static final int LINES = 30_000;

    private static void exhaust(Daemon daemon) throws IOException {
        String record = "zdaemon-settings 2\n" + "p=\n".repeat(WORDS);
        try (Wire wire = new Wire(daemon.socket())) {
            assertEquals("", wire.send("apply " + record.length() + "\n" + record).replyDespiteReset());
        }
    }

    @Test
    void theProgramDoesNotNotice(Daemon daemon) throws IOException {
        daemon.sandbox.write("program", "#!/bin/sh\ni=0; while [ $i -lt " + LINES
                + " ]; do i=$((i + 1)); echo $i; done; exec sleep 1000\n").toFile().setExecutable(true);
        Proc program = daemon.runs("./program").start();
        Proc manager = daemon.manager();
        exhaust(daemon);
        daemon.logged("CRITICAL the daemon manager has failed: out of memory; it begins anew, and the program goes on");
        daemon.logged("INFO daemon manager begun anew");
        daemon.ask("status").quietly().exits(0).prints("program running; pid=" + program.pid() + "\n");
        assertEquals(manager, daemon.manager());
        assertEquals(manager.pid(), program.parent());
        // Once more within a minute: it might go on like that.
        exhaust(daemon);
        Daemon.gone(manager);
        daemon.logged("CRITICAL the daemon manager has failed: out of memory; it ends, the program goes on, and the next "
                + "command starts another daemon manager");
        assertTrue(program.alive());
        daemon.ask("status").quietly().exits(0).prints("program running; pid=" + program.pid() + "\n");
        String all = Kernel.numbers(LINES);
        until("all is there", () -> Files.size(daemon.sandbox.path("log")) >= all.length());
        assertEquals(all, daemon.sandbox.read("log"), "not a byte lost or doubled, and no word of the runtime's");
        assertEquals(2, daemon.messages().stream().filter(message -> message.startsWith("CRITICAL ")).count());
        daemon.stop();
    }
}
