package zdaemon.faults;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import zdaemon.e2e.Daemon;
import zdaemon.e2e.EndToEnd;
import zdaemon.e2e.Proc;
import zdaemon.e2e.Result;
import zdaemon.e2e.Tool;
import zdaemon.e2e.Wire;

/** No descriptor or no process is to be had. */
@EndToEnd
class StarvationIT {

    /** A start that fails for lack of descriptors counts as a quick end, and is tried again. Clients wait. */
    @Test
    void managerWithoutDescriptors(Daemon daemon) throws IOException {
        daemon.runs("sleep 100");
        Proc program = daemon.start();
        Proc manager = daemon.manager();
        Kernel.limit(manager, "nofile", Integer.toString(firstFree(manager)));
        program.kill("KILL");
        daemon.logged("INFO sleep 2 to avoid rapid restarts");
        assertTrue(daemon.messages().stream().anyMatch(message -> message.matches("ERROR .*Too many open files")),
                daemon.messages()::toString);
        try (Wire client = new Wire(daemon.socket()).send("status\n")) {
            Kernel.limit(manager, "nofile", "1000");
            assertTrue(client.reply().startsWith("status=stopped\n"));
        }
        Proc next = daemon.programAfter(program);
        assertNotEquals(program.pid(), next.pid());
        daemon.stop();
    }

    @Test
    void managerThatMayNotFork(Daemon daemon) throws IOException {
        Proc program = startAsOrdinaryUser(daemon);
        Proc manager = daemon.manager();
        Kernel.limit(manager, "nproc", "1");
        program.kill("KILL");
        daemon.logged("INFO sleep 2 to avoid rapid restarts");
        assertTrue(daemon.messages().stream().anyMatch(
                message -> message.matches("ERROR can't fork.*: Resource temporarily unavailable")),
                daemon.messages()::toString);
        Kernel.limit(manager, "nproc", "10000");
        daemon.programAfter(program);
        assertTrue(manager.alive());
    }

    /** Whatever the client still can, it never hangs, and what fails is told. */
    @Test
    void clientWithoutDescriptors(Daemon daemon) {
        daemon.runs("sleep 100");
        Proc program = daemon.start();
        boolean succeeded = false;
        for (int limit = 3; limit < 40; limit += 3) {
            Result result = daemon.sandbox.shell("ulimit -Sn " + limit + "; exec \"$ZDAEMON\" -Cconf status");
            if (result.exit() == 0) {
                result.prints("program running; pid=" + program.pid() + "\n");
                succeeded = true;
            } else {
                assertTrue(!result.err().isEmpty() || !result.out().isEmpty(), result::toString);
                assertTrue(result.exit() != 3, result::toString);
            }
        }
        assertTrue(succeeded);
    }

    /** The number that the next descriptor would get. */
    private static int firstFree(Proc process) {
        int number = 0;
        while (process.descriptors().containsKey(number)) {
            number++;
        }
        return number;
    }

    /** Root is above the limit on processes, so the daemon becomes somebody else where it can. */
    private static Proc startAsOrdinaryUser(Daemon daemon) throws IOException {
        if (!Tool.root()) {
            daemon.runs("sleep 100");
            return daemon.start();
        }
        assumeTrue(Tool.id("-u", "nobody") > 0, "no user nobody");
        assumeTrue(Tool.openToAll(), "the tool is in a folder that nobody may not enter");
        Files.setPosixFilePermissions(daemon.sandbox.folder(), PosixFilePermissions.fromString("rwxrwxrwx"));
        daemon.runs("sleep 100", "user nobody");
        return daemon.start();
    }
}
