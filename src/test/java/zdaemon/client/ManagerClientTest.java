package zdaemon.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import zdaemon.client.ManagerClient.Answer;
import zdaemon.client.ManagerClient.ManagerState;
import zdaemon.posix.Credentials;
import zdaemon.protocol.Replies;
import zdaemon.protocol.Request;

@Timeout(60)
@SuppressWarnings("try") // Stand-ins are there to be connected to, not to be named.
class ManagerClientTest {
    @TempDir
    Path folder;
    private Path socket;
    private ManagerClient client;

    @BeforeEach
    void makeClient() {
        socket = folder.resolve("zdsock");
        client = new ManagerClient(socket.toString());
    }

    @Test
    void nobodyThere() throws Exception {
        assertInstanceOf(ManagerState.Absent.class, client.status());
        assertInstanceOf(Answer.NobodyThere.class, client.ask(Request.of("stop")));
        assertInstanceOf(ManagerState.Absent.class, new ManagerClient(folder + "/no/folder").status());
        assertInstanceOf(ManagerState.Absent.class, new ManagerClient(Files.createFile(socket) + "/s").status());
    }

    @Test
    void longRepliesArriveWhole() throws Exception {
        String line = "é".repeat(100) + "\n";
        try (var manager = new ScriptedManager(socket, request -> line.repeat(2_000))) {
            assertEquals(new Answer.Replied(line.repeat(2_000)), client.ask(Request.of("help")));
        }
    }

    @Test
    void aManagerThatEndsAtOnceIsNone() throws Exception {
        try (var manager = new ScriptedManager(socket, request -> ScriptedManager.CLOSE)) {
            assertInstanceOf(ManagerState.Absent.class, client.status());
        }
    }

    @Test
    void talkWithoutEnd() throws Exception {
        try (var manager = new ScriptedManager(socket, request -> {
            try {
                return "x".repeat(Replies.MAX_REPLY + (1 << 20));
            } catch (OutOfMemoryError e) {
                throw new AssertionError(e);
            }
        }); Patience patience = Patience.silent(50)) {
            ClientException e = assertThrows(ClientException.class, () -> client.ask(Request.of("help"), patience));
            assertTrue(e.getMessage().endsWith("it talks without end"), e::getMessage);
        } catch (AssertionError broken) {
            // The stand-in finds its pipe broken: that is what happened.
            assertInstanceOf(java.io.IOException.class, broken.getCause());
        }
    }

