package zdaemon.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import zdaemon.posix.Fd;
import zdaemon.posix.Pid;
import zdaemon.posix.Poller;
import zdaemon.posix.PosixException;
import zdaemon.posix.Processes;
import zdaemon.posix.WaitStatus;

class ProcessIdentityTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void findsTheVeryProcessAndNoOther() throws PosixException {
        ProcessIdentity self = ProcessIdentity.of(Processes.self()).orElseThrow();
        assertEquals(Optional.of(self), ProcessIdentity.parse(self.text()));
        try (Fd found = self.find().orElseThrow()) {
            assertTrue(found.number() > 2);
        }
        assertEquals(Optional.empty(), new ProcessIdentity(self.pid(), self.start() - 1, self.machine()).find());
        assertEquals(Optional.empty(), new ProcessIdentity(self.pid(), self.start(), "another/1").find());
        assertEquals(Optional.empty(), new ProcessIdentity(new Pid(4_000_000), 1, self.machine()).find());
    }

    @Test
    void textOfNoIdentity() {
        for (String text : List.of("", "7", "7 8", "x 8 m", "7 y m", "0 8 m", "-7 8 m", "7 8 m n")) {
            assertEquals(Optional.empty(), ProcessIdentity.parse(text), text);
        }
    }

    @Test
    void ageIsThatOfTheProcess() throws PosixException {
        long before = ProcessIdentity.of(Processes.self()).orElseThrow().age();
        assertTrue(before >= 0 && before < 3600 * SECOND);
    }

    @Test
    void howAZombieEnded() throws PosixException {
        try (Spawner spawner = new Spawner()) {
            Spawned child = spawner.spawn(SpawnPlan.of("/bin/sh", List.of("sh", "-c", "sleep 0.2; exit 7"),
                    List.of("PATH=/usr/bin:/bin")));
            child.report().close();
            ProcessIdentity identity = ProcessIdentity.of(child.pid()).orElseThrow();
            try (Fd pidfd = Processes.pidfd(child.pid()); Poller poller = Poller.create()) {
                poller.set(pidfd, true, false);
                assertEquals(1, poller.poll(10 * SECOND));
                assertEquals(Optional.of(new WaitStatus.Exited(7)), identity.end(pidfd));
                assertEquals(Optional.empty(), identity.find());
                assertEquals(Optional.empty(), ProcessIdentity.of(child.pid()));
                Processes.await(child.pid());
                // Not before Linux 6.15.
                identity.end(pidfd).ifPresent(end -> assertEquals(new WaitStatus.Exited(7), end));
            }
        }
    }
}
