package zdaemon.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import net.jqwik.api.Assume;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import zdaemon.Behaviour;
import zdaemon.Paragraph;
import zdaemon.core.Phase.Delayed;
import zdaemon.core.Phase.Down;
import zdaemon.core.Phase.Finished;
import zdaemon.core.Phase.Running;
import zdaemon.core.World.Moment;

/** The promises of behaviour §4 over random lives; {@link World} and {@link Laws} check the ones of every step. */
@Domain(Scripts.class)
@Domain(DomainContext.Global.class)
class SupervisionTest {

    private static final long SECOND = 1_000_000_000L;
    private static final Ending CRASH = new Ending.Exited(3);

    /** What always holds: one program, one test, one answer, no deadline in the past, nothing left behind. */
    @Property(edgeCases = EdgeCasesMode.NONE)
    void everyLifeKeepsTheLaws(@ForAll ProgramRules rules, @ForAll @Size(max = 80) List<Act> script) {
        World world = new World(rules).play(script);
        assertEquals(world.state.phase() instanceof Finished, world.exit.isPresent());
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    @Behaviour(Paragraph.BACK_OFF)
    void anAlwaysCrashingProgramRunsBackoffLimitTimes(
            @ForAll @IntRange(min = 1, max = 30) int limit, @ForAll List<Boolean> ways) {
        World world = new World(rules(limit, false));
        world.feed(new Event.StartRequested());
        int runs = 0;
        while (world.exit.isEmpty() && runs <= limit) {
            runs++;
            crash(world, !ways.isEmpty() && ways.get(runs % ways.size()));
            world.pass(world.state.delayUntil().orElse(world.now));
        }
        assertEquals(limit, runs);
        assertEquals(limit, count(world, Effect.Spawn.class));
        assertEquals(1, world.exit.getAsInt());
        assertEquals(
                LongStream.range(1, limit).boxed().toList(),
                delays(world),
                "each delay is a second longer than the last");
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    @Behaviour(Paragraph.BACK_OFF)
    void foreverNeverEndsAndNeverWaitsLongerThanTheLimit(
            @ForAll @IntRange(min = 1, max = 12) int limit, @ForAll @Size(40) List<Boolean> ways) {
        World world = new World(rules(limit, true));
        world.feed(new Event.StartRequested());
        for (boolean way : ways) {
            crash(world, way);
            world.pass(world.state.delayUntil().orElseThrow());
        }
        assertTrue(world.exit.isEmpty());
        assertEquals(
                LongStream.rangeClosed(1, ways.size()).map(n -> Math.min(n, limit)).boxed().toList(), delays(world));
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    @Behaviour(Paragraph.BACK_OFF)
    void theCounterReturnsToZero(@ForAll ProgramRules rules, @ForAll @Size(max = 80) List<Act> script) {
        for (Moment moment : World.lives(rules, script)) {
            boolean wish = moment.event() instanceof Event.StartRequested
                    || moment.event() instanceof Event.StopRequested
                    || moment.event() instanceof Event.RestartRequested;
            boolean wasOver = moment.before().phase() instanceof Finished;
            if (!wasOver && (wish || endedAfter(moment, rules.backoffLimit()))) {
                assertEquals(0, moment.after().backoff(), moment::toString);
            }
        }
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    @Behaviour(Paragraph.BACK_OFF)
    void whatLivedLongEnoughIsRestartedAtOnce(
            @ForAll ProgramRules rules, @ForAll @Size(max = 80) List<Act> script) {
        for (Moment moment : World.lives(rules, script)) {
            if (endedAfter(moment, rules.backoffLimit()) && !listed(moment, rules)) {
                boolean waits = moment.after().phase() instanceof Phase.Clearing clearing && clearing.next() == Next.RESTART;
                assertTrue(moment.has(Effect.Spawn.class) || waits, moment::toString);
            }
        }
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    @Behaviour(Paragraph.EXIT_CODES)
    void aListedExitCodeEndsSupervisionAndADeathBySignalNever(
            @ForAll ProgramRules rules, @ForAll @Size(max = 80) List<Act> script) {
        for (Moment moment : World.lives(rules, script)) {
            if (!(moment.before().phase() instanceof Running && moment.event() instanceof Event.ProgramEnded end)) {
                continue;
            }
            if (listed(moment, rules) && end.othersLeft()) {
                assertEquals(Optional.of(Next.LISTED), moment.after().wish(), moment::toString);
            } else if (listed(moment, rules)) {
                assertEquals(new Finished(((Ending.Exited) end.ending()).status()), moment.after().phase());
            } else if (rules.forever()) {
                assertFalse(moment.after().phase() instanceof Finished, moment::toString);
            }
        }
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    @Behaviour(Paragraph.STOPPING)
    void stopWinsOverEveryRestartAndEndsInSigkillAtTheDeadline(
            @ForAll ProgramRules rules, @ForAll @Size(max = 80) List<Act> script) {
        Assume.that(rules.stopTimeoutNanos() > 0);
        World world = new World(rules).play(script);
        boolean alive = world.program != 0 && !world.killed;
        boolean wasOver = world.exit.isPresent();
        int before = world.past.size();
        long now = world.now;
        // A program is given its time from the first stop on; a child that is no program yet is given less.
        long killAt = world.state.phase() instanceof Running
                ? now + rules.stopTimeoutNanos()
                : Math.min(Machine.nextDeadline(world.state).orElse(now), now + rules.stopTimeoutNanos());

        world.feed(new Event.StopRequested());
        world.pass(now + rules.stopTimeoutNanos() + 3 * SECOND);

        List<Moment> after = world.past.subList(before, world.past.size());
        assertTrue(after.stream().noneMatch(moment -> moment.has(Effect.Spawn.class)));
        assertEquals(0, world.program);
        assertTrue(rules.hangAround() || world.exit.isPresent());
        assertTrue(wasOver || world.state.phase() instanceof Down || world.state.phase() instanceof Finished);
        if (alive) {
            Moment kill = after.stream().filter(SupervisionTest::kills).findFirst().orElseThrow();
            assertEquals(Math.max(killAt, now), kill.now());
        }
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    @Behaviour(Paragraph.WIRE_START)
    void aStartAfterAStopIsNotLost(
            @ForAll ProgramRules rules, @ForAll @Size(max = 60) List<Act> script, @ForAll boolean late) {
        Assume.that(rules.stopTimeoutNanos() > 0);
        World world = new World(rules).play(script);
        world.feed(new Event.StopRequested());
        if (late) {
            // The program ignores SIGTERM; the start comes between SIGKILL and the end.
            world.play(new Act.Stall(rules.stopTimeoutNanos()));
            world.feed(new Event.DeadlineReached());
        }
        boolean doomed = world.exit.isPresent() || world.past.stream().anyMatch(SupervisionTest::shutsDown);
        Assume.that(!doomed);
        int before = world.past.size();
        world.feed(new Event.StartRequested());
        assertTrue(world.past.get(before).after().shouldBeUp());
        world.play(new Act.Pass(rules.stopTimeoutNanos()));
        // Immortals in its scope are waited for no longer than that.
        world.play(new Act.Pass(3 * SECOND));

        assertTrue(world.past.subList(before, world.past.size()).stream()
                .anyMatch(moment -> moment.has(Effect.Spawn.class)));
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    @Behaviour(Paragraph.MANAGER_SIGNALS)
    void nothingOverridesAShutdown(@ForAll ProgramRules rules, @ForAll @Size(max = 60) List<Act> script) {
        Assume.that(rules.stopTimeoutNanos() > 0);
        World world = new World(rules).play(script);
        Assume.that(world.exit.isEmpty());
        world.feed(new Event.ShutdownRequested("SIGINT"));
        for (Event.Request request : Scripts.REQUESTS) {
            world.feed(request);
        }
        world.pass(world.now + rules.stopTimeoutNanos() + 3 * SECOND);
        assertTrue(world.exit.orElseThrow() == 1 || rules.isForeground() && world.exit.orElseThrow() == 0);
        assertInstanceOf(Finished.class, world.state.phase());
    }

    private static ProgramRules rules(int limit, boolean forever) {
        return new ProgramRules(limit, forever, Set.of(0, 2), 5 * SECOND, false, false, 5 * SECOND);
    }

    /** One quick end: of the program, or before it has become one. */
    private static void crash(World world, boolean early) {
        world.exec(!early);
        world.end(CRASH);
    }

    private static List<Long> delays(World world) {
        return world.past.stream()
                .filter(moment -> !(moment.before().phase() instanceof Delayed))
                .flatMap(moment -> moment.after().delayUntil().stream()
                        .mapToObj(until -> (until - moment.now()) / SECOND))
                .toList();
    }

    private static long count(World world, Class<? extends Effect> kind) {
        return world.past.stream().filter(moment -> moment.has(kind)).count();
    }

    private static boolean kills(Moment moment) {
        return moment.effects().stream()
                .anyMatch(effect -> effect instanceof Effect.Signal(_, StopSignal signal) && signal == StopSignal.KILL);
    }

    private static boolean shutsDown(Moment moment) {
        return moment.event() instanceof Event.ShutdownRequested;
    }

    private static boolean endedAfter(Moment moment, int seconds) {
        return moment.event() instanceof Event.ProgramEnded
                && moment.before().phase() instanceof Running(_, long since, _)
                && moment.now() - since >= seconds * SECOND
                && !(moment.after().phase() instanceof Finished)
                && !moment.after().wish().equals(Optional.of(Next.LISTED));
    }

    private static boolean listed(Moment moment, ProgramRules rules) {
        return moment.event() instanceof Event.ProgramEnded(_, Ending.Exited(int status), _)
                && rules.exitCodes().contains(status);
    }
}
