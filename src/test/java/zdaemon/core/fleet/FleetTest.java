package zdaemon.core.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import zdaemon.Behaviour;
import zdaemon.Paragraph;
import zdaemon.core.Ending;
import zdaemon.core.fleet.Cause.Awaited;
import zdaemon.core.fleet.Cause.NeedEnded;
import zdaemon.core.fleet.Cause.NeedRestarted;
import zdaemon.core.fleet.Cause.NeedStopped;
import zdaemon.core.fleet.Cause.NeededBy;
import zdaemon.core.fleet.Cause.Passage;
import zdaemon.core.fleet.Cause.Requested;
import zdaemon.core.fleet.Command.Exit;
import zdaemon.core.fleet.Command.Outcome;
import zdaemon.core.fleet.Command.Report;
import zdaemon.core.fleet.Command.Restart;
import zdaemon.core.fleet.Command.Start;
import zdaemon.core.fleet.Command.Stop;
import zdaemon.core.fleet.Fleet.FleetStep;
import zdaemon.core.fleet.Standing.Life;

/** The stories of the page on many programs, sentence by sentence (programs §1, §2). */
class FleetTest {
    private static final Cause ASKED = new Requested();

    private Fleet fleet;

    /** The page's own site: nginx is only there to be essential. */
    @BeforeEach
    void theSite() {
        fleet = Fleet.of(Roster.of(site()), true);
    }

    private static List<Program> site() {
        return List.of(
                program("migrate", 0, List.of("db"), List.of(), "oneshot"),
                program("db", 0, List.of(), List.of(), ""),
                program("web", 2, List.of("migrate"), List.of("cache"), ""),
                program("cache", 0, List.of(), List.of(), "manual"));
    }

    @Behaviour(Paragraph.NEEDS)
    @Test
    void aProgramStartsOnlyWhenWhatItNeedsIsReady() {
        commands(start("web", "db", "migrate"), new Start("db", ASKED));
        assertEquals(List.of("db"), fleet.waitsFor("migrate"));
        assertEquals(List.of("migrate"), fleet.waitsFor("web.1"));
        commands(ready("db"), up("db"), new Start("migrate", new Awaited("db", Passage.READY)));
        commands(done("migrate"), new Report("migrate", new Outcome.Done(true)),
                new Start("web.1", new Awaited("migrate", Passage.DONE)),
                new Start("web.2", new Awaited("migrate", Passage.DONE)));
        commands(ready("web.2"), up("web.2"));
        commands(ready("web.1"), up("web.1"));
    }

    @Behaviour({Paragraph.NEEDS, Paragraph.AUTOSTART})
    @Test
    void whatIsNeededIsStartedFirstEvenIfNobodyAskedForIt() {
        commands(start("web.2"), new Start("db", new NeededBy("web.2")));
        assertFalse(fleet.standing("web.1").wanted());
        assertFalse(fleet.standing("cache").wanted());
    }

    @Test
    void aReadinessThatAOneshotReportsIsNone() {
        commands(start("migrate"), new Start("db", new NeededBy("migrate")));
        commands(ready("db"), up("db"), new Start("migrate", new Awaited("db", Passage.READY)));
        commands(ready("migrate"));
    }

    @Behaviour(Paragraph.NEEDS)
    @Test
    void itIsStoppedBeforeWhatItNeedsThroughAOneshotThatIsDone() {
        up();
        commands(stop("db"), new Stop("web.2", new NeedStopped("db")), new Stop("web.1", new NeedStopped("db")));
        commands(down("web.1"), down("web.1", new NeedStopped("db")));
        commands(down("web.2"), down("web.2", new NeedStopped("db")), new Stop("db", ASKED));
        commands(down("db"), down("db", ASKED));
        assertEquals(Life.DONE, fleet.standing("migrate").life());
        assertEquals("it needs db, which was stopped", fleet.standing("web.1").cause().text());
    }

