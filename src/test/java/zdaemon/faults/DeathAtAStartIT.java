package zdaemon.faults;

import static zdaemon.e2e.Until.until;

import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import zdaemon.e2e.Daemon;
import zdaemon.e2e.EndToEnd;
import zdaemon.e2e.Proc;

/** SIGKILL to a manager that is just starting its program: nobody is left over of whom the next one does not know. */
@EndToEnd
class DeathAtAStartIT {
    /** Before a program was held until it was written down, one in six rounds found two. */
    private static final int ROUNDS = 12;

    @Test
    void neverAreThereTwoPrograms(Daemon daemon) throws Exception {
        daemon.sandbox.write("program", """
                #!/bin/sh
                echo $$ >> starts
                [ -e stay ] && exec sleep 1000
                """).toFile().setExecutable(true);
        daemon.runs("./program", "backoff-limit 0", "forever on");
        for (int round = 0; round < ROUNDS; round++) {
            daemon.sandbox.write("starts", "");
            daemon.ask("start").exits(0);
            Proc manager = daemon.manager();
            until("it has been restarted", () -> daemon.sandbox.lines("starts").size() > 3);
            daemon.sandbox.write("stay", "");
            manager.kill("KILL");
            Daemon.gone(manager);
            daemon.ask("start").exits(0);
            until("there is one program, the one that is known",
                    () -> living(daemon).equals(List.of(Long.parseLong(daemon.status().get("application")))));
            daemon.stop();
            Files.delete(daemon.sandbox.path("stay"));
        }
        Files.delete(daemon.sandbox.path("starts"));
    }

    /** Who of those that have begun is still there. */
    private static List<Long> living(Daemon daemon) {
        return daemon.sandbox.lines("starts").stream().map(Long::valueOf).filter(pid -> Proc.find(pid).isPresent())
                .toList();
    }
}
