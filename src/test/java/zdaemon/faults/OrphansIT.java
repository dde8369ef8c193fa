package zdaemon.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static zdaemon.e2e.Until.until;

import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import zdaemon.e2e.Daemon;
import zdaemon.e2e.EndToEnd;
import zdaemon.e2e.Proc;
import zdaemon.e2e.Running;
import zdaemon.e2e.Tool;

/** The manager as a container's first process, to which all orphans come. */
@EndToEnd
class OrphansIT {

    @Test
    void areReaped(Daemon daemon) {
        reaped(daemon, 1500);
    }

    @Test
    @Tag("soak")
    void tenThousandAreReaped(Daemon daemon) {
        reaped(daemon, 10_000);
    }

    private static void reaped(Daemon daemon, int count) {
        Kernel.require("unshare");
        String flags = Tool.root() ? "-pf" : "-rpf";
        assumeTrue(Kernel.succeeds("unshare", flags, "true"), "this user may not have a process namespace");
        daemon.sandbox.write("begetter", """
                #!/bin/sh
                i=0
                while [ $i -lt $1 ]; do ( : & ); i=$((i + 1)); done
                echo end > ended
                exec sleep 1000
                """).toFile().setExecutable(true);
        daemon.runs("./begetter " + count, "daemon off");
        Running container = daemon.sandbox.launchShell("exec unshare " + flags + " \"$ZDAEMON\" -Cconf start");
        until("the manager answers", () -> daemon.status().get("manager").equals("1"));
        Proc manager = Proc.of(ProcessHandle.of(container.pid()).stream().flatMap(ProcessHandle::children)
                .findFirst().orElseThrow().pid());
        until("all are born", () -> daemon.sandbox.lines("ended").contains("end"));
        until("all are reaped", () -> Kernel.zombies(manager) == 0);
        assertEquals(1, ProcessHandle.of(manager.pid()).map(ProcessHandle::children).orElseGet(Stream::empty).count());
        daemon.ask("status").quietly().exits(0);
        manager.kill("TERM");
        container.finish().exits(0);
        assertTrue(!manager.alive());
    }
}
