package zdaemon.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every event in every state, reachable or not, before, at and after its deadline. */
class EveryPairTest {

    private static final int PID = 7;
    private static final int TEST = 8;
    private static final long NOW = 1_000_000;

    private static final List<Event> EVENTS = List.of(
            new Event.StartRequested(),
            new Event.StopRequested(),
            new Event.RestartRequested(),
            new Event.ExitRequested(),
            new Event.ShutdownRequested("SIGHUP"),
            new Event.Adopted(PID, "7 12 x", 70, 12, 1, true, Optional.empty()),
            new Event.Adopted(PID, "7 12 x", 70, 12, 1, false, Optional.empty()),
            new Event.Adopted(PID, "7 12 x", 70, 12, 1, true, Optional.of(Next.STOP)),
            new Event.Adopted(PID, "7 12 x", 70, 12, 1, true, Optional.of(Next.SHUTDOWN)),
            new Event.Adopted(PID, "7 12 x", 70, 12, 1, true, Optional.of(Next.RETRY)),
            new Event.Adopted(PID, "7 12 x", 70, 12, 1, true, Optional.of(Next.HOPELESS)),
            new Event.Forked(PID, "7 12 x", 70),
            new Event.ForkFailed("no fork"),
            new Event.ExecConfirmed(PID),
            new Event.ExecConfirmed(99),
            new Event.ExecFailed(PID, "no exec", false),
            new Event.ExecFailed(PID, "no exec", true),
            new Event.ExecFailed(99, "no exec", true),
            new Event.ProgramEnded(PID, new Ending.Exited(0), false),
            new Event.ProgramEnded(PID, new Ending.Exited(1), false),
            new Event.ProgramEnded(PID, new Ending.Killed(11, "SIGSEGV", true), false),
            new Event.ProgramEnded(PID, new Ending.Unknown(), false),
            new Event.ProgramEnded(99, new Ending.Exited(0), false),
            new Event.ProgramEnded(0, new Ending.Exited(0), false),
            new Event.ProgramEnded(PID, new Ending.Exited(0), true),
            new Event.ProgramEnded(PID, new Ending.Exited(1), true),
            new Event.ProgramEnded(PID, new Ending.Killed(9, "SIGKILL", false), true),
            new Event.DescendantsEnded(PID),
            new Event.DescendantsEnded(99),
            new Event.TestForked(TEST),
            new Event.TestForkFailed("no fork"),
            new Event.TestEnded(TEST, true),
            new Event.TestEnded(TEST, false),
            new Event.TestEnded(99, true),
            new Event.DeadlineReached());

    @Test
    void everyStateTakesEveryEventAndKeepsTheLaws() {
        int pairs = 0;
        for (ProgramRules rules : rules()) {
            for (Phase phase : phases()) {
                for (Event event : EVENTS) {
                    step(state(rules, phase), event);
                    pairs++;
                }
            }
        }
        assertTrue(pairs > 20_000, () -> "too few pairs");
    }

    @Test
    void strangersAndLatecomersChangeNothing() {
        List<Event> strange = List.of(
                new Event.ExecConfirmed(99),
                new Event.ExecFailed(99, "no exec", true),
                new Event.ProgramEnded(99, new Ending.Exited(0), false),
                new Event.DescendantsEnded(99),
                new Event.TestEnded(99, true));
        for (ProgramRules rules : rules()) {
            for (Phase phase : phases()) {
                ProgramState state = state(rules, phase);
                World.Moment silence = step(state, new Event.DeadlineReached());
                for (Event event : strange) {
                    World.Moment moment = step(state, event);
                    assertEquals(silence.effects(), moment.effects(), moment::toString);
                    assertEquals(silence.after(), moment.after(), moment::toString);
                }
            }
        }
    }

