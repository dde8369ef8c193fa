package zdaemon.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import zdaemon.posix.Fd;
import zdaemon.posix.Pid;
import zdaemon.posix.Pipe;
import zdaemon.posix.Poller;
import zdaemon.posix.PosixException;
import zdaemon.posix.Processes;
import zdaemon.posix.Signal;

class ProcessTableTest {
    private static final long LONG = 30_000_000_000L;
    private static final String FAMILY = "sleep 1000 & echo; wait";

    @Test
    void findsAProcessAndWhoStemsFromIt() throws PosixException {
        Pipe output = Pipe.open();
        try (Spawner spawner = new Spawner(); Fd reader = output.reader(); Poller poller = Poller.create()) {
            SpawnPlan plan = SpawnPlan.of("/bin/sh", List.of("sh", "-c", FAMILY), List.of("PATH=/usr/bin:/bin"))
                    .withStreams(0, output.writer().number(), 2).inNewProcessGroup();
            Pid shell = spawner.spawnPatiently(plan, 5_000_000_000L, 5).pid();
            // The shell says a line once its child is there.
            poller.set(reader, true, false);
            assertEquals(1, poller.poll(LONG));

            ProcessTable table = ProcessTable.read();
            List<ProcessTable.Entry> family = new ArrayList<>(table.children(Processes.self()));
            assertTrue(family.removeIf(entry -> entry.pid().equals(shell)));
            assertEquals(List.of(), family);
            family = table.stemmingFrom(table.children(shell));
            assertEquals(1, family.size());
            ProcessTable.Entry child = family.getFirst();
            assertEquals(shell.value(), child.parent());
            assertEquals(shell.value(), child.group());
            assertEquals(Optional.of(child), table.find(child.identity()));
            assertEquals(Optional.of(child.identity()), ProcessIdentity.of(child.pid()));

            Processes.killGroup(shell, Signal.KILL);
            Processes.await(shell);
            assertEquals(Optional.empty(), ProcessTable.read().find(
                    new ProcessIdentity(shell, child.identity().start(), child.identity().machine())));
        }
        output.writer().close();
    }
}
