package zdaemon.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import zdaemon.loop.Loop;
import zdaemon.posix.Errno;
import zdaemon.posix.PosixException;
import zdaemon.protocol.Replies;
import zdaemon.protocol.Request;

/** Clients over real sockets, with a clock that the test moves: nobody waits for anything. */
class ClientsTest {
    private static final long SECOND = 1_000_000_000L;
    private static final int LONG = 330_000;

    private final Script script = new Script();
    private final List<Caller> callers = new ArrayList<>();
    private Path folder;
    private MovedClock clock;
    private Loop loop;
    private ControlSocket socket;
    private Clients clients;

    /** What is answered: each request's verb, in brackets, and a few that do something else. */
    private static final class Script implements Requests {
        private final byte[] shared = ReplyText.encode("s".repeat(LONG));
        private final List<String> troubles = new ArrayList<>();
        private final List<Connection> taken = new ArrayList<>();
        private final List<Feed> feeds = new ArrayList<>();
        private boolean isOver;

        @Override
        public Outcome answer(Request request) {
            return switch (request.verb()) {
                case "shared" -> new Outcome.Answered(ReplyText.around("<\n", shared, ">\n"));
                case "long" -> new Outcome.Answered("l".repeat(LONG));
                case "body" -> new Outcome.Wants(5);
                case "later" -> new Outcome.Taken(taken::add);
                case "stream" -> new Outcome.Streams(feeds::add);
                case "await" -> new Outcome.Waits(new Wait() {
                    @Override
                    public boolean isOver() {
                        return isOver;
                    }

                    @Override
                    public ReplyText reply() {
                        return ReplyText.of("over");
                    }
                });
                default -> new Outcome.Answered("[" + request.verb() + "]");
            };
        }

        @Override
        public Outcome answer(Request request, byte[] body) {
            return new Outcome.Answered(new String(body));
        }

        @Override
        public void trouble(String problem) {
            troubles.add(problem);
        }
    }

    @BeforeEach
    @BeforeTry
    void open() throws Exception {
        folder = Files.createTempDirectory("clients");
        clock = new MovedClock();
        loop = new Loop(clock);
        socket = ControlSocket.open(path());
        clients = new Clients(loop, socket, script);
    }

