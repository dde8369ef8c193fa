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

/** That each phase can be written down and read is told by {@link EveryPairTest}. */
class SnapshotTest {
    private static final ProgramRules RULES = new ProgramRules(10, false, Set.of(0), 5, false, true, 7);

    @Property
    void timesKeepTheirDistance(@ForAll @LongRange(min = -9, max = 9) long left, @ForAll int crashes) {
        long then = 1000;
        long now = 77;
        for (Phase phase : List.of(
                new Phase.Delayed(then + left),
                new Phase.Spawning(7, then + left),
                new Phase.Running(7, then + left, new Readiness.Ready()),
                new Phase.Running(7, then, new Readiness.Proving(then + left)),
                new Phase.Stopping(7, then + left, Next.RESTART),
                new Phase.Clearing(7, new Ending.Exited(1), then + left, true, Next.RETRY))) {
            ProgramState state = new ProgramState(
                    RULES, phase, crashes, Optional.of(new Birth("7 1 x", 9, then - 5, true)), true, "");
            ProgramState back = Snapshot.decode(RULES, Snapshot.encode(state, then), now).orElseThrow();
            assertEquals(Snapshot.encode(state, then), Snapshot.encode(back, now));
            assertEquals(now - 5, back.birth().orElseThrow().moment());
            OptionalLong deadline = Machine.nextDeadline(state);
            assertEquals(deadline.isPresent() ? OptionalLong.of(deadline.getAsLong() - then + now) : deadline,
                    Machine.nextDeadline(back));
        }
    }

    @Property
    void anyFailureIsRead(@ForAll String failure, @ForAll String identity) {
        ProgramState state = new ProgramState(
                RULES, new Phase.Down(), 0, Optional.of(new Birth(identity, 1, 2, false)), true, failure);
        assertEquals(Optional.of(state), Snapshot.decode(RULES, Snapshot.encode(state, 5), 5));
    }

    /** Release 1.0 wrote no more than this, and reads no more. */
    @Test
    void whatReleaseOneWrote() {
        ProgramState running = Snapshot.decode(RULES, "3 100 running 7 60 ready", 1000).orElseThrow();
        assertEquals(new Phase.Running(7, 940, new Readiness.Ready()), running.phase());
        assertEquals(3, running.backoff());
        assertEquals(Optional.of(new Birth("", 0, 900, false)), running.birth());
        assertEquals(new Phase.Running(7, 940, new Readiness.Resting(1000)),
                Snapshot.decode(RULES, "0 100 running 7 60 testing", 1000).orElseThrow().phase());
        assertEquals(new Phase.Stopping(7, 1060, Next.SHUTDOWN),
                Snapshot.decode(RULES, "0 100 stopping 7 60 SHUTDOWN", 1000).orElseThrow().phase());
        assertEquals(new Phase.Killing(7, Next.RETRY),
                Snapshot.decode(RULES, "0 100 killing 7 RETRY", 1000).orElseThrow().phase());
        assertEquals(new Phase.Delayed(1060), Snapshot.decode(RULES, "2 100 delayed 60", 1000).orElseThrow().phase());
        ProgramState down = Snapshot.decode(RULES, "0 never down", 1000).orElseThrow();
        assertEquals(new Phase.Down(), down.phase());
        assertEquals(Optional.empty(), down.birth());
    }

    @Test
    void unknownFieldsAreSkipped() {
        assertEquals(new Phase.Down(),
                Snapshot.decode(RULES, "0 never down cause=deploy run=1 colour=blue", 0).orElseThrow().phase());
    }

    @Test
    void nonsenseIsNotUnderstood() {
        for (String text : List.of("", "1", "1 2", "1 2 up", "x 2 down", "1 x down", "1 2 delayed", "1 2 killing 7 NEVER",
                "1 2 clearing 7 5 STOP killed exited", "1 2 down failure=00")) {
            assertEquals(Optional.empty(), Snapshot.decode(RULES, text, 0), text);
        }
    }
}