    /** A state that was written down and read goes on as the one that was not, but for the start test, which is begun anew. */
    @Test
    void everyPhaseIsResumed() {
        for (ProgramRules rules : rules()) {
            for (Phase phase : phases()) {
                ProgramState state = state(rules, phase);
                ProgramState read = Snapshot.decode(rules, Snapshot.encode(state, NOW), NOW).orElseThrow();
                boolean testing = phase instanceof Phase.Running(_, _, Readiness readiness)
                        && (readiness instanceof Readiness.Launching || readiness instanceof Readiness.Testing
                                || readiness instanceof Readiness.Resting);
                assertEquals(testing ? state.in(new Phase.Running(PID, NOW - 5, new Readiness.Resting(NOW))) : state, read);
                Step resumed = Machine.resume(read, NOW);
                assertTrue(Machine.nextDeadline(resumed.state()).orElse(NOW + 1) > NOW, resumed::toString);
                assertEquals(resumed.state().phase() instanceof Phase.Starting,
                        resumed.effects().stream().anyMatch(Effect.Spawn.class::isInstance), resumed::toString);
                assertEquals(resumed.state().phase() instanceof Phase.Clearing,
                        resumed.effects().stream().anyMatch(Effect.AwaitDescendants.class::isInstance), resumed::toString);
                assertEquals(resumed.state().phase() instanceof Phase.Finished,
                        resumed.effects().stream().anyMatch(Effect.Exit.class::isInstance), resumed::toString);
                assertEquals(resumed.state().process() != 0,
                        resumed.effects().contains(new Effect.Persist()), resumed::toString);
            }
        }
    }

    private static ProgramState state(ProgramRules rules, Phase phase) {
        return new ProgramState(
                rules, phase, 2, Optional.of(new Birth("7 12 x", 70, NOW - 10, false)), rules.forever(), "it's \n odd");
    }

    private static World.Moment step(ProgramState state, Event event) {
        Step step = Machine.step(state, event, NOW);
        World.Moment moment = new World.Moment(NOW, state, event, step.effects(), step.state());
        Laws.check(moment);
        return moment;
    }

    private static List<Phase> phases() {
        List<Phase> phases = new ArrayList<>(List.of(
                new Phase.Down(), new Phase.Starting(), new Phase.Finished(0), new Phase.Finished(3)));
        for (Next next : Next.values()) {
            phases.add(new Phase.Recalled(next));
            phases.add(new Phase.Killing(PID, next));
        }
        for (long time : List.of(NOW - 1, NOW, NOW + 1)) {
            phases.add(new Phase.Delayed(time));
            phases.add(new Phase.Spawning(PID, time));
            phases.add(new Phase.Running(PID, NOW - 5, new Readiness.Resting(time)));
            phases.add(new Phase.Running(PID, NOW - 5, new Readiness.Proving(time)));
            for (Next next : Next.values()) {
                phases.add(new Phase.Stopping(PID, time, next));
                phases.add(new Phase.Clearing(PID, new Ending.Exited(3), time, false, next));
                phases.add(new Phase.Clearing(PID, new Ending.Killed(9, "SIGKILL", false), time, true, next));
            }
        }
        phases.add(new Phase.Stopping(PID, Phase.NEVER, Next.STOP));
        phases.add(new Phase.Clearing(PID, new Ending.Exited(0), Phase.NEVER, false, Next.RESTART));
        phases.add(new Phase.Running(PID, NOW - 5, new Readiness.Ready()));
        phases.add(new Phase.Running(PID, NOW - 5, new Readiness.Launching(NOW - 1)));
        phases.add(new Phase.Running(PID, NOW - 5, new Readiness.Testing(TEST, NOW - 2_000_000_000L)));
        return phases;
    }

    private static List<ProgramRules> rules() {
        List<ProgramRules> rules = new ArrayList<>();
        for (int limit : List.of(-1, 0, 1, 3, 10)) {
            for (int bits = 0; bits < 16; bits++) {
                rules.add(new ProgramRules(
                        limit, (bits & 1) != 0, Set.of(0, 2), limit, (bits & 2) != 0, (bits & 4) != 0, 5,
                        limit, (bits & 8) != 0));
            }
        }
        return rules;
    }
}
