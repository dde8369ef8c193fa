package zdaemon.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zdaemon.Behaviour;
import zdaemon.Paragraph;
import zdaemon.posix.PrivatePlace;
import zdaemon.posix.Processes;

@Behaviour(Paragraph.MANAGER_KILLED)
class FleetPredecessorTest {
    @TempDir
    Path folder;

    private String socket() {
        return folder.resolve("s").toString();
    }

    private void write(String text, String mode) throws Exception {
        Path file = Path.of(PrivatePlace.beside(socket()) + ".state");
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }

    private static ProcessIdentity self() {
        return ProcessIdentity.of(Processes.self()).orElseThrow();
    }

    @Test
    void aManagerOfThisRunIsFound() throws Exception {
        assertEquals(Optional.empty(), FleetPredecessor.manager(socket()));
        write("zdaemon-fleet-state 1\nmanager=" + self().text() + "\n", "rw-------");
        assertEquals(Optional.of(self()), FleetPredecessor.manager(socket()));
        Unproven e = assertThrows(Unproven.class, () -> Predecessor.find(socket()));
        assertTrue(e.getMessage().contains("is of a daemon manager of many programs; use the file with a <manager> section"), e::getMessage);
    }

    @Test
    void oneOfAnEarlierRunMattersToNobody() throws Exception {
        write("zdaemon-fleet-state 1\nmanager=7 8 another-boot/1\n", "rw-------");
        assertEquals(Optional.empty(), FleetPredecessor.manager(socket()));
        assertEquals(Optional.empty(), Predecessor.find(socket()));
    }

    @Test
    void whatCannotBeToldIsSaid() throws Exception {
        write("zdaemon-fleet-state 1\nmanager=" + self().text() + "\n", "rw-rw-rw-");
        assertThrows(Unproven.class, () -> FleetPredecessor.manager(socket()));
        write("zdaemon-fleet-state 1\n", "rw-------");
        Unproven e = assertThrows(Unproven.class, () -> FleetPredecessor.manager(socket()));
        assertTrue(e.getMessage().contains("is not understood"), e::getMessage);
    }

    /** A program of another file, whose manager has died, is no room for many. */
    @Test
    void aProgramOfAnotherFileIsNotRunBeside() throws Exception {
        write("zdaemon-state 1\nprogram=" + self().text() + "\nmanager=7 8 another-boot/1\n", "rw-------");
        Unproven e = assertThrows(Unproven.class, () -> FleetPredecessor.manager(socket()));
        assertTrue(e.getMessage().startsWith("a program of another configuration, process " + Processes.self().value()), e::getMessage);
    }
}