    @Test
    void aOneshotThatIsDoneIsNotReadyWhileWhatItNeedsIsDown() {
        up();
        commands(stop("db"), new Stop("web.2", new NeedStopped("db")), new Stop("web.1", new NeedStopped("db")));
        feed(down("web.1"));
        feed(down("web.2"));
        feed(down("db"));
        commands(start("web.1"), new Start("db", new NeededBy("web.1")));
        assertEquals(List.of("db"), fleet.waitsFor("web.1"));
        commands(ready("db"), up("db"), new Start("web.1", new Awaited("db", Passage.READY)));
    }

    @Behaviour(Paragraph.NEEDS)
    @Test
    void aCrashOfWhatIsNeededTouchesNobody() {
        up();
        commands(new FleetEvent.Crashed("db"));
        assertTrue(fleet.standing("web.1").wanted());
        commands(ready("db"));
    }

    @Behaviour({Paragraph.NEEDS, Paragraph.RESTART_MANY})
    @Test
    void aRestartTakesThoseThatNeedItAlong() {
        up();
        Cause along = new NeedRestarted("db");
        commands(restart("db"), new Stop("web.2", along), new Stop("web.1", along));
        commands(down("web.2"));
        commands(down("web.1"), new Restart("db", ASKED));
        commands(ready("db"), up("db"), new Start("web.1", new Awaited("db", Passage.READY)),
                new Start("web.2", new Awaited("db", Passage.READY)));
        commands(ready("web.1"), up("web.1"));
    }

    @Test
    void whatNobodyNeedsIsRestartedByItsOwnMachine() {
        up();
        commands(restart("web.1"), new Restart("web.1", ASKED));
        commands(ready("web.1"), up("web.1"));
    }

    @Test
    void aRestartOfWhatIsDownStartsIt() {
        commands(restart("db"), new Start("db", ASKED));
        commands(ready("db"), up("db"));
    }

    @Behaviour(Paragraph.ONESHOT)
    @Test
    void aOneshotRunsOnce() {
        up();
        commands(start("migrate"), new Report("migrate", new Outcome.Done(false)));
        Cause along = new NeedRestarted("migrate");
        commands(restart("migrate"), new Stop("web.2", along), new Stop("web.1", along));
        feed(down("web.2"));
        commands(down("web.1"), new Start("migrate", ASKED));
    }

    @Behaviour(Paragraph.NEEDS)
    @Test
    void aFailedNeedStopsAndRefusesWithAReason() {
        commands(start("web", "db", "migrate"), new Start("db", ASKED));
        Cause why = new NeedEnded("db");
        commands(givenUp("db"), new Report("db", new Outcome.Failed(new Cause.GivenUp("quit"))),
                refused("migrate", why), refused("web.1", why), refused("web.2", why));
        assertFalse(fleet.isWhole("db"));
        // It should be up, and is not (programs §2, status).
        assertFalse(fleet.isWhole("web.1"));
        commands(start("web.1"), new Start("db", new NeededBy("web.1")));
    }

    @Behaviour(Paragraph.NEEDS)
    @Test
    void aNeedThatIsGivenUpStopsThoseThatRun() {
        up();
        commands(givenUp("db"), new Stop("web.2", new NeedEnded("db")), new Stop("web.1", new NeedEnded("db")));
    }

    @Test
    void aListedStatusIsDoneIfItWasReadyAndAFailureIfNot() {
        commands(start("db"), new Start("db", ASKED));
        Cause ended = new Cause.Ended(new Ending.Exited(2));
        commands(new FleetEvent.Ended("db", new Ending.Exited(2)), new Report("db", new Outcome.Failed(ended)));
        assertEquals("exit status 2", ended.text());
        commands(start("db"), new Start("db", ASKED));
        commands(ready("db"), up("db"));
        commands(new FleetEvent.Ended("db", new Ending.Exited(2)));
        assertEquals(Life.DONE, fleet.standing("db").life());
        commands(start("db"), new Start("db", ASKED));
    }

