package zdaemon.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import zdaemon.Behaviour;
import zdaemon.Paragraph;
import zdaemon.core.Effect.AnnounceFailed;
import zdaemon.core.Effect.AnnounceReady;
import zdaemon.core.Effect.AnnounceStarted;
import zdaemon.core.Effect.Answer;
import zdaemon.core.Effect.AwaitDescendants;
import zdaemon.core.Effect.Exit;
import zdaemon.core.Effect.KillTest;
import zdaemon.core.Effect.Log;
import zdaemon.core.Effect.Signal;
import zdaemon.core.Effect.SignalDescendants;
import zdaemon.core.Effect.Spawn;
import zdaemon.core.Effect.SpawnTest;
import zdaemon.core.Ending.Exited;
import zdaemon.core.Ending.Killed;
import zdaemon.core.Ending.Unknown;
import zdaemon.core.Event.Adopted;
import zdaemon.core.Event.DeadlineReached;
import zdaemon.core.Event.DescendantsEnded;
import zdaemon.core.Event.ExecConfirmed;
import zdaemon.core.Event.ExecFailed;
import zdaemon.core.Event.ExitRequested;
import zdaemon.core.Event.ForkFailed;
import zdaemon.core.Event.Forked;
import zdaemon.core.Event.ProgramEnded;
import zdaemon.core.Event.RestartRequested;
import zdaemon.core.Event.ShutdownRequested;
import zdaemon.core.Event.StartRequested;
import zdaemon.core.Event.StopRequested;
import zdaemon.core.Event.TestEnded;
import zdaemon.core.Event.TestForkFailed;
import zdaemon.core.Event.TestForked;

/** The stories of behaviour §4, word by word. */
class MachineTest {

    private static final long SECOND = 1_000_000_000L;
    private static final Effect PERSIST = new Effect.Persist();
    private static final Effect RELEASE = new Effect.Release(7);
    private static final Effect TERM = new Signal(7, StopSignal.TERM);
    private static final Effect CONT = new Signal(7, StopSignal.CONT);
    private static final Effect KILL = new Signal(7, StopSignal.KILL);
    private static final Effect EXITING = info("Exiting");

    private ProgramState state;
    private long now;

    @BeforeEach
    void theDefaults() {
        rules(10, false, false, false);
    }

    @Test
    @Behaviour({Paragraph.WIRE_START, Paragraph.MANAGER_MESSAGES})
    void startRunsTheProgramAndSaysSo() {
        assertFalse(state.shouldBeUp());
        effects(new StartRequested(), new Answer(Reply.STARTED), new Spawn());
        now = 3 * SECOND;
        assertEquals(List.of(PERSIST, RELEASE, info("spawned process pid=7")), step(forked(7)));
        assertEquals(new Birth("7 12 x", 70, now, false), state.birth().orElseThrow());
        assertEquals(7, state.application());
        assertFalse(state.ready());
        effects(new ExecConfirmed(7), new AnnounceStarted(7), new AnnounceReady(7));
        assertTrue(state.ready());
        effects(new StartRequested(), new Answer(Reply.ALREADY_STARTED));
        assertEquals(OptionalLong.empty(), Machine.nextDeadline(state));
    }

    @Test
    @Behaviour({Paragraph.BACK_OFF, Paragraph.MANAGER_MESSAGES})
    void aCrashIsFollowedByAPauseAndAStart() {
        run(7);
        effects(
                new ProgramEnded(7, new Exited(1), false),
                info("pid 7: exit status 1"),
                info("sleep 1 to avoid rapid restarts"));
        assertEquals(OptionalLong.of(SECOND), state.delayUntil());
        assertTrue(state.shouldBeUp());
        now = SECOND - 1;
        effects(new DeadlineReached());
        now = SECOND;
        effects(new DeadlineReached(), new Spawn());
    }

