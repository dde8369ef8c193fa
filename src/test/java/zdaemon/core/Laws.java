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
        writesDownFirst(moment);
        waits(moment);
    }

    /** Forked and held, written down, released: what a successor has to know is never newer than what is done about it. */
    private static void writesDownFirst(World.Moment moment) {
        List<Effect> effects = moment.effects();
        ProgramState before = moment.before();
        ProgramState after = moment.after();
        boolean isNews = after.process() != 0 && (after.process() != before.process()
                || after.backoff() != before.backoff() || after.needsNoTest() != before.needsNoTest()
                || !after.wish().equals(before.wish()));
        int at = effects.indexOf(new Effect.Persist());
        assertEquals(isNews, at >= 0, moment::toString);
        assertTrue(at <= (moment.event() instanceof Event.Request ? 1 : 0), moment::toString);
        assertEquals(at, effects.lastIndexOf(new Effect.Persist()), moment::toString);
        boolean isForked = moment.event() instanceof Event.Forked
                && (before.phase() instanceof Phase.Starting || before.phase() instanceof Phase.Recalled);
        assertEquals(isForked, moment.has(Effect.Release.class), moment::toString);
        if (isForked) {
            int pid = ((Event.Forked) moment.event()).pid();
            assertEquals(List.of(new Effect.Persist(), new Effect.Release(pid)), effects.subList(0, 2));
        }
    }

    /** Descendants are watched exactly while they are waited for, and signalled by nobody else. */
    private static void waits(World.Moment moment) {
        boolean clearing = moment.after().phase() instanceof Phase.Clearing;
        boolean wasClearing = moment.before().phase() instanceof Phase.Clearing;
        boolean awaits = moment.has(Effect.AwaitDescendants.class);
        assertTrue(clearing && !wasClearing ? awaits : !awaits || clearing, moment::toString);
        assertTrue(!moment.has(Effect.SignalDescendants.class) || clearing, moment::toString);
        assertTrue(!clearing || !moment.has(Effect.Signal.class), moment::toString);
        boolean isCleared = !clearing && (wasClearing || moment.event() instanceof Event.ProgramEnded end
                && end.pid() == moment.before().process() && end.pid() != 0);
        assertEquals(isCleared, moment.has(Effect.NameSurvivors.class), moment::toString);
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
        assertTrue(!(moment.after().phase() instanceof Phase.Delayed) || moment.after().delayUntil().isPresent());
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
