package zdaemon.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import zdaemon.Behaviour;
import zdaemon.Paragraph;
import zdaemon.core.Event;
import zdaemon.core.Next;
import zdaemon.core.ProgramRules;
import zdaemon.core.Reply;
import zdaemon.kernel.PaperDisk;
import zdaemon.kernel.PaperKernel;
import zdaemon.kernel.PaperProcess;
import zdaemon.kernel.Story;
import zdaemon.posix.Errno;
import zdaemon.posix.Pid;
import zdaemon.posix.PosixException;
import zdaemon.posix.Reaping;
import zdaemon.posix.Signal;
import zdaemon.process.SpawnPlan;
import zdaemon.process.SpawnStep;
import zdaemon.spec.ProgramSpec.StopScope;

/** One program's hands, on a kernel in which the test chooses the order of everything. */
class SupervisedProgramTest {
    private static final long SECOND = 1_000_000_000L;

    private final Story story = new Story();
    private final PaperKernel kernel = new PaperKernel(story);
    private final PaperDisk disk = new PaperDisk(story);
    private final Helpers helpers = new Helpers(kernel);
    private SupervisedProgram program = program(StopScope.PROGRAM, false, 0);

    private SupervisedProgram program(StopScope scope, boolean hasTest, long startNanos) {
        SpawnPlan plan = SpawnPlan.of("/bin/server", List.of("server"), List.of()).inNewProcessGroup();
        ProgramRules rules = new ProgramRules(
                3, false, Set.of(0), 5 * SECOND, true, hasTest, 10 * SECOND, startNanos, false);
        return new SupervisedProgram(
                new LaunchPlan(List.of("server"), plan, plan, Signal.TERM, scope, rules), kernel, helpers,
                new StateKeeper(disk, "10 1 paper", "/", "settings", story), story, story);
    }

    private PaperProcess start() throws PosixException {
        program.handle(new Event.StartRequested());
        PaperProcess child = kernel.forked();
        child.executes();
        program.readExecReport();
        story.lines();
        return child;
    }

    private void deeds(String... expected) {
        assertEquals(List.of(expected), story.deeds());
    }

    private void reaped(Reaping.Ended end) throws PosixException {
        assertTrue(program.is(end.pid()));
        program.reaped(end, kernel.hasChildren());
    }

    @Test
    void aChildIsForkedAndHeldWrittenDownReleasedAndThenExecs() throws PosixException {
        assertEquals(Optional.of(Reply.STARTED), program.handle(new Event.StartRequested()));
        deeds("fork 100", "write 100 ready", "release 100");
        kernel.forked().executes();
        program.readExecReport();
        deeds("started 100", "ready 100");
    }

    @Test
    void aFullDiskHoldsUpNoStart() {
        disk.fails(Optional.of(Errno.ENOSPC));
        program.handle(new Event.StartRequested());
        assertEquals(List.of("fork 100", "write refused",
                "ERROR can't write 'state': No space left on device; should the daemon manager be killed, the program would"
                        + " not be found again",
                "release 100", "INFO spawned process pid=100"), story.lines());
        disk.fails(Optional.empty());
        program.handle(new Event.StopRequested());
        deeds("write 100 ready STOP", "SIGTERM 100", "SIGCONT 100");
    }

    @Test
    void execReportAndDeathInOneTurn() throws PosixException {
        program.handle(new Event.StartRequested());
        PaperProcess child = kernel.forked();
        child.executes();
        story.lines();
        reaped(child.ends(1));
        assertEquals(List.of("started 100", "ready 100", "INFO pid 100: exit status 1",
                "INFO sleep 1 to avoid rapid restarts"), story.lines());
    }

    @Test
    void aDeathThatComesBeforeItsReportIsNoStart() throws PosixException {
        program.handle(new Event.StartRequested());
        PaperProcess child = kernel.forked();
        story.lines();
        reaped(child.isKilled(Signal.KILL));
        child.executes();
        program.readExecReport();
        assertEquals(List.of("INFO pid 100: terminated by SIGKILL", "INFO sleep 1 to avoid rapid restarts"), story.lines());
    }