    @Test
    @Behaviour({Paragraph.BACK_OFF, Paragraph.MANAGER_MESSAGES})
    void theLastCrashEndsTheManager() {
        rules(1, false, true, false);
        run(7);
        effects(
                new ProgramEnded(7, new Killed(11, "SIGSEGV", true), false),
                info("pid 7: terminated by SIGSEGV (core dumped)"),
                new Log(Level.CRITICAL, "restarting too frequently; quit"),
                new AnnounceFailed("restarting too frequently; quit: pid 7: terminated by SIGSEGV (core dumped)"),
                EXITING,
                new Exit(1));
        effects(new StartRequested(), new Answer(Reply.EXITING_NOW));
        effects(new StopRequested(), new Answer(Reply.ALREADY_STOPPED));
    }

    @Test
    @Behaviour(Paragraph.BACK_OFF)
    void whatLivedTheLimitIsRestartedAtOnce() {
        run(7);
        now = 10 * SECOND;
        effects(
                new ProgramEnded(7, new Killed(15, "SIGTERM", false), false),
                info("pid 7: terminated by SIGTERM"),
                new Spawn());
    }

    @Test
    @Behaviour(Paragraph.BACK_OFF)
    void whatLivedANanosecondLessIsNot() {
        run(7);
        now = 10 * SECOND - 1;
        step(new ProgramEnded(7, new Exited(1), false));
        assertEquals(1, state.backoff());
        assertEquals(OptionalLong.of(now + SECOND), state.delayUntil());
    }

    @Test
    @Behaviour(Paragraph.BACK_OFF)
    void theLifeBeginsWithTheExec() {
        step(new StartRequested());
        step(forked(7));
        now = SECOND;
        step(new ExecConfirmed(7));
        now = 10 * SECOND;
        step(new ProgramEnded(7, new Exited(1), false));
        assertEquals(1, state.backoff());
    }

    @Test
    @Behaviour({Paragraph.EXIT_CODES, Paragraph.MANAGER_MESSAGES})
    void aListedStatusEndsTheManagerWithIt() {
        rules(10, true, true, true);
        run(7);
        step(new TestForked(8));
        effects(
                new ProgramEnded(7, new Exited(2), false),
                new KillTest(8),
                info("pid 7: exit status 2; exiting now"),
                new AnnounceFailed("pid 7: exit status 2; exiting now"),
                EXITING,
                new Exit(2));
    }

    @Test
    @Behaviour(Paragraph.STOPPING)
    void stopIsTermThenKillThenTheEnd() {
        run(7);
        effects(new StopRequested(), new Answer(Reply.SENT_SIGTERM), TERM, CONT);
        assertFalse(state.shouldBeUp());
        now = 2 * SECOND;
        effects(new StopRequested(), new Answer(Reply.SENT_SIGTERM), TERM, CONT);
        assertEquals(OptionalLong.of(5 * SECOND), Machine.nextDeadline(state));
        now = 5 * SECOND;
        effects(new DeadlineReached(), KILL);
        effects(new StopRequested(), new Answer(Reply.SENT_SIGTERM));
        effects(
                new ProgramEnded(7, new Killed(9, "SIGKILL", false), false),
                info("pid 7: terminated by SIGKILL"),
                EXITING,
                new Exit(0));
    }

    @Test
    @Behaviour({Paragraph.EXIT_CODES, Paragraph.STOPPING})
    void aStatusOfAStoppedProgramIsNotByItself() {
        rules(10, false, true, false);
        run(7);
        step(new StopRequested());
        effects(new ProgramEnded(7, new Exited(2), false), info("pid 7: exit status 2"));
        assertEquals(new Phase.Down(), state.phase());
        effects(new StartRequested(), new Answer(Reply.STARTED), new Spawn());
    }

    @Test
    @Behaviour({Paragraph.BACK_OFF, Paragraph.STOPPING, Paragraph.WIRE_STOP})
    void stopInADelayEndsTheManager() {
        run(7);
        step(new ProgramEnded(7, new Exited(1), false));
        effects(new StopRequested(), new Answer(Reply.ALREADY_STOPPED), EXITING, new Exit(0));
    }

    @Test
    @Behaviour({Paragraph.BACK_OFF, Paragraph.STOPPING})
    void stopInADelayCancelsItInAManagerThatHangsAround() {
        rules(10, false, true, false);
        run(7);
        step(new ProgramEnded(7, new Exited(1), false));
        effects(new StopRequested(), new Answer(Reply.ALREADY_STOPPED));
        now = 100 * SECOND;
        effects(new DeadlineReached());
        assertEquals(0, state.backoff());
    }