    @Behaviour(Paragraph.AFTER)
    @Test
    void afterIsOrderAlone() {
        up();
        commands(start("cache"), new Start("cache", ASKED));
        commands(restart("web.1"), new Stop("web.1", ASKED));
        commands(down("web.1"));
        assertEquals(List.of("cache"), fleet.waitsFor("web.1"));
        commands(new FleetEvent.Crashed("cache"), new Start("web.1", new Awaited("cache", Passage.CRASHED)));
        commands(stop("cache"), new Stop("cache", ASKED));
        assertTrue(fleet.standing("web.1").wanted());
        feed(down("cache"));
        commands(start("cache"), new Start("cache", ASKED));
        commands(stop("cache", "web"), new Stop("web.2", ASKED), new Stop("web.1", ASKED));
        commands(down("web.1"), down("web.1", ASKED));
        commands(down("web.2"), down("web.2", ASKED), new Stop("cache", ASKED));
    }

    @Test
    void requestsToWhatIsUnderWayReachItsMachine() {
        up();
        commands(start("db"), new Start("db", ASKED), new Report("db", new Outcome.Up(false)));
        commands(stop("web.1"), new Stop("web.1", ASKED));
        commands(stop("web.1"), new Stop("web.1", ASKED));
        commands(start("web.1"));
        commands(down("web.1"), new Start("web.1", ASKED));
        commands(new FleetEvent.Crashed("web.1"));
        commands(start("web.1"), new Start("web.1", ASKED));
        assertEquals(Life.STARTING, fleet.standing("web.1").life());
    }

    @Test
    void whatIsNotRunningIsStoppedAtOnce() {
        commands(stop("db"), new Report("db", new Outcome.Down(false, new Cause.None())));
    }

    @Behaviour(Paragraph.SITE_SECTIONS)
    @Test
    void theManagerEndsWhenNothingRunsAndNothingIsWanted() {
        fleet = Fleet.of(Roster.of(site()), false);
        commands(start("db"), new Start("db", ASKED));
        commands(stop("db"), new Stop("db", ASKED));
        commands(down("db"), down("db", ASKED), new Exit(0));
        fleet = Fleet.of(Roster.of(site()), false);
        feed(start("db"));
        commands(givenUp("db"), new Report("db", new Outcome.Failed(new Cause.GivenUp("quit"))), new Exit(1));
    }

    @Test
    void aSignalEndsTheManagerEvenIfItHangsAround() {
        up();
        Cause why = new Cause.Shutdown("SIGTERM");
        commands(new FleetEvent.Shutdown(1, "SIGTERM"), new Stop("web.2", why), new Stop("web.1", why));
        commands(start("db"), new Report("db", new Outcome.Refused(why)));
        commands(restart("db"), new Report("db", new Outcome.Refused(why)));
        commands(new FleetEvent.Shutdown(0, "exit"));
        commands(down("web.1"), down("web.1", why));
        commands(down("web.2"), down("web.2", why), new Stop("db", why));
        commands(down("db"), down("db", why), new Exit(1));
    }

    @Behaviour(Paragraph.ESSENTIAL)
    @Test
    void anEssentialProgramEndsAllWithItsStatus() {
        for (Ending ending : List.of(new Ending.Exited(7), new Ending.Killed(9, "SIGKILL", false), new Ending.Unknown())) {
            fleet = Fleet.of(Roster.of(List.of(program("a", 0, List.of(), List.of(), ""),
                    program("b", 0, List.of("a"), List.of(), "essential"))), true);
            feed(start("a", "b"));
            feed(ready("a"));
            feed(ready("b"));
            Cause why = new Cause.EssentialEnded("b");
            FleetEvent end = ending instanceof Ending.Exited
                    ? new FleetEvent.Ended("b", ending) : new FleetEvent.GivenUp("b", "quit", Optional.of(ending));
            commands(end, new Stop("a", why));
            int status = ending instanceof Ending.Exited ? 7 : ending instanceof Ending.Killed ? 128 + 9 : 1;
            commands(down("a"), down("a", why), new Exit(status));
        }
    }

