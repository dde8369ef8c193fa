package zdaemon.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class SnapshotTest {
    private static final ProgramRules RULES = new ProgramRules(10, false, Set.of(0), 5, false, true, 7);

    @Property
    void timesKeepTheirDistance(@ForAll @LongRange(min = -9, max = 9) long left, @ForAll int crashes) {
        long then = 1000;
        long now = 77;
        for (Phase phase : List.of(
                new Phase.Down(),
                new Phase.Delayed(then + left),
                new Phase.Running(7, then + left, new Readiness.Ready()),
                new Phase.Stopping(7, then + left, Next.RESTART),
                new Phase.Killing(7, Next.STOP))) {
            ProgramState state = new ProgramState(RULES, phase, crashes, OptionalLong.of(then - 5));
            ProgramState back = Snapshot.decode(RULES, Snapshot.encode(state, then).orElseThrow(), now).orElseThrow();
            assertEquals(Snapshot.encode(state, then), Snapshot.encode(back, now));
            assertEquals(OptionalLong.of(now - 5), back.lastStart());
            assertEquals(state.application(), back.application());
            assertEquals(
                    Machine.nextDeadline(state).isPresent(), Machine.nextDeadline(back).isPresent());
        }
    }

    @Test
    void aStartTestIsBegunAnew() {
        ProgramState testing = new ProgramState(
                RULES, new Phase.Running(7, 5, new Readiness.Testing(8, 6)), 0, OptionalLong.empty());
        ProgramState back = Snapshot.decode(RULES, Snapshot.encode(testing, 10).orElseThrow(), 20).orElseThrow();
        assertEquals(OptionalLong.of(20), Machine.nextDeadline(back));
        assertEquals(OptionalLong.empty(), back.lastStart());
    }

    @Test
    void noSnapshotBetweenForkAndExec() {
        for (Phase phase : List.of(new Phase.Starting(), new Phase.Spawning(7, 5), new Phase.Recalled(Next.STOP),
                new Phase.Finished(0))) {
            ProgramState state = new ProgramState(RULES, phase, 0, OptionalLong.empty());
            assertEquals(Optional.empty(), Snapshot.encode(state, 0));
        }
    }

    @Test
    void nonsenseIsNotUnderstood() {
        for (String text : List.of("", "1", "1 2", "1 2 up", "x 2 down", "1 x down", "1 2 delayed", "1 2 killing 7 NEVER")) {
            assertEquals(Optional.empty(), Snapshot.decode(RULES, text, 0), text);
        }
    }
}
