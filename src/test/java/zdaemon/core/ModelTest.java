package zdaemon.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.domains.Domain;
import zdaemon.Behaviour;
import zdaemon.Paragraph;
import zdaemon.core.Phase.Finished;

/** The machine does, at every moment of a long and eventful life, what {@link NaiveSupervisor} does. */
@Domain(Scripts.class)
@Behaviour({Paragraph.BACK_OFF, Paragraph.EXIT_CODES, Paragraph.STOPPING, Paragraph.READINESS})
class ModelTest {

    @Property(tries = 3000, edgeCases = EdgeCasesMode.NONE)
    void theMachineDoesWhatTheNaiveSupervisorDoes(
            @ForAll ProgramRules rules, @ForAll @Size(max = 120) List<Act> script) {
        World.lives(rules, script, () -> new Companion(rules));
    }

    private static final class Companion implements World.Witness {

        private final NaiveSupervisor naive;
        private boolean over;

        Companion(ProgramRules rules) {
            naive = new NaiveSupervisor(rules);
        }

        @Override
        public void saw(World.Moment moment) {
            if (moment.before().phase() instanceof Finished) {
                return;
            }
            List<Effect> done = moment.effects().stream().filter(effect -> !(effect instanceof Effect.Persist)).toList();
            assertEquals(naive.on(moment.event(), moment.now()), done, moment::toString);
            ProgramState state = moment.after();
            assertEquals(naive.pid, state.application(), moment::toString);
            assertEquals(naive.wanted, state.shouldBeUp(), moment::toString);
            assertEquals(naive.testing(), state.testing(), moment::toString);
            assertEquals(naive.crashes, state.backoff(), moment::toString);
            assertEquals(naive.delayUntil(), state.delayUntil().orElse(-1), moment::toString);
            over = state.phase() instanceof Finished;
        }

        /** The machine slept here; so the naive one, which looks all the time, must have nothing to do. */
        @Override
        public void waited(long from, long to) {
            for (long now = from; now < to && !over; now += Scripts.GRAIN) {
                List<Effect> effects = naive.on(new Event.DeadlineReached(), now);
                assertTrue(effects.isEmpty(), () -> "slept through " + effects);
            }
        }
    }
}