    @Test
    @Behaviour({Paragraph.BACK_OFF, Paragraph.WIRE_START})
    void startInADelayActsAtOnceAndResetsTheCounter() {
        run(7);
        step(new ProgramEnded(7, new Exited(1), false));
        effects(new StartRequested(), new Answer(Reply.STARTED), new Spawn());
        assertEquals(0, state.backoff());
    }

    @Test
    @Behaviour({Paragraph.BACK_OFF, Paragraph.WIRE_RESTART})
    void restartIsTermThenAStartThatIsNotCounted() {
        run(7);
        effects(new RestartRequested(), new Answer(Reply.WILL_RESTART), TERM, CONT);
        assertTrue(state.shouldBeUp());
        effects(new ProgramEnded(7, new Exited(0), false), info("pid 7: exit status 0"), new Spawn());
        assertEquals(0, state.backoff());
    }

    @Test
    @Behaviour({Paragraph.BACK_OFF, Paragraph.WIRE_RESTART})
    void restartInADelayStarts() {
        run(7);
        step(new ProgramEnded(7, new Exited(1), false));
        effects(new RestartRequested(), new Answer(Reply.STARTED), new Spawn());
    }

    @Test
    @Behaviour(Paragraph.WIRE_START)
    void aStartWhileDyingBringsTheProgramUpAgain() {
        run(7);
        step(new StopRequested());
        effects(new StartRequested(), new Answer(Reply.ALREADY_STARTED));
        effects(new ProgramEnded(7, new Exited(0), false), info("pid 7: exit status 0"), new Spawn());
    }

    @Test
    @Behaviour(Paragraph.WIRE_EXIT)
    void exitEndsEvenAManagerThatHangsAround() {
        rules(10, false, true, false);
        run(7);
        effects(new ExitRequested(), new Answer(Reply.WILL_EXIT), TERM, CONT);
        effects(new ProgramEnded(7, new Exited(1), false), info("pid 7: exit status 1"), EXITING, new Exit(0));
    }

    @Test
    @Behaviour(Paragraph.WIRE_EXIT)
    void exitWithoutAProgramIsNow() {
        rules(10, false, true, false);
        effects(new ExitRequested(), new Answer(Reply.EXITING_NOW), EXITING, new Exit(0));
    }

    @Test
    @Behaviour(Paragraph.MANAGER_SIGNALS)
    void aSignalToTheManagerStopsTheProgramAndExitsWithOne() {
        run(7);
        effects(new ShutdownRequested("SIGTERM"), new Log(Level.CRITICAL, "daemon manager killed by SIGTERM"), TERM, CONT);
        effects(new StartRequested(), new Answer(Reply.ALREADY_STARTED));
        assertFalse(state.shouldBeUp());
        effects(new ProgramEnded(7, new Exited(0), false), info("pid 7: exit status 0"), EXITING, new Exit(1));
    }

    @Test
    @Behaviour({Paragraph.READINESS, Paragraph.MANAGER_MESSAGES})
    void theStartTestIsRepeatedEverySecondUntilItSucceeds() {
        rules(10, false, false, true);
        effects(new StartRequested(), new Answer(Reply.STARTED), new Spawn());
        step(forked(7));
        assertTrue(state.testing());
        effects(new ExecConfirmed(7), new AnnounceStarted(7), new SpawnTest());
        step(new TestForked(8));
        now = SECOND / 4;
        effects(new TestEnded(8, false), new Log(Level.DEBUG, "start test failed"));
        assertEquals(OptionalLong.of(SECOND), Machine.nextDeadline(state));
        now = SECOND;
        effects(new DeadlineReached(), new SpawnTest());
        step(new TestForked(9));
        now = 3 * SECOND;
        effects(new TestEnded(9, false), new Log(Level.DEBUG, "start test failed"), new SpawnTest());
        effects(
                new TestForkFailed("can't fork"),
                new Log(Level.ERROR, "can't fork"),
                new Log(Level.DEBUG, "start test failed"));
        now = 4 * SECOND;
        effects(new DeadlineReached(), new SpawnTest());
        step(new TestForked(10));
        assertTrue(state.testing());
        effects(new TestEnded(10, true), new Log(Level.DEBUG, "start test succeeded"), new AnnounceReady(7));
        assertFalse(state.testing());
        assertTrue(state.ready());
    }