    @Test
    @Behaviour(Paragraph.HOPELESS_START)
    void aFirstStartThatCanNeverSucceed() throws PosixException {
        program.handle(new Event.StartRequested());
        PaperProcess child = kernel.forked();
        child.fails(SpawnStep.EXEC, Errno.ENOENT);
        program.readExecReport();
        reaped(child.ends(127));
        assertEquals(OptionalInt.of(2), program.exitStatus());
        assertTrue(program.failure().orElseThrow().startsWith("can't exec"));
    }

    @Test
    void aWantOfMemoryIsTriedAgain() throws PosixException {
        program.handle(new Event.StartRequested());
        PaperProcess child = kernel.forked();
        child.fails(SpawnStep.EXEC, Errno.ENOMEM);
        program.readExecReport();
        reaped(child.ends(127));
        assertEquals(OptionalInt.empty(), program.exitStatus());
        assertTrue(program.state().shouldBeUp());
    }

    @Test
    void aStopWhileTheForkHasNotExecuted() throws PosixException {
        program.handle(new Event.StartRequested());
        PaperProcess child = kernel.forked();
        story.lines();
        assertEquals(Optional.of(Reply.SENT_SIGTERM), program.handle(new Event.StopRequested()));
        deeds("write 100 ready STOP", "SIGTERM 100", "SIGCONT 100");
        child.executes();
        program.readExecReport();
        deeds();
        reaped(child.isKilled(Signal.TERM));
        assertEquals(0, program.state().application());
        assertFalse(program.state().shouldBeUp());
    }

    @Test
    void aChildThatSaysNothingIsKilledInTime() throws PosixException {
        program.handle(new Event.StartRequested());
        story.lines();
        assertEquals(OptionalLong.of(kernel.now() + 10 * SECOND), program.nextDeadline());
        kernel.pass(10 * SECOND);
        program.tick();
        deeds("write 100 ready RETRY", "SIGKILL 100");
    }

    @Test
    void anEndBetweenTwoRequests() throws PosixException {
        PaperProcess first = start();
        program.handle(new Event.RestartRequested());
        Reaping.Ended end = first.isKilled(Signal.TERM);
        // The second request is read before the dead are reaped: it is about the one who is dead.
        assertEquals(Optional.of(Reply.SENT_SIGTERM), program.handle(new Event.StopRequested()));
        assertThrows(PosixException.class, () -> program.kill(Signal.HUP));
        reaped(end);
        assertFalse(program.state().shouldBeUp());
        assertEquals(first, kernel.forked());
    }

    @Test
    void aRefusedForkIsToldAndCountsAsAQuickEnd() {
        kernel.refusesForks(Optional.of(Errno.EMFILE));
        program.handle(new Event.StartRequested());
        assertTrue(program.tookNoDescriptor());
        assertFalse(program.tookNoDescriptor());
        assertEquals(1, program.state().backoff());
        kernel.refusesForks(Optional.empty());
        kernel.pass(SECOND);
        story.lines();
        program.tick();
        deeds("fork 100", "write 100 ready", "release 100");
    }

    @Test
    void whoIsLeftInTheScopeIsWaitedForOneAfterTheOther() throws PosixException {
        program = program(StopScope.ALL, false, 0);
        PaperProcess server = start();
        PaperProcess worker = server.begets("worker");
        PaperProcess grandchild = worker.begets("helper").leaves();
        program.handle(new Event.StopRequested());
        deeds("write 100 ready STOP", "SIGTERM 100", "SIGTERM 101", "SIGCONT 101", "SIGTERM 102", "SIGCONT 102",
                "SIGCONT 100");
        reaped(server.ends(0));
        assertEquals(100, program.state().application());
        assertThrows(PosixException.class, () -> program.kill(Signal.HUP));
        worker.ends(0);
        program.stragglerEnded();
        assertEquals(100, program.state().application());
        kernel.pass(5 * SECOND);
        story.lines();
        program.tick();
        deeds("SIGKILL 102");
        grandchild.isKilled(Signal.KILL);
        program.stragglerEnded();
        assertEquals(0, program.state().application());
        assertEquals(List.of(), program.survivors());
    }