    @Behaviour(Paragraph.ESSENTIAL)
    @Test
    void aDoneOneshotThatIsEssentialEndsNothing() {
        fleet = Fleet.of(Roster.of(List.of(program("a", 0, List.of(), List.of(), ""),
                program("b", 0, List.of(), List.of(), "oneshot essential"))), true);
        feed(start("a", "b"));
        commands(done("b"), new Report("b", new Outcome.Done(true)));
        assertFalse(fleet.isEnding());
    }

    @Behaviour(Paragraph.RESTART_MANY)
    @Test
    void aRollingRestartEndsAtTheFirstFailure() {
        up();
        commands(new FleetEvent.Restart(List.of("web.1", "web.2"), true), new Restart("web.1", ASKED));
        commands(givenUp("web.1"), new Report("web.1", new Outcome.Failed(new Cause.GivenUp("quit"))),
                new Report("web.2", new Outcome.Refused(new Cause.RollingStopped("web.1"))));
        assertEquals(Life.READY, fleet.standing("web.2").life());
    }

    @Behaviour(Paragraph.RESTART_MANY)
    @Test
    void aRollingRestartGoesOnWhenTheLastOneIsReady() {
        up();
        commands(new FleetEvent.Restart(List.of("web.1", "web.2"), true), new Restart("web.1", ASKED));
        commands(new FleetEvent.Crashed("web.1"));
        commands(ready("web.1"), up("web.1"), new Restart("web.2", ASKED));
        commands(stop("web.2"), new Stop("web.2", ASKED));
        commands(down("web.2"), down("web.2", ASKED));
        assertTrue(fleet.rolling.isEmpty());
    }

    @Behaviour(Paragraph.TARGETS)
    @Test
    void namesInstancesAndPatterns() {
        Roster roster = fleet.roster();
        assertEquals(List.of("migrate", "db", "web.1", "web.2", "cache"), roster.names());
        assertEquals(List.of("web.1", "web.2"), members("WEB"));
        assertEquals(List.of("web.2", "cache"), members("cache", "Web.2", "web.2"));
        assertEquals(List.of("db", "web.1", "web.2"), members("*b*"));
        assertEquals(List.of("web.1"), members("web.[!2]"));
        assertEquals(roster.names(), members("ALL"));
        assertEquals(List.of(), members());
        assertEquals(List.of("wob", "x*", "web.3", "web.0", "web.01", "web.", "db.1"),
                Selection.of(roster, List.of("wob", "x*", "web.3", "web.0", "web.01", "web.", "db.1", "db")).unknown());
        assertEquals(List.of("migrate", "db", "web.1", "web.2"), Selection.started(roster).members());
        assertFalse(roster.has("web"));
        assertTrue(roster.has("WEB.1"));
        assertEquals("web", roster.programOf("web.1"));
    }

    @Test
    void aRestartOfAllLeavesOutWhatIsDoneAndWhatNobodyWanted() {
        up();
        assertEquals(List.of("db", "web.1", "web.2"), Selection.restarted(fleet).members());
        feed(start("cache"));
        assertEquals(List.of("db", "web.1", "web.2", "cache"), Selection.restarted(fleet).members());
    }

