package zdaemon.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import zdaemon.posix.Fd;
import zdaemon.posix.PosixException;

/** Order, budgets and deadlines, with a clock and descriptors of the test's own. */
class LoopTest {
    private final FakeSelector kernel = new FakeSelector();
    private final Loop loop = new Loop(kernel);
    private final List<String> log = new ArrayList<>();
    private int descriptors = 1000;

    private Fd descriptor() {
        return Fd.standard(descriptors++);
    }

    /** Notes each step, and does what the test says. */
    private final class Noted extends Source {
        private final String name;
        private Runnable action = () -> {};
        private int pieces = 1;

        Noted(String name, Priority priority) {
            super(loop, priority);
            this.name = name;
        }

        Noted(String name, Priority priority, int budget) {
            super(loop, priority, budget);
            this.name = name;
        }

        @Override
        protected boolean step(long now) {
            log.add(name + (isReadable() ? " r" : "") + (isWritable() ? " w" : ""));
            action.run();
            return --pieces > 0;
        }
    }

    private List<String> turn() throws PosixException {
        log.clear();
        loop.turn();
        return List.copyOf(log);
    }

    @Test
    void priorityDecidesNotTheOrderOfArrival() throws PosixException {
        for (Priority priority : List.of(Priority.ANSWER, Priority.CLIENT, Priority.SIGNAL, Priority.EXEC_REPORT)) {
            Fd fd = descriptor();
            new Noted(priority.name(), priority).watch(fd, true, false);
            kernel.set(fd, Selector.READABLE);
        }
        assertEquals(List.of("EXEC_REPORT r", "SIGNAL r", "CLIENT r", "ANSWER r"), turn());
    }

    @Test
    void whoIsWokenInATurnHasItsTurnStillUnlessItsPriorityHasPassed() throws PosixException {
        Noted answer = new Noted("answer", Priority.ANSWER);
        Noted signal = new Noted("signal", Priority.SIGNAL);
        Noted output = new Noted("output", Priority.OUTPUT);
        output.action = () -> {
            answer.wake();
            answer.wake();
            signal.wake();
            output.wake();
        };
        output.wake();
        assertEquals(List.of("output", "answer"), turn());
        output.action = () -> {};
        assertEquals(List.of("signal", "output"), turn());
        assertEquals(List.of(0L, 0L), List.copyOf(kernel.waits()), "who has something to do does not wait");
    }

    @Test
    void noSourceTakesMoreThanItsBudgetInATurn() throws PosixException {
        Noted busy = new Noted("busy", Priority.OUTPUT, 3);
        busy.pieces = 7;
        Noted client = new Noted("client", Priority.CLIENT);
        client.pieces = 2;
        busy.wake();
        client.wake();
        assertEquals(List.of("busy", "busy", "busy", "client"), turn());
        assertEquals(List.of("busy", "busy", "busy", "client"), turn());
        assertEquals(List.of("busy"), turn());
    }

    @Test
    void aDeadlineWakesOnceAndTheSoonestFirst() throws PosixException {
        Noted late = new Noted("late", Priority.DEADLINE);
        Noted soon = new Noted("soon", Priority.DEADLINE);
        late.dueAt(loop.now() + 2_000);
        soon.dueAt(loop.now() + 9_000);
        soon.dueAt(loop.now() + 1_500);
        assertEquals(List.of("soon"), turn());
        assertEquals(List.of("late"), turn());
        assertEquals(List.of(1_500L, 500L), List.copyOf(kernel.waits()));
        assertEquals(OptionalLong.empty(), soon.due());
        assertThrows(AssertionError.class, loop::turn, "nothing is left to wait for");
    }

    @Test
    void whoIsClosedInTheTurnThatFoundItReadyIsNotWoken() throws PosixException {
        Fd fd = descriptor();
        Noted victim = new Noted("victim", Priority.CLIENT);
        victim.watch(fd, true, false);
        victim.dueAt(loop.now());
        kernel.set(fd, Selector.READABLE);
        Noted killer = new Noted("killer", Priority.SIGNAL);
        killer.action = victim::close;
        killer.wake();
        assertEquals(List.of("killer"), turn());
        assertThrows(IllegalStateException.class, () -> victim.watch(fd, true, false));
    }

    @Test
    void aSourceThatTakesThePlaceOfAnotherIsNotTakenForIt() throws PosixException {
        Fd fd = descriptor();
        Fd next = descriptor();
        kernel.set(fd, Selector.READABLE);
        Noted first = new Noted("first", Priority.CLIENT);
        first.watch(fd, true, false);
        assertEquals(List.of("first r"), turn());
        Noted killer = new Noted("killer", Priority.SIGNAL);
        killer.action = () -> {
            first.close();
            new Noted("second", Priority.CLIENT).watch(next, true, false);
        };
        killer.wake();
        assertEquals(List.of("killer"), turn());
    }

    @Test
    void wishesThatChangeToAndFroInATurnCostNothing() throws PosixException {
        Fd fd = descriptor();
        Noted source = new Noted("source", Priority.OUTPUT);
        source.watch(fd, true, false);
        kernel.set(fd, Selector.READABLE | Selector.WRITABLE);
        source.action = () -> {
            source.watch(fd, false, false);
            source.watch(fd, true, false);
        };
        assertEquals(List.of("source r"), turn());
        assertEquals(List.of("source r"), turn());
        assertEquals(1, kernel.changes());
        source.action = () -> source.watch(fd, true, true);
        turn();
        assertEquals(List.of("source r w"), turn());
        assertEquals(2, kernel.changes());
    }

    @Test
    void aReportIsSeenBeforeTheSignalHoweverManyAreReady() throws PosixException {
        for (int i = 0; i < 3 * Selector.MOST / 2; i++) {
            Fd fd = descriptor();
            new Noted("client", Priority.CLIENT).watch(fd, true, false);
            kernel.set(fd, Selector.READABLE);
        }
        Noted signal = new Noted("signal", Priority.SIGNAL);
        signal.wake();
        assertEquals("signal", turn().getFirst());
        assertTrue(log.size() > Selector.MOST);
    }
}