    @Test
    void whoCannotBeKilledIsNotWaitedForLong() throws PosixException {
        program = program(StopScope.GROUP, false, 0);
        PaperProcess server = start();
        server.begets("stuck");
        program.handle(new Event.StopRequested());
        reaped(server.ends(0));
        kernel.pass(5 * SECOND);
        program.tick();
        kernel.pass(2 * SECOND);
        program.tick();
        assertEquals(0, program.state().application());
        assertEquals(List.of("101 stuck"), program.survivors());
    }

    @Test
    void leftoversOfACrashAreKilledBeforeTheNextStart() throws PosixException {
        program = program(StopScope.ALL, false, 0);
        PaperProcess server = start();
        PaperProcess worker = server.begets("worker");
        reaped(server.ends(1));
        assertEquals(List.of("INFO pid 100: exit status 1", "SIGKILL 101"), story.lines());
        kernel.pass(SECOND);
        program.tick();
        deeds();
        worker.isKilled(Signal.KILL);
        program.stragglerEnded();
        assertEquals(List.of("INFO sleep 1 to avoid rapid restarts"), story.lines());
    }

    @Test
    void outsideTheScopeNobodyIsTouched() throws PosixException {
        program = program(StopScope.GROUP, false, 0);
        PaperProcess server = start();
        server.begets("daemon").leaves();
        program.handle(new Event.StopRequested());
        deeds("write 100 ready STOP", "SIGTERM 100", "SIGCONT 100");
        reaped(server.ends(0));
        assertEquals(0, program.state().application());
        assertEquals(List.of("101 daemon"), program.survivors());
    }

    /** A shell's loop leaves its latest sleep behind, which ends soon. */
    @Test
    void whoIsAboutToEndIsNotNamed() throws PosixException {
        PaperProcess shell = start();
        kernel.pass(10 * SECOND);
        PaperProcess sleep = shell.begets("sleep");
        program.handle(new Event.StopRequested());
        story.lines();
        reaped(shell.isKilled(Signal.TERM));
        assertEquals(List.of(), program.survivors());
        sleep.ends(0);
        kernel.pass(SECOND);
        program.tick();
        assertEquals(List.of("INFO pid 100: terminated by SIGTERM"), story.lines());
    }

    @Test
    void whoStaysIsNamedAMomentLater() throws PosixException {
        PaperProcess shell = start();
        kernel.pass(10 * SECOND);
        shell.begets("sleep");
        program.handle(new Event.StopRequested());
        reaped(shell.isKilled(Signal.TERM));
        story.lines();
        kernel.pass(SECOND);
        assertEquals(OptionalLong.of(kernel.now()), program.nextDeadline());
        program.tick();
        assertEquals(List.of("WARNING pid 100 left processes behind: 101 sleep"), story.lines());
        assertEquals(List.of("101 sleep"), program.survivors());
    }

    @Test
    void aProgramThatDaemonizesItselfIsToldWhatToDo() throws PosixException {
        PaperProcess program100 = start();
        program100.begets("server").leaves();
        reaped(program100.ends(0));
        assertEquals(OptionalInt.of(0), program.exitStatus());
        assertEquals("pid 100: exit status 0; exiting now; its remaining descendants are not supervised: 101 server. "
                + "If the program puts itself into the background, configure it to stay in the foreground; before the next "
                + "start, end what is left with kill", program.failure().orElseThrow());
    }

    @Test
    void aStartTestThatIsKilledTakesItsDescendantsAlong() throws PosixException {
        program = program(StopScope.PROGRAM, true, 0);
        PaperProcess server = start();
        PaperProcess test = kernel.forked();
        PaperProcess child = test.begets("sleep");
        program.handle(new Event.StopRequested());
        deeds("write 100 testing STOP", "SIGKILL 101", "SIGKILL 102", "SIGTERM 100", "SIGCONT 100");
        assertTrue(program.reapedTest(test.isKilled(Signal.KILL)));
        // Not yet gone when the program is: nobody takes it for the program's.
        reaped(server.ends(0));
        assertEquals(List.of(), program.survivors());
        child.isKilled(Signal.KILL);
    }