    @Test
    void noPermission() throws Exception {
        assumeTrue(Credentials.effectiveUid() != 0, "root may do anything");
        try (var manager = new ScriptedManager(socket, request -> ScriptedManager.CLOSE)) {
            Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("---------"));
            ClientException e = assertThrows(ClientException.class, client::status);
            assertTrue(e.getMessage().contains("Permission denied"), e::getMessage);
        }
    }

    @Test
    void lateAnswersAreWaitedForWithASignOfLife() throws Exception {
        AtomicInteger seconds = new AtomicInteger();
        try (var manager = new ScriptedManager(socket, request -> ScriptedManager.SILENCE);
                Patience patience = Patience.upTo(2, seconds::incrementAndGet, Optional.empty())) {
            assertInstanceOf(Awaiter.TimeUp.class, new Awaiter(client).down(patience));
            assertTrue(seconds.get() >= 1 && seconds.get() <= 2, seconds::toString);
        }
    }

    @Test
    void aSuccessorIsAskedAgain() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        try (var manager = new ScriptedManager(socket, request -> switch (request) {
            case "await down" -> asked.getAndIncrement() == 0
                    ? ScriptedManager.CLOSE : ScriptedManager.status(0, false, false, "['x']");
            case "status" -> ScriptedManager.status(5, true, false, "['x']");
            default -> throw new AssertionError(request);
        }); Patience patience = Patience.upTo(30, () -> { }, Optional.empty())) {
            Awaiter.Known known = assertInstanceOf(Awaiter.Known.class, new Awaiter(client).down(patience));
            assertEquals(0, known.state().application());
            assertEquals(2, asked.get());
        }
    }

    /** With the process that is meant, so that a successor which has the order already does not signal it once more. */
    @Test
    void anOrderWithoutAReplyIsRepeated() throws Exception {
        List<String> asked = new CopyOnWriteArrayList<>();
        try (var manager = new ScriptedManager(socket, request -> {
            asked.add(request);
            return switch (request) {
                case "await stop" -> ScriptedManager.CLOSE;
                case "await stop 5" -> ScriptedManager.status(0, false, false, "['x']");
                default -> ScriptedManager.status(5, true, false, "['x']");
            };
        }); Patience patience = Patience.upTo(30, () -> { }, Optional.empty())) {
            assertInstanceOf(Awaiter.Known.class, new Awaiter(client).stop(5, patience));
            assertEquals(List.of("await stop", "status", "await stop 5"), asked);
        }
    }

    /** Release 1.0 knows no process in the order; the order is given all the same. */
    @Test
    void anOrderIsRepeatedToAnOlderManagerToo() throws Exception {
        List<String> asked = new CopyOnWriteArrayList<>();
        try (var manager = new ScriptedManager(socket, request -> {
            asked.add(request);
            return switch (request) {
                case "await stop" -> ScriptedManager.CLOSE;
                case "await stop 5" -> "Usage: await up [PID] | await down | await stop | await restart\n";
                case "stop" -> "Sent SIGTERM\n";
                default -> ScriptedManager.status(asked.contains("stop") ? 0 : 5, true, false, "['x']");
            };
        }); Patience patience = Patience.upTo(30, () -> { }, Optional.empty())) {
            assertInstanceOf(Awaiter.Known.class, new Awaiter(client).stop(5, patience));
            assertEquals(List.of("await stop", "status", "await stop 5", "stop", "status"), asked);
        }
    }

    @Test
    void aRestartBringsTheConfigurationAlong() throws Exception {
        try (var manager = new ScriptedManager(socket, request -> switch (request) {
            case "apply 3 5" -> ScriptedManager.status(6, true, false, "['x']") + "applied=['program', 'umask']\n";
            default -> throw new AssertionError(request);
        }); Patience patience = Patience.upTo(30, () -> { }, Optional.empty())) {
            Awaiter.Known known = assertInstanceOf(Awaiter.Known.class,
                    new Awaiter(client).restart(5, Optional.of(new byte[] {1, 10, 3}), patience));
            assertEquals(6, known.state().application());
            assertEquals(List.of("program", "umask"), known.applied());
        }
    }

    @Test
    void aRefusedConfigurationIsAnError() throws Exception {
        try (var manager = new ScriptedManager(socket, request -> "Configuration refused: no such program\n");
                Patience patience = Patience.upTo(30, () -> { }, Optional.empty())) {
            ClientException e = assertThrows(ClientException.class,
                    () -> new Awaiter(client).restart(5, Optional.of(new byte[] {1}), patience));
            assertEquals("the program is not restarted, and goes on as it is: no such program", e.getMessage());
        }
    }

    @Test
    void aManagerThatKnowsNoAwaitIsOrderedInItsOwnWords() throws Exception {
        List<String> asked = new CopyOnWriteArrayList<>();
        try (var manager = new ScriptedManager(socket, request -> {
            asked.add(request);
            return switch (request) {
                case "await restart" -> "Unknown command 'await'; 'help' for a list\n";
                case "restart" -> "Sent SIGTERM; will restart later\n";
                default -> ScriptedManager.status(6, true, false, "['x']");
            };
        }); Patience patience = Patience.upTo(30, () -> { }, Optional.empty())) {
            Awaiter.Known known = assertInstanceOf(Awaiter.Known.class, new Awaiter(client).restart(5, Optional.empty(), patience));
            assertEquals(6, known.state().application());
            assertEquals(List.of("await restart", "restart", "status"), asked);
        }
    }

    @Test
    void aManagersLastWordsNameSurvivors() throws Exception {
        String words = "status=stopped\nmanager=0\napplication=0\nsurvivors=['7 sleep', '8 sh']\n";
        try (var manager = new ScriptedManager(socket, request -> words);
                Patience patience = Patience.upTo(30, () -> { }, Optional.empty())) {
            assertEquals(new Awaiter.Known(new ManagerState.Absent(), List.of("7 sleep", "8 sh"), List.of()),
                    new Awaiter(client).stop(5, patience));
        }
    }
}