    @Test
    @Behaviour({Paragraph.READINESS, Paragraph.STOPPING})
    void stopKillsTheStartTestAndIgnoresItsResult() {
        rules(10, false, false, true);
        run(7);
        step(new TestForked(8));
        effects(new StopRequested(), new Answer(Reply.SENT_SIGTERM), new KillTest(8), TERM, CONT);
        effects(new TestEnded(8, true));
    }

    @Test
    void aTestThatIsForkedTooLateIsKilled() {
        rules(10, false, false, true);
        run(7);
        step(new StopRequested());
        effects(new TestForked(8), new KillTest(8));
    }

    @Test
    @Behaviour(Paragraph.BACK_OFF)
    void aFailedForkIsTriedAgain() {
        step(new StartRequested());
        effects(
                new ForkFailed("can't fork: Cannot allocate memory"),
                new Log(Level.ERROR, "can't fork: Cannot allocate memory"),
                info("sleep 1 to avoid rapid restarts"));
        assertEquals(Optional.empty(), state.birth());
    }

    @Test
    @Behaviour(Paragraph.BACK_OFF)
    void aFailedForkDoesNotEndAManagerWithoutBackOff() {
        rules(0, false, false, false);
        for (int i = 0; i < 20; i++) {
            step(new StartRequested());
            effects(
                    new ForkFailed("can't fork"),
                    new Log(Level.ERROR, "can't fork"),
                    info("sleep 1 to avoid rapid restarts"));
        }
    }

    @Test
    void aFailedExecIsLoggedKilledAndTriedAgain() {
        step(new StartRequested());
        step(forked(7));
        effects(
                new ExecFailed(7, "can't exec '/x': Permission denied", false),
                new Log(Level.ERROR, "can't exec '/x': Permission denied"),
                KILL);
        effects(
                new ProgramEnded(7, new Exited(127), false),
                info("pid 7: exit status 127"),
                info("sleep 1 to avoid rapid restarts"));
    }

    @Test
    void aSilentChildIsKilledAndTriedAgain() {
        step(new StartRequested());
        step(forked(7));
        assertEquals(OptionalLong.of(2 * SECOND), Machine.nextDeadline(state));
        now = 2 * SECOND;
        effects(new DeadlineReached(), new Log(Level.ERROR, "pid 7: no exec after 2 s"), KILL);
        assertTrue(state.shouldBeUp());
        effects(
                new ProgramEnded(7, new Killed(9, "SIGKILL", false), false),
                info("pid 7: terminated by SIGKILL"),
                info("sleep 1 to avoid rapid restarts"));
    }

    @Test
    void aSilentChildThatIsStoppedIsKilledInTimeToo() {
        step(new StartRequested());
        step(forked(7));
        effects(new StopRequested(), new Answer(Reply.SENT_SIGTERM), TERM, CONT);
        assertEquals(OptionalLong.of(2 * SECOND), Machine.nextDeadline(state));
        now = SECOND;
        effects(new ExecConfirmed(7));
        assertEquals(OptionalLong.of(6 * SECOND), Machine.nextDeadline(state));
    }

    @Test
    void aWishBetweenTheOrderAndTheForkIsKept() {
        step(new StartRequested());
        effects(new StopRequested(), new Answer(Reply.SENT_SIGTERM));
        assertFalse(state.shouldBeUp());
        effects(forked(7), RELEASE, info("spawned process pid=7"), TERM, CONT);
        effects(
                new ProgramEnded(7, new Killed(15, "SIGTERM", false), false),
                info("pid 7: terminated by SIGTERM"),
                EXITING,
                new Exit(0));
    }

    @Test
    @Behaviour(Paragraph.START)
    void aProgramCountsAsStartedWhenItHasLivedSoLong() {
        started(2 * SECOND, false);
        step(new StartRequested());
        step(forked(7));
        effects(new ExecConfirmed(7), new AnnounceStarted(7));
        assertFalse(state.ready());
        assertFalse(state.testing());
        assertEquals(OptionalLong.of(2 * SECOND), Machine.nextDeadline(state));
        now = 2 * SECOND;
        effects(new DeadlineReached(), new AnnounceReady(7));
        assertTrue(state.ready());
    }