    @AfterEach
    @AfterTry
    void close() throws IOException {
        callers.forEach(Caller::close);
        callers.clear();
        clients.close();
        loop.close();
        socket.close();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        }
    }

    private String path() {
        return folder.resolve("s").toString();
    }

    private Caller call() throws PosixException {
        Caller caller = new Caller(path());
        callers.add(caller);
        return caller;
    }

    /** Turns until nothing is left to do. */
    private void run() throws PosixException {
        do {
            loop.turn();
            clients.settle(true);
        } while (!clock.isIdle());
    }

    private void pass(long nanos) throws PosixException {
        clock.move(nanos);
        run();
    }

    @Property(tries = 40)
    void aLineMayComeInPieces(@ForAll @IntRange(min = 0, max = 7) int first, @ForAll @IntRange(min = 0, max = 7) int second)
            throws PosixException {
        String line = "status\n";
        int from = Math.min(first, second);
        int to = Math.max(first, second);
        Caller caller = call();
        for (String piece : List.of(line.substring(0, from), line.substring(from, to), line.substring(to))) {
            caller.say(piece);
            run();
        }
        assertEquals("[status]\n", caller.heard());
        assertTrue(caller.isOver());
    }

    @Property(tries = 20)
    void whatFollowsALineMayComeInPieces(@ForAll @IntRange(min = 0, max = 10) int cut) throws PosixException {
        String text = "body\n12345";
        Caller caller = call().say(text.substring(0, cut));
        run();
        caller.say(text.substring(cut));
        run();
        assertEquals("12345\n", caller.heard());
    }

    /** A reply half taken is no matter to the others, and arrives whole. */
    @Property(tries = 20)
    void aReplyMayBeTakenInPieces(@ForAll @IntRange(min = 1, max = 100_000) int piece) throws PosixException {
        Caller slow = call().say("shared\n");
        run();
        slow.listen(piece);
        run();
        Caller quick = call().say("status\n");
        run();
        assertEquals("[status]\n", quick.heard());
        takeAll(slow);
        assertEquals("<\n" + "s".repeat(LONG) + "\n>\n", slow.heard());
    }

    /** Each has been asking for less than a minute, and none takes the reply: what they share costs nothing. */
    @Test
    void aCrowdThatSharesAReplyIsKept() throws PosixException {
        for (int i = 0; i < 440; i++) {
            call().say("shared\n");
            run();
        }
        for (int which : new int[] {0, 200, 439}) {
            assertEquals(LONG + 5, takeAll(callers.get(which)).length(), "caller " + which);
        }
    }

    private Feed stream(Caller caller) throws PosixException {
        caller.say("stream\n");
        run();
        return script.feeds.getLast();
    }

    @Test
    void aReplyThatGrowsIsSentAsItGrows() throws PosixException {
        Caller caller = call();
        Feed feed = stream(caller);
        feed.line("one");
        feed.line("two");
        run();
        assertEquals("one\ntwo\n", caller.heard());
        // Longer than a client may take for its own part.
        pass(Connection.PATIENCE_NANOS * 3);
        feed.line("three");
        run();
        assertEquals("one\ntwo\nthree\n", caller.heard());
        assertFalse(caller.isOver());
        feed.end();
        run();
        assertTrue(caller.isOver());
        assertTrue(feed.isOver());
    }

    @Test
    void theEndMayComeWithTheLastLine() throws PosixException {
        Caller caller = call();
        Feed feed = stream(caller);
        feed.line("only");
        feed.end();
        feed.line("too late");
        run();
        assertEquals("only\n", caller.heard());
        assertTrue(caller.isOver());
    }

    /** Who does not read is let go; who reads slowly gets all of it, and nobody else waits. */
    @Test
    void whatIsNotTakenIsKeptUpToALimit() throws PosixException {
        Caller deaf = call();
        Feed unheard = stream(deaf);
        Caller slow = call();
        Feed heard = stream(slow);
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < 30 && !unheard.isOver(); i++) {
            String line = i + "x".repeat(100_000);
            unheard.line(line);
            heard.line(line);
            all.append(line).append('\n');
            run();
            takeSome(slow);
            Caller quick = call().say("status\n");
            run();
            assertEquals("[status]\n", quick.heard());
        }
        assertTrue(unheard.isOver());
        heard.end();
        assertEquals(all.toString(), takeAll(slow));
    }

    private void takeSome(Caller caller) throws PosixException {
        for (int i = 0; i < 8; i++) {
            caller.listen(1 << 16);
            run();
        }
    }

    @Test
    void oneWhoTakesNothingIsLetGoAfterAMinute() throws PosixException {
        Caller deaf = call();
        Feed feed = stream(deaf);
        feed.line("x".repeat(900_000));
        run();
        pass(Connection.PATIENCE_NANOS / 2);
        assertFalse(feed.isOver());
        pass(Connection.PATIENCE_NANOS / 2);
        assertTrue(feed.isOver());
    }

    @Test
    void oneWhoHasGoneIsToldNothing() throws PosixException {
        Caller gone = call();
        Feed feed = stream(gone);
        gone.close();
        callers.remove(gone);
        run();
        assertTrue(feed.isOver());
        feed.line("nobody hears this");
        run();
    }

    private String takeAll(Caller caller) throws PosixException {
        for (int i = 0; !caller.isOver() && i < 1000; i++) {
            run();
        }
        return caller.heard();
    }

    /** What they do not share is bounded in sum: those who have had it for longest make room. */
    @Test
    void aCrowdOfLongRepliesMakesRoom() throws PosixException {
        for (int i = 0; i < 100; i++) {
            call().say("long\n");
            run();
        }
        Caller last = call().say("status\n");
        run();
        assertEquals("[status]\n", last.heard());
        assertTrue(takeAll(callers.get(0)).length() < LONG);
        assertEquals(LONG + 1, takeAll(callers.get(99)).length());
    }

    /** To close while something is unread would be a reset, which some clients take for a failure in spite of the reply. */
    @Test
    void whoSaysTooMuchIsHeardOutForAMoment() throws PosixException {
        for (String much : List.of("x".repeat(40_000), "status\n" + "x".repeat(40_000), "body\n12345" + "x".repeat(40_000))) {
            Caller caller = call().say(much);
            run();
            assertTrue(caller.isOver());
            caller.close();
            callers.remove(caller);
            run();
        }
        Caller patient = call().say("status\nx");
        run();
        assertEquals("[status]\n", patient.heard());
        patient.say("x");
        pass(2 * SECOND);
        assertThrows(PosixException.class, () -> patient.say("x"));
        Caller endless = call().say("status\nx");
        PosixException end = assertThrows(PosixException.class, () -> {
            for (int i = 0; i < 100; i++) {
                run();
                endless.say("x".repeat(50_000));
            }
        });
        assertEquals(Errno.EPIPE, end.errno());
    }

    @Test
    void whoSaysNothingIsLetGoAfterAMinute() throws PosixException {
        Caller silent = call().say("sta");
        run();
        pass(59 * SECOND);
        assertFalse(silent.isOver());
        pass(2 * SECOND);
        assertTrue(silent.isOver());
        assertEquals("", silent.heard());
    }

    /** A wait may be long; the minute for taking the reply begins at its end. */
    @Test
    void whoWaitsIsKeptAndToldWhenItIsOver() throws PosixException {
        Caller patient = call().say("await\n");
        run();
        pass(3600 * SECOND);
        assertFalse(patient.isOver());
        script.isOver = true;
        run();
        assertEquals("over\n", patient.heard());
    }

    @Test
    void tooManyWhoWaitAreToldToAskNowAndThen() throws PosixException {
        for (int i = 0; i < 384; i++) {
            call().say("await\n");
            run();
        }
        Caller more = call().say("await\n");
        run();
        assertEquals(Replies.ASK_AGAIN + "\n", more.heard());
        Caller quick = call().say("status\n");
        run();
        assertEquals("[status]\n", quick.heard());
    }

    /** When a fork has found no descriptor, those who only wait are let go, the first ones first. */
    @Test
    void whoWaitsMakesRoom() throws PosixException {
        for (int i = 0; i < 20; i++) {
            call().say("await\n");
            run();
        }
        assertTrue(clients.makeRoom(clock.now()));
        for (int i = 0; i < 20; i++) {
            assertEquals(i < 8, callers.get(i).isOver(), "caller " + i);
        }
    }

    @Test
    void whoNeitherAsksNorTakesMakesRoomBeforeThoseWhoWait() throws PosixException {
        for (int i = 0; i < 10; i++) {
            call().say("await\n");
            call().say("sta");
            run();
        }
        clients.makeRoom(clock.now());
        for (int i = 0; i < 20; i++) {
            assertEquals(i % 2 == 1 && i < 16, callers.get(i).isOver(), "caller " + i);
        }
        assertFalse(call().isOver());
    }

    @Test
    void aClientWhoHasGoneIsForgotten() throws PosixException {
        call().say("await\n");
        run();
        callers.get(0).close();
        run();
        assertFalse(clients.makeRoom(clock.now()));
    }

    @Test
    void whoeverHasTakenARequestAnswersIt() throws PosixException {
        Caller caller = call().say("later\n");
        run();
        assertEquals("", caller.heard());
        clients.tell(script.taken.get(0), "done");
        assertEquals("done\n", caller.heard());
        clients.tell(script.taken.get(0), "again");
    }

    @Test
    void nobodyIsAdmittedAndNobodyLost() throws PosixException {
        clients.admitNobody(true);
        Caller caller = call().say("status\n");
        run();
        assertEquals("", caller.heard());
        clients.admitNobody(false);
        run();
        assertEquals("[status]\n", caller.heard());
    }

    @Test
    void repliesUnderWayArriveAtTheEnd() throws Exception {
        Caller slow = call().say("long\n");
        Caller silent = call().say("sta");
        run();
        slow.listen(1);
        Thread listener = new Thread(() -> {
            try {
                while (!slow.isOver()) {
                    Thread.onSpinWait();
                }
            } catch (PosixException e) {
                throw new AssertionError(e);
            }
        });
        listener.start();
        clients.close();
        listener.join();
        assertEquals(LONG + 1, slow.heard().length());
        assertTrue(silent.isOver());
        clients = new Clients(loop, socket, script);
    }

    @Test
    void aLostNameIsPutBackWithinASecond() throws Exception {
        Caller patient = call().say("await\n");
        run();
        Files.delete(Path.of(path()));
        run();
        pass(SECOND / 2);
        assertTrue(socket.isInPlace());
        assertEquals(List.of("the name of the control socket was removed; it is back"), script.troubles);
        Caller late = call().say("status\n");
        run();
        assertEquals("[status]\n", late.heard());
        assertFalse(patient.isOver());
        // And once more: the new name is watched, too.
        Files.delete(Path.of(path()));
        run();
        pass(SECOND / 2);
        assertTrue(socket.isInPlace());
    }

    @Test
    void whoWaitedBehindALostNameIsServed() throws Exception {
        Caller early = call().say("status\n");
        Files.delete(Path.of(path()));
        pass(0);
        pass(SECOND / 2);
        assertEquals("[status]\n", early.heard());
    }

    @Test
    void aNameThatIsTakenIsToldOnceAndPutBackWhenItIsFree() throws Exception {
        Files.delete(Path.of(path()));
        Files.writeString(Path.of(path()), "precious");
        run();
        for (int i = 0; i < 5; i++) {
            pass(SECOND);
        }
        assertEquals(1, script.troubles.size(), script.troubles::toString);
        assertTrue(script.troubles.get(0).startsWith("the name of the control socket was removed, and can't be put back: "),
                script.troubles::toString);
        assertEquals("precious", Files.readString(Path.of(path())));
        Files.delete(Path.of(path()));
        pass(SECOND);
        assertTrue(socket.isInPlace());
    }

    /** A folder that is removed as a whole is not filled again in the midst of it, but when it is there again. */
    @Test
    void aNameComesBackWithItsFolder() throws Exception {
        Files.delete(Path.of(path()));
        run();
        Files.delete(folder);
        pass(SECOND);
        assertFalse(Files.exists(folder));
        Files.createDirectory(folder);
        pass(SECOND);
        assertTrue(socket.isInPlace());
    }
}
