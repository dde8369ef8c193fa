package zdaemon.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import zdaemon.core.Event;
import zdaemon.core.ProgramRules;
import zdaemon.kernel.PaperDisk;
import zdaemon.kernel.PaperKernel;
import zdaemon.kernel.PaperProcess;
import zdaemon.kernel.Story;
import zdaemon.posix.Environment;
import zdaemon.posix.PosixException;
import zdaemon.posix.Reaping;
import zdaemon.posix.Signal;
import zdaemon.process.SpawnPlan;
import zdaemon.spec.ProgramSpec.StopScope;

/** Many programs of one manager, on a kernel in which the test chooses the order of everything: whose is an orphan? */
class CensusTest {
    private static final long SECOND = 1_000_000_000L;
    private static final String SOCKET = "/run/site/zdsock";

    private final Story story = new Story();
    private final PaperKernel kernel = new PaperKernel(story);
    private final Helpers helpers = new Helpers(kernel);
    private long turn;
    private final Census census = new Census(kernel, helpers, SOCKET, () -> turn);

    private SupervisedProgram program(String name, StopScope scope, boolean hasTest) {
        SpawnPlan plan = SpawnPlan.of("/bin/" + name, List.of(name),
                Environment.with(List.of("TZ=UTC"), new Mark(name, SOCKET).variables())).inNewProcessGroup();
        ProgramRules rules = new ProgramRules(0, true, Set.of(0), 5 * SECOND, true, hasTest, 10 * SECOND, 0, false);
        return new SupervisedProgram(new LaunchPlan(List.of(name), plan, plan, Signal.TERM, scope, rules), kernel, helpers,
                census.of(name), new StateKeeper(new PaperDisk(story), "10 1 paper", "/", "settings", story), story, story,
                SupervisedProgram.Observer.NONE);
    }

    private SupervisedProgram program(String name, StopScope scope) {
        return program(name, scope, false);
    }

    private PaperProcess start(SupervisedProgram program) throws PosixException {
        program.handle(new Event.StartRequested());
        PaperProcess child = kernel.forked();
        child.executes();
        program.readExecReport();
        story.lines();
        kernel.pass(SECOND);
        return child;
    }

    /** What is signalled, in any order. */
    private Set<String> signalled(String signal) {
        Set<String> numbers = new TreeSet<>();
        for (String deed : story.deeds()) {
            if (deed.startsWith(signal + " ")) {
                numbers.add(deed.substring(signal.length() + 1));
            }
        }
        return numbers;
    }

    private Set<String> stop(SupervisedProgram program) {
        turn++;
        story.lines();
        program.handle(new Event.StopRequested());
        return signalled("SIGTERM");
    }

    private void reaped(SupervisedProgram program, Reaping.Ended end) throws PosixException {
        assertTrue(program.is(end.pid()));
        program.reaped(end, kernel.hasChildren());
    }

    private static Set<String> numbers(PaperProcess... some) {
        Set<String> numbers = new TreeSet<>();
        for (PaperProcess one : some) {
            numbers.add(Integer.toString(one.pid().value()));
        }
        return numbers;
    }

    @Test
    void aStopOfOneReachesItsOrphansAndNobodyElses() throws PosixException {
        SupervisedProgram web = program("web", StopScope.ALL);
        SupervisedProgram db = program("db", StopScope.ALL);
        PaperProcess webs = start(web);
        PaperProcess dbs = start(db);
        List<PaperProcess> ofWeb = new ArrayList<>();
        List<PaperProcess> ofDb = new ArrayList<>();
        for (PaperProcess each : List.of(webs, dbs)) {
            List<PaperProcess> own = each == webs ? ofWeb : ofDb;
            PaperProcess child = each.begets("child");
            PaperProcess between = each.begets("between");
            PaperProcess orphan = between.begets("orphan");
            PaperProcess between2 = each.begets("between");
            PaperProcess daemon = between2.begets("daemon").leaves();
            PaperProcess worker = daemon.begets("worker");
            between.ends(0);
            between2.ends(0);
            own.addAll(List.of(each, child, orphan, daemon, worker));
        }
        assertEquals(numbers(ofWeb.toArray(new PaperProcess[0])), stop(web));
        assertEquals(numbers(ofDb.toArray(new PaperProcess[0])), stop(db));
    }

    @Test
    void anOrphanThatHasGoneOverToAnotherGroupIsStillItsOwn() throws PosixException {
        SupervisedProgram web = program("web", StopScope.ALL);
        SupervisedProgram db = program("db", StopScope.ALL);
        PaperProcess webs = start(web);
        PaperProcess dbs = start(db);
        PaperProcess between = webs.begets("between");
        PaperProcess orphan = between.begets("orphan").joins(dbs);
        between.ends(0);
        assertEquals(numbers(dbs), stop(db));
        assertEquals(numbers(webs, orphan), stop(web));
    }