    @Test
    void whatIsWrongIsSaid() {
        assertEquals(List.of(
                "'a.b' is no name for a runner: letters, digits, '-' and '_' are, but not 'all'",
                "'All' is no name for a runner: letters, digits, '-' and '_' are, but not 'all'",
                "there is a <runner Web> already",
                "instances must be 1 to 1000, not 1001",
                "web needs db, and there is no <runner db>",
                "Web after log, and there is no <runner log>"), messages(
                        program("web", 0, List.of("db"), List.of(), ""), Program.named("a.b"), Program.named("All"),
                        program("Web", 1001, List.of("web"), List.of("log"), "")));
        assertEquals(List.of("a cycle: Web needs db, db after cache, cache needs Web"), messages(
                Program.named("x"), program("y", 0, List.of("web"), List.of(), ""),
                program("Web", 0, List.of("x", "db"), List.of(), ""), program("db", 0, List.of(), List.of("CACHE"), ""),
                program("cache", 0, List.of("web"), List.of(), "")));
        assertEquals(List.of("a cycle: a needs a"), messages(program("a", 0, List.of("A"), List.of(), "")));
        assertTrue(Program.isValidName("a-Z_0"));
        assertFalse(Program.isValidName(""));
    }

    @Behaviour(Paragraph.STATES)
    @Test
    void theTableSaysWhatEachIsDoing() {
        up();
        Row.End end = new Row.End(new Ending.Exited(1), 5);
        assertEquals(new Row("db", Row.State.RUNNING, new Row.Detail.Nothing()), row("db", Row.Pulse.RUNNING, null));
        assertEquals(new Row("db", Row.State.RUNNING, new Row.Detail.LastEnd(end)), row("db", Row.Pulse.RUNNING, end));
        assertEquals(new Row("migrate", Row.State.DONE, new Row.Detail.Ended(end)), row("migrate", Row.Pulse.NONE, end));
        assertEquals(new Row("cache", Row.State.DOWN, new Row.Detail.Because(new Cause.None())),
                row("cache", Row.Pulse.NONE, null));
        assertEquals(Row.State.STARTING, row("web.1", Row.Pulse.STARTING, null).state());
        assertEquals(Row.State.TESTING, row("web.1", Row.Pulse.TESTING, null).state());
        assertEquals(Row.State.STOPPING, row("web.1", Row.Pulse.STOPPING, null).state());
        feed(new FleetEvent.Crashed("web.2"));
        assertEquals(new Row("web.2", Row.State.DELAYED, new Row.Detail.NextStart(Optional.of(end), 9)),
                row("web.2", Row.Pulse.DELAYED, end));
        feed(restart("db"));
        feed(down("web.1"));
        feed(down("web.2"));
        assertEquals(new Row("web.1", Row.State.WAITING, new Row.Detail.WaitsFor(List.of("db"))),
                row("web.1", Row.Pulse.NONE, end));
        feed(givenUp("db"));
        assertEquals(new Row("db", Row.State.FAILED, new Row.Detail.Because(new Cause.GivenUp("quit"))),
                row("db", Row.Pulse.NONE, end));
        feed(stop("cache"));
        assertEquals("waiting", Row.State.WAITING.word());
    }

    @Test
    void aSuccessorTakesUpWhatWasLeft() {
        Standing stopping = Standing.resumed(Life.READY, false, true, ASKED);
        Standing waiting = Standing.resumed(Life.IDLE, true, false, ASKED);
        fleet = Fleet.resumed(Roster.of(site()), true, List.of("WEB.1", "web.2", "db", "migrate"), List.of(stopping, waiting,
                Standing.resumed(Life.READY, true, false, ASKED), Standing.resumed(Life.DONE, false, false, ASKED)));
        commands(new FleetEvent.Resume(), new Stop("web.1", ASKED), new Start("web.2", ASKED));
    }

    /** As on a single program: the fleet hands on and adds nothing. */
    @Test
    void anOldFileIsAFleetOfOneThatAddsNothing() {
        Fleet one = Fleet.alone("zdaemon");
        List<FleetEvent> requests = List.of(start("zdaemon"), stop("zdaemon"), restart("zdaemon"),
                new FleetEvent.Shutdown(1, "SIGTERM"));
        for (FleetEvent request : requests) {
            FleetStep step = Fleet.step(one, request);
            assertEquals(List.of(new Command.Relay("zdaemon")), step.commands());
            assertSame(one, step.fleet());
        }
        for (FleetEvent fact : List.of(ready("zdaemon"), down("zdaemon"), givenUp("zdaemon"), done("zdaemon"),
                new FleetEvent.Crashed("zdaemon"), new FleetEvent.Resume(), new FleetEvent.Overdue("zdaemon"))) {
            assertEquals(new FleetStep(one, List.of(), List.of()), Fleet.step(one, fact));
        }
    }