    @Test
    @Behaviour(Paragraph.START)
    void aProgramThatEndsBeforeHasNotStarted() {
        started(2 * SECOND, false);
        run(7);
        now = 2 * SECOND - 1;
        effects(new ProgramEnded(7, new Exited(1), false), info("pid 7: exit status 1"),
                info("sleep 1 to avoid rapid restarts"));
    }

    @Test
    @Behaviour(Paragraph.HOPELESS_START)
    void aFirstStartThatCanNeverSucceedIsTheLast() {
        step(new StartRequested());
        step(forked(7));
        effects(new ExecFailed(7, "can't exec '/x': Permission denied", true),
                new Log(Level.ERROR, "can't exec '/x': Permission denied"), KILL);
        assertFalse(state.shouldBeUp());
        effects(new ProgramEnded(7, new Exited(127), false), info("pid 7: exit status 127"),
                new AnnounceFailed("can't exec '/x': Permission denied"), EXITING, new Exit(2));
    }

    @Test
    @Behaviour(Paragraph.HOPELESS_START)
    void onceAProgramHasRunTheSameIsAQuickEnd() {
        run(7);
        step(new ProgramEnded(7, new Exited(1), false));
        now = SECOND;
        step(new DeadlineReached());
        step(forked(8));
        step(new ExecFailed(8, "can't exec '/x': Permission denied", true));
        effects(new ProgramEnded(8, new Exited(127), false), info("pid 8: exit status 127"),
                info("sleep 2 to avoid rapid restarts"));
    }

    @Test
    @Behaviour(Paragraph.STOPPING)
    void withoutAStopTimeoutNobodyIsKilled() {
        state = Machine.initial(new ProgramRules(10, false, Set.of(), 0, false, false, 2 * SECOND));
        run(7);
        effects(new StopRequested(), new Answer(Reply.SENT_SIGTERM), TERM, CONT);
        assertEquals(OptionalLong.empty(), Machine.nextDeadline(state));
        assertEquals(OptionalLong.empty(), state.delayUntil());
        now = 1_000_000 * SECOND;
        effects(new DeadlineReached());
    }

    @Test
    @Behaviour(Paragraph.WIRE_STATUS)
    void theDelayOfAStopIsTheTimeUntilSigkill() {
        run(7);
        now = SECOND;
        step(new StopRequested());
        assertEquals(OptionalLong.of(6 * SECOND), state.delayUntil());
        step(new ProgramEnded(7, new Exited(0), true));
        assertEquals(OptionalLong.of(6 * SECOND), state.delayUntil());
    }

    @Test
    @Behaviour(Paragraph.MANAGER_SIGNALS)
    void aSignalInTheForegroundIsNoFailureUnlessTheProgramHadToBeKilled() {
        started(0, true);
        run(7);
        step(new ShutdownRequested("SIGTERM"));
        effects(new ProgramEnded(7, new Exited(0), false), info("pid 7: exit status 0"), EXITING, new Exit(0));
        started(0, true);
        run(7);
        step(new ShutdownRequested("SIGTERM"));
        now = 5 * SECOND;
        effects(new DeadlineReached(), KILL);
        effects(new ProgramEnded(7, new Killed(9, "SIGKILL", false), false), info("pid 7: terminated by SIGKILL"), EXITING,
                new Exit(1));
    }

    @Test
    void whoIsLeftOfAStopIsWaitedForAndThenKilledAndThenNotWaitedForAnyLonger() {
        run(7);
        step(new StopRequested());
        now = SECOND;
        effects(new ProgramEnded(7, new Exited(0), true), info("pid 7: exit status 0"), new AwaitDescendants(7));
        assertEquals(7, state.application());
        assertEquals(0, state.process());
        effects(new StopRequested(), new Answer(Reply.SENT_SIGTERM), new SignalDescendants(7, StopSignal.TERM),
                new SignalDescendants(7, StopSignal.CONT));
        now = 5 * SECOND;
        effects(new DeadlineReached(), new SignalDescendants(7, StopSignal.KILL), new AwaitDescendants(7));
        now = 7 * SECOND;
        assertEquals(List.of(new Effect.NameSurvivors(7, true), EXITING, new Exit(0)), step(new DeadlineReached()));
    }