    @Test
    void norDoesAStopOfTheGroupReachIt() throws PosixException {
        SupervisedProgram web = program("web", StopScope.GROUP);
        SupervisedProgram db = program("db", StopScope.GROUP);
        PaperProcess webs = start(web);
        PaperProcess dbs = start(db);
        PaperProcess own = dbs.begets("own");
        PaperProcess between = webs.begets("between");
        between.begets("orphan").joins(dbs);
        between.ends(0);
        assertEquals(numbers(dbs, own), stop(db));
        assertEquals(numbers(webs), stop(web));
    }

    /** Some programs overwrite their environment with a title for ps(1). */
    @Test
    void withoutAMarkItsGroupOrSessionSaysWhose() throws PosixException {
        SupervisedProgram web = program("web", StopScope.ALL);
        SupervisedProgram db = program("db", StopScope.ALL);
        PaperProcess webs = start(web);
        PaperProcess dbs = start(db);
        PaperProcess between = webs.begets("between");
        PaperProcess inGroup = between.begets("group").shows(List.of());
        PaperProcess leader = webs.begets("leader").leaves();
        PaperProcess betweenToo = leader.begets("between");
        PaperProcess inSession = betweenToo.begets("session").shows(List.of());
        inSession.joins(betweenToo);
        PaperProcess nobodys = betweenToo.begets("nobody").leaves().shows(List.of("TZ=UTC"));
        between.ends(0);
        betweenToo.ends(0);
        assertEquals(numbers(dbs), stop(db));
        assertEquals(numbers(webs, inGroup, leader, inSession), stop(web));
        assertFalse(numbers(nobodys).isEmpty());
    }

    @Test
    void whoWasSeenBelowItsParentIsKnownForGood() throws PosixException {
        SupervisedProgram web = program("web", StopScope.ALL);
        SupervisedProgram db = program("db", StopScope.ALL);
        PaperProcess webs = start(web);
        PaperProcess between = webs.begets("between");
        PaperProcess daemon = between.begets("daemon").leaves().shows(List.of());
        PaperProcess dbs = start(db);
        assertEquals(numbers(dbs), stop(db));
        between.ends(0);
        assertEquals(numbers(webs, daemon), stop(web));
    }

    /** A program may be a manager itself. */
    @Test
    void theMarkOfAnotherManagersProgramIsNoMark() throws PosixException {
        SupervisedProgram web = program("web", StopScope.ALL);
        PaperProcess webs = start(web);
        PaperProcess inner = webs.begets("manager").leaves();
        inner.begets("web").leaves().shows(List.of("ZDAEMON_PROGRAM=web", "ZDAEMON_SOCKET=/run/inner"));
        inner.isKilled(Signal.KILL);
        assertEquals(numbers(webs), stop(web));
    }

    @Test
    void whatIsLeftOfAProgramThatIsNoMoreIsNobodys() throws PosixException {
        SupervisedProgram web = program("web", StopScope.ALL);
        SupervisedProgram gone = program("gone", StopScope.PROGRAM);
        PaperProcess webs = start(web);
        PaperProcess process = start(gone);
        process.begets("daemon").leaves();
        gone.handle(new Event.StopRequested());
        reaped(gone, process.ends(0));
        census.forget("gone");
        assertEquals(numbers(webs), stop(web));
    }

    @Test
    void helpersAndTheTestsOfAllAreNobodysDescendants() throws PosixException {
        SupervisedProgram web = program("web", StopScope.ALL);
        SupervisedProgram db = program("db", StopScope.ALL, true);
        PaperProcess webs = start(web);
        helpers.start(SpawnPlan.of("/bin/agent", List.of("agent"), List.of()));
        PaperProcess agent = kernel.forked();
        agent.begets("mail");
        PaperProcess dbs = start(db);
        PaperProcess test = kernel.forked();
        PaperProcess between = test.begets("between");
        PaperProcess ofTest = between.begets("sleep");
        between.ends(0);
        assertEquals(numbers(webs), stop(web));
        turn++;
        story.lines();
        db.handle(new Event.StopRequested());
        List<String> deeds = story.deeds();
        assertTrue(deeds.contains("SIGKILL " + test.pid().value()));
        assertTrue(deeds.contains("SIGKILL " + ofTest.pid().value()));
        assertTrue(deeds.contains("SIGTERM " + dbs.pid().value()));
        assertFalse(deeds.contains("SIGTERM " + ofTest.pid().value()));
    }

