package zdaemon.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The heap of deadlines against a naive model. */
class DeadlinesTest {
    private static final int SOURCES = 40;

    /** Sets source number {@code source} to {@code nanos}, or drops its deadline. */
    record Step(int source, long nanos, boolean isDrop) {}

    @Provide
    Arbitrary<List<Step>> steps() {
        // Around the moment where the clock's numbers turn negative, and with many equal ones.
        Arbitrary<Long> nanos = Arbitraries.longs().between(-50, 50).map(n -> Long.MAX_VALUE + n);
        return Combinators.combine(Arbitraries.integers().between(0, SOURCES - 1), nanos, Arbitraries.of(true, false, false))
                .as(Step::new).list().ofMaxSize(300);
    }

    @Property
    void theSoonestIsFirstWhateverWasSetMovedAndDropped(@ForAll("steps") List<Step> steps) {
        Loop loop = new Loop(new FakeSelector());
        Deadlines deadlines = new Deadlines();
        List<Source> sources = new ArrayList<>();
        for (int i = 0; i < SOURCES; i++) {
            sources.add(new Idle(loop));
        }
        Map<Source, Long> model = new HashMap<>();
        for (Step step : steps) {
            Source source = sources.get(step.source());
            if (step.isDrop()) {
                deadlines.drop(source);
                model.remove(source);
            } else {
                deadlines.set(source, step.nanos());
                model.put(source, step.nanos());
            }
            assertEquals(model.isEmpty(), deadlines.isEmpty());
            if (!model.isEmpty()) {
                long first = deadlines.first().due;
                assertTrue(model.values().stream().allMatch(nanos -> nanos - first >= 0), step.toString());
            }
        }
        long last = Long.MIN_VALUE;
        for (int left = model.size(); left > 0; left--) {
            Source source = deadlines.first();
            assertTrue(last == Long.MIN_VALUE || source.due - last >= 0);
            assertEquals(model.remove(source), source.due);
            last = source.due;
            deadlines.drop(source);
        }
        assertTrue(deadlines.isEmpty());
    }

    private static final class Idle extends Source {
        Idle(Loop loop) {
            super(loop, Priority.DEADLINE);
        }

        @Override
        protected boolean step(long now) {
            return false;
        }
    }
}