    @Test
    void whoIsLeftOfACrashIsKilledBeforeTheNextStart() {
        run(7);
        effects(new ProgramEnded(7, new Exited(1), true), info("pid 7: exit status 1"),
                new SignalDescendants(7, StopSignal.KILL), new AwaitDescendants(7));
        assertTrue(state.shouldBeUp());
        effects(new DescendantsEnded(7), info("sleep 1 to avoid rapid restarts"));
    }

    @Test
    void aRestartWhileOthersEndIsKept() {
        run(7);
        step(new StopRequested());
        step(new ProgramEnded(7, new Exited(0), true));
        effects(new RestartRequested(), new Answer(Reply.WILL_RESTART), new SignalDescendants(7, StopSignal.TERM),
                new SignalDescendants(7, StopSignal.CONT));
        effects(new DescendantsEnded(7), new Spawn());
    }

    private void started(long startNanos, boolean isForeground) {
        state = Machine.initial(new ProgramRules(
                10, false, Set.of(0, 2), 5 * SECOND, false, false, 2 * SECOND, startNanos, isForeground));
        now = 0;
    }

    @Test
    void anOrphanIsAdoptedAndItsLifetimeCountsFromItsStart() {
        now = 100 * SECOND;
        effects(
                new Adopted(7, "7 12 x", 70, 9 * SECOND, 3, true, Optional.empty()),
                info("adopted process pid=7"),
                new AnnounceStarted(7),
                new AnnounceReady(7));
        assertTrue(state.ready());
        assertEquals(3, state.backoff());
        assertEquals(new Birth("7 12 x", 70, 91 * SECOND, true), state.birth().orElseThrow());
        now = 101 * SECOND;
        effects(
                new ProgramEnded(7, new Unknown(), false),
                info("pid 7: ended (adopted, exit status unknown)"),
                new Spawn());
        assertEquals(0, state.backoff());
    }

    @Test
    void anOrphanThatWasBeingStoppedStillIs() {
        now = 100 * SECOND;
        effects(
                new Adopted(7, "7 12 x", 70, SECOND, 0, true, Optional.of(Next.STOP)),
                info("adopted process pid=7"),
                new AnnounceStarted(7),
                TERM,
                CONT);
        assertEquals(Optional.of(Next.STOP), state.wish());
        effects(
                new ProgramEnded(7, new Unknown(), false),
                info("pid 7: ended (adopted, exit status unknown)"),
                EXITING,
                new Exit(0));
    }

    @Test
    void anOrphanThatHadNotPassedItsStartTestIsTested() {
        rules(10, false, false, true);
        effects(
                new Adopted(7, "7 12 x", 70, 0, 0, false, Optional.empty()),
                info("adopted process pid=7"),
                new AnnounceStarted(7),
                new SpawnTest());
        assertTrue(state.testing());
    }

    private void rules(int backoffLimit, boolean forever, boolean hangAround, boolean hasStartTest) {
        state = Machine.initial(new ProgramRules(
                backoffLimit, forever, Set.of(0, 2), 5 * SECOND, hangAround, hasStartTest, 2 * SECOND));
        now = 0;
    }

    private static Forked forked(int pid) {
        return new Forked(pid, pid + " 12 x", 70);
    }

    private void run(int pid) {
        step(new StartRequested());
        step(forked(pid));
        step(new ExecConfirmed(pid));
    }

    /** What is written down, and who is left, is no part of these stories: {@link Laws}. */
    private void effects(Event event, Effect... expected) {
        assertEquals(List.of(expected), step(event).stream()
                .filter(effect -> !(effect instanceof Effect.Persist || effect instanceof Effect.NameSurvivors)).toList());
    }

    private List<Effect> step(Event event) {
        Step step = Machine.step(state, event, now);
        state = step.state();
        return step.effects();
    }

    private static Effect info(String message) {
        return new Log(Level.INFO, message);
    }
}