    @Test
    void adoption() throws PosixException {
        PaperProcess orphan = kernel.stranger("server");
        program.adopt(new Event.Adopted(100, orphan.identity().text(), 1, 3 * SECOND, 0, true, Optional.empty()));
        assertEquals(List.of("adopted 100", "write 100 ready", "INFO adopted process pid=100", "started 100", "ready 100"),
                story.lines());
        program.kill(Signal.HUP);
        deeds("SIGHUP 100");
        assertFalse(program.is(new Pid(100)));
        orphan.ends(3);
        program.adoptedEnded();
        assertEquals(List.of("INFO pid 100: exit status 3", "fork 101", "write 101 ready", "release 101",
                "INFO spawned process pid=101"), story.lines());
    }

    @Test
    void whoEndsBeforeItIsAdoptedIsStartedAnew() {
        PaperProcess orphan = kernel.stranger("server");
        orphan.ends(0);
        program.adopt(new Event.Adopted(100, orphan.identity().text(), 1, 30 * SECOND, 0, true, Optional.empty()));
        assertEquals(List.of("adopted 100", "write 100 ready", "started 100", "ready 100", "fork 101", "write 101 ready",
                "release 101"), story.deeds());
    }

    /** A number that was given to somebody else is nobody's orphan. */
    @Test
    void anotherProcessOfThatNumberIsNeverSignalled() {
        PaperProcess orphan = kernel.stranger("server");
        String identity = orphan.identity().text();
        orphan.ends(0);
        kernel.pass(SECOND);
        program.adopt(new Event.Adopted(100, identity, 1, SECOND, 0, true, Optional.of(Next.STOP)));
        deeds("adopted 100", "write 100 ready STOP", "started 100");
    }

    @Test
    void whoStartsFirstDoesNotAdopt() throws PosixException {
        start();
        program.adopt(new Event.Adopted(77, "77 1 paper", 1, SECOND, 0, true, Optional.empty()));
        assertEquals(100, program.state().application());
        deeds("adopted 77");
    }

    @Test
    void aManagerThatCannotGoOnLetsGo() throws PosixException {
        start();
        program.abandon();
        deeds();
        assertEquals(100, disk.state().orElseThrow().program().startsWith("100 ") ? 100 : 0);
    }

    /** An upgrade needs no quiet moment. */
    @Test
    void anotherReleaseGoesOnBetweenForkAndExec() throws PosixException {
        program.handle(new Event.StartRequested());
        PaperProcess child = kernel.forked();
        resumed(StopScope.PROGRAM);
        deeds("write 100 ready");
        child.executes();
        assertEquals(100, program.state().process());
        assertTrue(program.is(child.pid()));
        reaped(child.ends(0));
        assertEquals(1, program.state().backoff());
    }

    @Test
    void anotherReleaseGoesOnWaitingForDescendants() throws PosixException {
        program = program(StopScope.ALL, false, 0);
        PaperProcess server = start();
        PaperProcess worker = server.begets("worker");
        program.handle(new Event.StopRequested());
        reaped(server.ends(0));
        resumed(StopScope.ALL);
        assertEquals(100, program.state().application());
        worker.ends(0);
        program.stragglerEnded();
        assertEquals(0, program.state().application());
    }

    @Test
    void anotherReleaseGoesOnWithAnAdoptedProgram() {
        PaperProcess orphan = kernel.stranger("server");
        program.adopt(new Event.Adopted(100, orphan.identity().text(), 1, 3 * SECOND, 0, true, Optional.empty()));
        resumed(StopScope.PROGRAM);
        deeds("write 100 ready");
        orphan.ends(0);
        program.adoptedEnded();
        assertEquals(List.of("INFO pid 100: exit status 0; exiting now", "INFO Exiting"), story.lines());
    }

