package zdaemon.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

/** What holds of every step from any state, possible or not. */
final class Laws {

    private Laws() {}

    static void check(World.Moment moment) {
        answersRequestsOnce(moment);
        looksAhead(moment);
        ends(moment);
        stepsOnce(moment);
    }

    private static void answersRequestsOnce(World.Moment moment) {
        List<Effect> effects = moment.effects();
        long answers = effects.stream().filter(Effect.Answer.class::isInstance).count();
        boolean asked = moment.event() instanceof Event.Request;
        assertEquals(asked ? 1 : 0, answers, moment::toString);
        assertTrue(!asked || effects.getFirst() instanceof Effect.Answer, moment::toString);
    }

    private static void looksAhead(World.Moment moment) {
        assertTrue(
                Machine.nextDeadline(moment.after()).orElse(moment.now() + 1) > moment.now(),
                () -> "a deadline in the past: " + moment);
        assertEquals(moment.after().phase() instanceof Phase.Delayed, moment.after().delayUntil().isPresent());
    }

    private static void ends(World.Moment moment) {
        boolean exits = moment.has(Effect.Exit.class);
        boolean wasOver = moment.before().phase() instanceof Phase.Finished;
        boolean isOver = moment.after().phase() instanceof Phase.Finished;
        assertEquals(!wasOver && isOver, exits, moment::toString);
        if (exits) {
            List<Effect> last = moment.effects().subList(moment.effects().size() - 2, moment.effects().size());
            int status = ((Phase.Finished) moment.after().phase()).exitStatus();
            assertEquals(
                    List.of(new Effect.Log(Level.INFO, "Exiting"), new Effect.Exit(status)), last, moment::toString);
        }
        if (wasOver) {
            assertEquals(moment.before().phase(), moment.after().phase(), moment::toString);
            assertTrue(
                    moment.effects().stream()
                            .allMatch(effect -> effect instanceof Effect.Answer || effect instanceof Effect.KillTest),
                    moment::toString);
        }
    }

    private static void stepsOnce(World.Moment moment) {
        List<Effect> effects = moment.effects();
        boolean spawns = moment.has(Effect.Spawn.class);
        assertTrue(!spawns || effects.getLast() instanceof Effect.Spawn, moment::toString);
        assertTrue(effects.stream().filter(Effect.Spawn.class::isInstance).count() <= 1, moment::toString);
        assertEquals(spawns, moment.after().phase() instanceof Phase.Starting && !sameStart(moment), moment::toString);
    }

    private static boolean sameStart(World.Moment moment) {
        return moment.before().phase() instanceof Phase.Starting;
    }
}
