package zdaemon.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zdaemon.posix.Pid;
import zdaemon.posix.PosixException;
import zdaemon.posix.PrivateFile;
import zdaemon.posix.PrivatePlace;
import zdaemon.posix.Processes;

/** What a state file tells of a manager whose program has ended. */
class PredecessorTest {
    private static final int HUNDREDTH = 1;

    @TempDir
    Path folder;

    /** The program has this process's number, and was there before it. */
    private Optional<Predecessor> found(ProcessIdentity manager) throws PosixException, Unproven {
        String socket = folder.resolve("s").toString();
        ProcessIdentity self = self();
        ProcessIdentity ended = new ProcessIdentity(self.pid(), self.start() - HUNDREDTH, self.machine());
        PrivateFile.replace(PrivatePlace.of(socket) + ".state", ("zdaemon-state 1\nmanager=" + manager.text() + "\nprogram="
                + ended.text() + "\n").getBytes(StandardCharsets.US_ASCII));
        return Predecessor.find(socket);
    }

    private static ProcessIdentity self() {
        return ProcessIdentity.of(Processes.self()).orElseThrow();
    }

    /** In a delay before the next start, for example: no second one is to come only because its name is gone. */
    @Test
    void aManagerThatLivesIsFoundWithoutItsProgram() throws Exception {
        Predecessor found = found(self()).orElseThrow();
        assertEquals(Optional.empty(), found.pidfd());
        assertEquals(Optional.of(self()), found.manager());
    }

    @Test
    void oneThatHasEndedTooIsNobody() throws Exception {
        ProcessIdentity self = self();
        assertEquals(Optional.empty(),
                found(new ProcessIdentity(self.pid(), self.start() - HUNDREDTH, self.machine())));
        assertEquals(Optional.empty(), found(new ProcessIdentity(new Pid(Integer.MAX_VALUE), 1, self.machine())));
    }
}