    /** Release 1.0 said no more than this. */
    @Test
    void whatReleaseOneHandedOver() {
        PaperProcess orphan = kernel.stranger("server");
        assertTrue(program.resume("2 100 running 100 60 ready", OptionalLong.of(5), Optional.of(orphan.identity().text()),
                Optional.empty()));
        assertTrue(program.state().isAdopted());
        assertEquals(OptionalLong.of(5), program.state().startedMicros());
        assertEquals(Optional.of(orphan.identity().text()), disk.state().map(state -> state.program()));
        assertFalse(program.resume("nonsense", OptionalLong.empty(), Optional.empty(), Optional.empty()));
    }

    private void resumed(StopScope scope) {
        String state = program.snapshot();
        program = program(scope, false, 0);
        story.lines();
        assertTrue(program.resume(state, OptionalLong.empty(), Optional.empty(), Optional.empty()));
    }

    /** Whoever looks once for each of many looks too often. */
    @Test
    void manyDescendantsAreLookedForAFewTimes() throws PosixException {
        program = program(StopScope.ALL, false, 0);
        PaperProcess server = start();
        List<PaperProcess> workers = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            workers.add(server.begets("worker"));
        }
        program.handle(new Event.RestartRequested());
        for (PaperProcess worker : workers) {
            worker.isKilled(Signal.TERM);
        }
        reaped(server.isKilled(Signal.TERM));
        assertTrue(program.state().process() > 500);
        int looks = kernel.looks();
        assertTrue(looks <= 2, () -> looks + " looks");
    }

    /** One more look at each of those who are signalled would hold up everybody else. */
    @Test
    void manyDescendantsAreSignalledWithoutALookAtEach() throws PosixException {
        program = program(StopScope.ALL, false, 0);
        PaperProcess server = start();
        for (int i = 0; i < 400; i++) {
            server.begets("worker");
        }
        kernel.reads();
        program.handle(new Event.StopRequested());
        assertEquals(2 * 401, story.deeds().stream().filter(deed -> deed.startsWith("SIG")).count());
        int reads = kernel.reads();
        assertTrue(reads <= 400 / 16 + 2, () -> reads + " reads");
        assertEquals(1, kernel.looks());
    }

    /** They end one after the other, each in a turn of its own. */
    @Test
    void manyWhoEndOneByOneAreLookedForOnceEach() throws PosixException {
        program = program(StopScope.ALL, false, 0);
        PaperProcess server = start();
        List<PaperProcess> workers = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            workers.add(server.begets("worker"));
        }
        program.handle(new Event.StopRequested());
        reaped(server.isKilled(Signal.TERM));
        kernel.reads();
        kernel.looks();
        for (PaperProcess worker : workers) {
            worker.isKilled(Signal.TERM);
            program.stragglerEnded();
        }
        assertFalse(program.state().shouldBeUp());
        assertEquals(0, program.state().process());
        int reads = kernel.reads();
        assertTrue(reads <= 400, () -> reads + " reads");
        assertEquals(1, kernel.looks());
    }

    @Test
    void aNumberThatIsGivenAgainBetweenLookAndSignalIsNobodysSignal() throws PosixException {
        program = program(StopScope.ALL, false, 0);
        PaperProcess server = start();
        List<PaperProcess> workers = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            workers.add(server.begets("worker"));
        }
        kernel.afterLook(() -> {
            workers.get(5).isKilled(Signal.KILL);
            kernel.pass(20_000_000L);
            kernel.nextNumber(workers.get(5).pid());
            assertEquals(workers.get(5).pid(), kernel.stranger("stranger").pid());
        });
        program.handle(new Event.StopRequested());
        List<String> deeds = story.deeds();
        assertFalse(deeds.contains("SIGTERM " + workers.get(5).pid().value()));
        assertTrue(deeds.contains("SIGTERM " + workers.get(4).pid().value()));
        assertTrue(deeds.contains("SIGTERM " + workers.get(39).pid().value()));
    }
}