    @Test
    void aDeathCostsNoLook() throws PosixException {
        SupervisedProgram web = program("web", StopScope.PROGRAM);
        SupervisedProgram db = program("db", StopScope.GROUP);
        PaperProcess process = start(web);
        PaperProcess other = start(db);
        kernel.looks();
        for (int i = 0; i < 100; i++) {
            turn++;
            reaped(web, process.ends(1));
            process = kernel.forked();
            process.executes();
            reaped(db, other.ends(1));
            other = kernel.forked();
            other.executes();
            kernel.pass(1_000_000L);
            web.tick();
            db.tick();
        }
        assertEquals(0, kernel.looks());
        assertTrue(web.state().process() > 0);
    }

    @Test
    void whoIsLeftInTheGroupIsFoundByOneLookAndAwaited() throws PosixException {
        SupervisedProgram db = program("db", StopScope.GROUP);
        program("web", StopScope.GROUP);
        PaperProcess process = start(db);
        PaperProcess worker = process.begets("worker");
        kernel.looks();
        turn++;
        reaped(db, process.ends(1));
        assertEquals(1, kernel.looks());
        assertTrue(story.deeds().contains("SIGKILL " + worker.pid().value()));
        assertEquals(process.pid().value(), db.state().application());
        turn++;
        worker.isKilled(Signal.KILL);
        db.stragglerEnded();
        assertEquals(kernel.forked().pid().value(), db.state().application());
    }

