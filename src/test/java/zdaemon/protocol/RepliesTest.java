package zdaemon.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import zdaemon.Behaviour;
import zdaemon.Paragraph;

/** The literals of behaviour §5. */
class RepliesTest {

    @Test
    @Behaviour({Paragraph.WIRE_MISTAKES, Paragraph.WIRE_KILL})
    void literals() {
        assertEquals("Empty command", Replies.EMPTY_COMMAND);
        assertEquals("Command not terminated by newline", Replies.NOT_TERMINATED);
        assertEquals("Command exceeds 10 KB", Replies.TOO_LONG);
        assertEquals("Application not running", Replies.NOT_RUNNING);
        assertEquals("Unknown command 'x'; 'help' for a list", Replies.unknownCommand("x"));
        assertEquals("Signal 15 sent", Replies.signalSent(15));
        assertEquals("Bad signal 'abc'", Replies.badSignal("abc"));
        assertEquals(
                "Kill 999 failed: [Errno 22] Invalid argument", Replies.killFailed(999, 22, "Invalid argument"));
    }

    @Test
    void recognisesAnUnknownCommand() {
        assertTrue(Replies.isUnknownCommand("Unknown command 'await'; 'help' for a list\n"));
        assertFalse(Replies.isUnknownCommand("status=running\n"));
    }

    @Test
    @Behaviour(Paragraph.WIRE_HELP)
    void helpListsEveryRequest() {
        for (String verb : new String[] {
            "help", "start", "stop", "restart", "exit", "kill", "status", "reopen_transcript", "await", "apply",
            "upgrade"
        }) {
            assertTrue(Verb.list().lines().anyMatch(line -> line.startsWith(verb + " ")), verb);
        }
        assertEquals("Usage: kill [NUM]", Verb.KILL.usage());
    }

    @Test
    void everyVerbIsFoundByItsWord() {
        for (Verb verb : Verb.values()) {
            assertEquals(Optional.of(verb), Verb.of(verb.word()));
        }
        assertEquals(Optional.empty(), Verb.of("STATUS"));
        assertEquals(Optional.empty(), Verb.of(""));
    }

    /** Clients of release 1.0 take it for an older manager's reply, and ask for the status once a second. */
    @Test
    void whoeverCannotWaitIsTold() {
        assertTrue(Replies.isUnknownCommand(Replies.ASK_AGAIN));
    }
}
