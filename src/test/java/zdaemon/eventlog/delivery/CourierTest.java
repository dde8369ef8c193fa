package zdaemon.eventlog.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import zdaemon.Behaviour;
import zdaemon.Paragraph;
import zdaemon.eventlog.Streams;
import zdaemon.eventlog.TestClock;
import zdaemon.posix.Pid;
import zdaemon.posix.PosixException;
import zdaemon.posix.Signal;
import zdaemon.posix.WaitStatus;

@Behaviour(Paragraph.HANDLER_DOWN)
class CourierTest {
    private static final WaitStatus WELL = new WaitStatus.Exited(0);
    private static final WaitStatus COMPLAINED = new WaitStatus.Exited(DeliveryMain.COMPLAINED);

    private final TestClock clock = new TestClock();
    private final FakeLauncher launcher = new FakeLauncher();
    private Streams errors;
    private Courier courier;

    @BeforeEach
    void open() throws PosixException {
        errors = new Streams();
        courier = new Courier(clock, new Complaints(new StandardStream(errors.writer()), clock));
        courier.employ(launcher);
    }

    @AfterEach
    void close() {
        errors.close();
    }

    private static Delivery packet(int number) {
        return new Delivery.Packet("host", 514, "message " + number);
    }

    @Test
    void oneAgentAtATimeTakesAllThatCameInMeanwhile() {
        courier.send(packet(1));
        courier.send(packet(2));
        courier.send(packet(3));
        assertEquals(List.of(new Workload(true, List.of(packet(1)))), launcher.launched);
        assertTrue(courier.childEnded(FakeLauncher.pid(1), WELL));
        assertEquals(List.of(packet(2), packet(3)), launcher.launched.getLast().deliveries());
        assertTrue(courier.childEnded(FakeLauncher.pid(2), WELL));
        assertEquals(2, launcher.launched.size());
        assertTrue(courier.nextDeadline().isEmpty());
    }

    @Test
    void otherChildrenAreNotItsOwn() {
        assertFalse(courier.childEnded(new Pid(77), WELL));
        courier.send(packet(1));
        assertFalse(courier.childEnded(new Pid(77), WELL));
    }

    @Test
    void dropsWhatIsTooMuchAndSaysSo() throws PosixException {
        for (int i = 0; i < Courier.QUEUE_LIMIT + 5; i++) {
            courier.send(packet(i));
        }
        assertEquals(Optional.of("messages dropped: 4, the last one for syslog at host:514"), courier.trouble());
        assertEquals("zdaemon: event log: messages dropped: 1, the last one for syslog at host:514\n", errors.text());
        courier.childEnded(FakeLauncher.pid(1), WELL);
        assertEquals(Courier.QUEUE_LIMIT, launcher.launched.getLast().deliveries().size());
    }

    @Test
    void complainsOnceAMinute() throws PosixException {
        courier.send(packet(1));
        courier.childEnded(FakeLauncher.pid(1), COMPLAINED);
        assertTrue(courier.trouble().isPresent());
        courier.send(packet(2));
        assertFalse(launcher.launched.getLast().complain());
        courier.childEnded(FakeLauncher.pid(2), COMPLAINED);
        clock.advance(60);
        courier.send(packet(3));
        assertTrue(launcher.launched.getLast().complain());
        courier.childEnded(FakeLauncher.pid(3), WELL);
        assertEquals(Optional.empty(), courier.trouble());
        assertEquals("", errors.text());
    }

    @Test
    void killsAnAgentThatTakesTooLong() throws PosixException {
        courier.send(packet(1));
        courier.send(packet(2));
        courier.tick(courier.nextDeadline().orElseThrow() - 1);
        assertEquals(List.of(), launcher.killed);
        courier.tick(courier.nextDeadline().orElseThrow());
        assertEquals(List.of(FakeLauncher.pid(1)), launcher.killed);
        assertTrue(courier.nextDeadline().isEmpty());
        assertTrue(courier.childEnded(FakeLauncher.pid(1), new WaitStatus.Signaled(Signal.KILL, false)));
        assertEquals("zdaemon: event log: a delivery agent did not get its work done\n", errors.text());
        assertEquals(2, launcher.launched.size());
    }

    @Test
    void triesAgainWhenNoAgentCanBeStarted() throws PosixException {
        launcher.refuses = true;
        courier.send(packet(1));
        courier.send(packet(2));
        assertEquals("zdaemon: event log: no delivery agent can be started\n", errors.text());
        launcher.refuses = false;
        clock.advance(1);
        courier.tick(clock.monotonicNanos());
        assertEquals(List.of(packet(1), packet(2)), launcher.launched.getLast().deliveries());
    }

    @Test
    void deliveriesWaitForALauncher() throws PosixException {
        Courier waiting = new Courier(clock, new Complaints(new StandardStream(errors.writer()), clock));
        waiting.send(packet(1));
        waiting.send(packet(2));
        assertTrue(waiting.nextDeadline().isEmpty());
        waiting.employ(launcher);
        assertEquals(List.of(new Workload(true, List.of(packet(1), packet(2)))), launcher.launched);
        Courier never = new Courier(clock, new Complaints(new StandardStream(errors.writer()), clock));
        never.send(packet(1));
        never.close();
        assertEquals("zdaemon: event log: messages not delivered: 1\n", errors.text());
    }

    @Test
    void theLastAgentTakesTheRest() {
        courier.send(packet(1));
        courier.send(packet(2));
        courier.close();
        assertEquals(List.of(packet(2)), launcher.launched.getLast().deliveries());
        assertEquals(2, launcher.launched.size());
    }
}