    /** Work for one member of many must not grow with the fleet: 10,000 members and a chain of them. */
    @Test
    void aLongChainStartsAndStopsInOrder() {
        List<Program> chain = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            chain.add(program("p" + i, 0, i == 0 ? List.of() : List.of("p" + (i - 1)), List.of(), ""));
        }
        fleet = Fleet.of(Roster.of(chain), false);
        commands(start("p9999"), new Start("p0", new NeededBy("p9999")));
        for (int i = 0; i < 10_000; i++) {
            FleetStep step = feed(ready("p" + i));
            assertEquals(i == 9_999 ? 1 : 2, step.commands().size());
            assertTrue(step.changed().size() <= 2, () -> "touched " + step.changed().size());
        }
        feed(stop("p0"));
        for (int i = 9_999; i > 0; i--) {
            commands(down("p" + i), down("p" + i, new NeedStopped("p0")),
                    new Stop("p" + (i - 1), i == 1 ? ASKED : new NeedStopped("p0")));
        }
        commands(down("p0"), down("p0", ASKED), new Exit(0));
    }

    private Row row(String name, Row.Pulse pulse, Row.End end) {
        return Row.of(fleet, name, pulse, Optional.ofNullable(end), OptionalLong.of(9));
    }

    private List<String> members(String... words) {
        Selection selection = Selection.of(fleet.roster(), List.of(words));
        assertEquals(List.of(), selection.unknown());
        return selection.members();
    }

    private static List<String> messages(Program... programs) {
        return Roster.faults(List.of(programs)).stream().map(Fault::message).toList();
    }

    /** All up, but for cache. */
    private void up() {
        feed(start("web", "db", "migrate"));
        feed(ready("db"));
        feed(done("migrate"));
        feed(ready("web.1"));
        feed(ready("web.2"));
    }

    private FleetStep feed(FleetEvent event) {
        FleetStep step = Fleet.step(fleet, event);
        fleet = step.fleet();
        return step;
    }

    private void commands(FleetEvent event, Command... expected) {
        assertEquals(List.of(expected), feed(event).commands());
    }

    private FleetEvent start(String... words) {
        return new FleetEvent.Start(chosen(words));
    }

    private FleetEvent stop(String... words) {
        return new FleetEvent.Stop(chosen(words));
    }

    private FleetEvent restart(String... words) {
        return new FleetEvent.Restart(chosen(words), false);
    }

    private List<String> chosen(String... words) {
        return words[0].equals("zdaemon") ? List.of(words) : members(words);
    }

    private static FleetEvent ready(String name) {
        return new FleetEvent.Ready(name);
    }

    private static FleetEvent down(String name) {
        return new FleetEvent.Down(name);
    }

    private static FleetEvent done(String name) {
        return new FleetEvent.Ended(name, new Ending.Exited(0));
    }

    private static FleetEvent givenUp(String name) {
        return new FleetEvent.GivenUp(name, "quit", Optional.empty());
    }

    private static Command up(String name) {
        return new Report(name, new Outcome.Up(true));
    }

    private static Command down(String name, Cause cause) {
        return new Report(name, new Outcome.Down(true, cause));
    }

    private static Command refused(String name, Cause cause) {
        return new Report(name, new Outcome.Down(false, cause));
    }

    private static Program program(String name, int instances, List<String> needs, List<String> after, String flags) {
        return new Program(name, instances == 0 ? OptionalInt.empty() : OptionalInt.of(instances), needs, after,
                flags.contains("oneshot"), !flags.contains("manual"), flags.contains("essential"));
    }
}
