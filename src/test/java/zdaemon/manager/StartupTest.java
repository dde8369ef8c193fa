package zdaemon.manager;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zdaemon.control.ControlSocket;
import zdaemon.posix.Pid;
import zdaemon.posix.PrivateFile;
import zdaemon.posix.PrivatePlace;
import zdaemon.posix.Processes;
import zdaemon.process.ProcessIdentity;
import zdaemon.program.ManagerFailure;
import zdaemon.protocol.Legacy;
import zdaemon.spec.Launch;
import zdaemon.spec.ManagerSpec;
import zdaemon.spec.Option;
import zdaemon.spec.ProgramSpec;
import zdaemon.spec.Values;

/** Who may begin, where another manager is, was, or comes at the same time. */
class StartupTest {
    @TempDir
    Path folder;

    private String socket() {
        return folder.resolve("s").toString();
    }

    private ManagerFailure refused(boolean adoptOnly) {
        Launch launch = new Launch(new ProgramSpec(Values.none().with(Option.PROGRAM, List.of("/bin/true")), Map.of()),
                new ManagerSpec(Values.none().with(Option.SOCKET_NAME, socket()), Optional.empty()), List.of());
        return assertThrows(ManagerFailure.class, () -> Startup.run(launch, adoptOnly, StartReport.unread()));
    }

    private void state(ProcessIdentity program) throws Exception {
        ProcessIdentity ended = new ProcessIdentity(new Pid(Integer.MAX_VALUE), 1, program.machine());
        PrivateFile.replace(PrivatePlace.of(socket()) + ".state", new Legacy(ended.text(), program.text(),
                OptionalLong.empty(), 0, true, Optional.empty(), "/", "nonsense").encode().getBytes());
    }

    /** Whoever has the socket first, the other one has touched nothing. */
    @Test
    void ofAStarterAndAnAdopterOneBegins() throws Exception {
        state(ProcessIdentity.of(Processes.self()).orElseThrow());
        String state = Files.readString(folder.resolve(".s.state"));
        try (ControlSocket first = ControlSocket.open(socket())) {
            for (boolean adoptOnly : new boolean[] {false, true}) {
                assertEquals("Another zdrun is already up using socket '" + socket() + "':", refused(adoptOnly).getMessage());
                assertTrue(first.isInPlace());
                assertEquals(state, Files.readString(folder.resolve(".s.state")));
            }
        }
    }

    /** The program has ended between the client's look and the manager's. */
    @Test
    void whoOnlyAdoptsStartsNothing() throws Exception {
        state(new ProcessIdentity(new Pid(Integer.MAX_VALUE), 1,
                ProcessIdentity.of(Processes.self()).orElseThrow().machine()));
        assertEquals("there is no program to take over", refused(true).getMessage());
        assertFalse(Files.exists(folder.resolve("s")), "its socket is gone with it");
    }
}