    /** All are stopped in one turn, and end in another. */
    @Test
    void oneLookServesAllInATurn() throws PosixException {
        List<SupervisedProgram> programs = new ArrayList<>();
        List<PaperProcess> processes = new ArrayList<>();
        List<PaperProcess> daemons = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            SupervisedProgram each = program("web." + i, StopScope.ALL);
            programs.add(each);
            processes.add(start(each));
            PaperProcess between = processes.getLast().begets("between");
            daemons.add(between.begets("daemon").leaves());
            between.ends(0);
        }
        kernel.looks();
        turn++;
        for (SupervisedProgram each : programs) {
            each.handle(new Event.StopRequested());
        }
        assertEquals(200, signalled("SIGTERM").size());
        assertEquals(1, kernel.looks());
        turn++;
        List<Reaping.Ended> ends = new ArrayList<>();
        for (PaperProcess process : processes) {
            ends.add(process.isKilled(Signal.TERM));
        }
        for (int i = 0; i < programs.size(); i++) {
            reaped(programs.get(i), ends.get(i));
        }
        assertEquals(1, kernel.looks());
        turn++;
        for (PaperProcess daemon : daemons) {
            daemon.isKilled(Signal.TERM);
        }
        for (SupervisedProgram each : programs) {
            each.stragglerEnded();
            assertEquals(0, each.state().application());
        }
        assertEquals(1, kernel.looks());
    }

    /** Somebody is born after the look that the turn has had already. */
    @Test
    void whoIsBornAfterTheTurnsLookIsReachedToo() throws PosixException {
        SupervisedProgram web = program("web", StopScope.ALL);
        SupervisedProgram db = program("db", StopScope.ALL);
        PaperProcess webs = start(web);
        PaperProcess dbs = start(db);
        assertEquals(numbers(webs), stop(web));
        PaperProcess late = dbs.begets("late");
        db.handle(new Event.StopRequested());
        assertEquals(numbers(dbs, late), signalled("SIGTERM"));
    }

    /** Machines on which somebody is born all the time. */
    @Test
    void aTurnHasFewLooksWhoeverIsBorn() throws PosixException {
        List<SupervisedProgram> programs = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            programs.add(program("web." + i, StopScope.ALL));
            start(programs.getLast()).begets("child");
        }
        kernel.looks();
        turn++;
        for (SupervisedProgram each : programs) {
            kernel.stranger("passer-by").ends(0);
            each.handle(new Event.StopRequested());
        }
        int looks = kernel.looks();
        assertTrue(looks <= 8, () -> looks + " looks");
        assertEquals(200, signalled("SIGTERM").size());
    }

    @Test
    void whoStaysIsNamedLaterByOneLookForAll() throws PosixException {
        SupervisedProgram web = program("web", StopScope.PROGRAM);
        SupervisedProgram db = program("db", StopScope.PROGRAM);
        PaperProcess webs = start(web);
        PaperProcess dbs = start(db);
        webs.begets("daemon").leaves();
        dbs.begets("helper");
        kernel.pass(SECOND);
        kernel.looks();
        turn++;
        reaped(web, webs.ends(1));
        kernel.forked().executes();
        PaperProcess successor = kernel.forked();
        successor.begets("child");
        kernel.pass(SECOND / 10);
        PaperProcess between = successor.begets("between");
        between.begets("young").leaves();
        between.ends(0);
        reaped(db, dbs.ends(1));
        assertEquals(0, kernel.looks());
        story.lines();
        kernel.pass(SECOND);
        turn++;
        web.tick();
        db.tick();
        List<String> lines = story.lines();
        assertTrue(lines.contains("WARNING pid 100 left processes behind: 102 daemon"), lines::toString);
        assertTrue(lines.contains("WARNING pid 101 left processes behind: 103 helper"), lines::toString);
        assertEquals(1, kernel.looks());
        assertEquals(List.of("102 daemon"), web.survivors());
        assertEquals(0, kernel.looks());
    }

    @Test
    void whereALookIsDearNobodyIsNamedUnlessSomebodyAsksOrIsInTheGroup() throws PosixException {
        List<SupervisedProgram> programs = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            programs.add(program("web." + i, StopScope.PROGRAM));
        }
        SupervisedProgram quiet = programs.get(0);
        SupervisedProgram loud = programs.get(1);
        PaperProcess leaving = start(quiet);
        leaving.begets("daemon").leaves();
        turn++;
        reaped(quiet, leaving.ends(1));
        kernel.pass(SECOND);
        turn++;
        story.lines();
        quiet.tick();
        assertEquals(List.of(), story.lines());
        assertEquals(0, kernel.looks());
        assertTrue(quiet.nextDeadline().isEmpty() || quiet.nextDeadline().getAsLong() > kernel.now());
        assertEquals(List.of("101 daemon"), quiet.survivors());
        assertEquals(1, kernel.looks());

        PaperProcess staying = start(loud);
        staying.begets("helper");
        turn++;
        reaped(loud, staying.ends(1));
        kernel.pass(SECOND);
        turn++;
        loud.tick();
        assertTrue(story.lines().stream().anyMatch(line -> line.endsWith("left processes behind: "
                + (staying.pid().value() + 1) + " helper")));
        assertEquals(1, kernel.looks());
    }

    @Test
    void namesAreLookedForOnceASecondAtMost() throws PosixException {
        SupervisedProgram web = program("web", StopScope.PROGRAM);
        SupervisedProgram db = program("db", StopScope.PROGRAM);
        PaperProcess webs = start(web);
        PaperProcess dbs = start(db);
        webs.begets("one");
        dbs.begets("two");
        kernel.pass(SECOND);
        turn++;
        reaped(web, webs.ends(1));
        assertEquals(List.of("102 one"), web.survivors());
        kernel.pass(SECOND / 2);
        turn++;
        reaped(db, dbs.ends(1));
        assertEquals(1, kernel.looks());
        assertEquals(List.of(), db.survivors());
        assertEquals(0, kernel.looks());
        kernel.pass(SECOND / 2);
        turn++;
        assertEquals(List.of("103 two"), db.survivors());
        assertEquals(1, kernel.looks());
    }

    @Test
    void aTestAmongVeryManyIsKilledWithItsGroup() throws PosixException {
        for (int i = 0; i < 60; i++) {
            program("web." + i, StopScope.PROGRAM);
        }
        SupervisedProgram db = program("db", StopScope.PROGRAM, true);
        start(db);
        PaperProcess test = kernel.forked();
        kernel.looks();
        db.handle(new Event.StopRequested());
        assertTrue(story.deeds().contains("SIGKILL group " + test.pid().value()));
        assertEquals(0, kernel.looks());
    }

    @Test
    void anAdoptedProgramsDescendantsAreKnownFromWhileItLived() throws PosixException {
        SupervisedProgram web = program("web", StopScope.ALL);
        SupervisedProgram db = program("db", StopScope.ALL);
        PaperProcess orphan = kernel.stranger("server");
        PaperProcess worker = orphan.begets("worker").shows(List.of());
        web.adopt(new Event.Adopted(orphan.pid().value(), orphan.identity().text(), 1, 3 * SECOND, 0, true, Optional.empty()));
        PaperProcess dbs = start(db);
        dbs.begets("child");
        assertEquals(numbers(orphan, worker), stop(web));
        turn++;
        orphan.ends(0);
        web.adoptedEnded();
        assertEquals(orphan.pid().value(), web.state().application());
        worker.ends(0);
        turn++;
        web.stragglerEnded();
        assertEquals(0, web.state().application());
    }

    @Test
    void marksAreReadByBothOfTheirVariables() {
        Map<String, String> variables = new Mark("web.1", SOCKET).variables();
        assertEquals(Optional.of("web.1"), Mark.in(Environment.with(List.of("A=1"), variables), SOCKET));
        assertEquals(Optional.empty(), Mark.in(Environment.with(List.of("A=1"), variables), "/run/site/zdsock2"));
        assertEquals(Optional.empty(), Mark.in(List.of("ZDAEMON_PROGRAM=web.1"), SOCKET));
        assertEquals(Optional.empty(), Mark.in(List.of("XZDAEMON_PROGRAM=web.1", "ZDAEMON_SOCKET=" + SOCKET), SOCKET));
    }
}
