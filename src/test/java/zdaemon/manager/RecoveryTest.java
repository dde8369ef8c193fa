package zdaemon.manager;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import zdaemon.core.Event;
import zdaemon.core.ProgramRules;
import zdaemon.kernel.PaperDisk;
import zdaemon.kernel.PaperKernel;
import zdaemon.kernel.Story;
import zdaemon.posix.Errno;
import zdaemon.posix.PosixException;
import zdaemon.posix.Signal;
import zdaemon.process.SpawnPlan;
import zdaemon.program.Helpers;
import zdaemon.program.LaunchPlan;
import zdaemon.program.Messages;
import zdaemon.program.StateKeeper;
import zdaemon.program.SupervisedProgram;
import zdaemon.spec.ProgramSpec.StopScope;

/** What the manager does when it has failed itself, with a process on paper. */
class RecoveryTest {
    private static final long SECOND = 1_000_000_000L;
    private static final String ANEW = "CRITICAL the daemon manager has failed: %s; it begins anew, and the program goes on";
    private static final String ENDS =
            "CRITICAL %s; it ends, the program goes on, and the next command starts another daemon manager";

    private final Story story = new Story();
    private final PaperKernel kernel = new PaperKernel(story);
    private final PaperDisk disk = new PaperDisk(story);
    private final SupervisedProgram program = program();
    private Optional<Errno> refusal = Optional.empty();

    private SupervisedProgram program() {
        SpawnPlan plan = SpawnPlan.of("/bin/server", List.of("server"), List.of()).inNewProcessGroup();
        ProgramRules rules =
                new ProgramRules(3, false, Set.of(0), 5 * SECOND, true, true, 10 * SECOND, 0, false);
        return new SupervisedProgram(
                new LaunchPlan(List.of("server"), plan, plan, Signal.TERM, StopScope.PROGRAM, rules), kernel,
                new Helpers(kernel), new StateKeeper(disk, "10 1 paper", "/", "settings", story), story, story);
    }

    /** A process that is succeeded would not return from exec. */
    private final class Paper implements Recovery.Means {
        @Override
        public long now() {
            return kernel.now();
        }

        @Override
        public void beginAnew(long now) throws PosixException {
            if (refusal.isPresent()) {
                throw new PosixException("execve", refusal.get(), "'java'");
            }
            story.add("exec at " + (now - kernel.now()));
            throw new Gone();
        }

        @Override
        public void end() {
            story.add("end");
        }
    }

    private static final class Gone extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** The program runs, and its start test, too. */
    @BeforeEach
    void start() throws PosixException {
        program.handle(new Event.StartRequested());
        kernel.forked().executes();
        program.readExecReport();
        story.lines();
    }

    private void fails(Messages log, OptionalLong last, Throwable failure) {
        new Recovery(new Paper(), new Recovery.Programs() {
            @Override
            public void abandon() {
                program.abandon();
            }

            @Override
            public void abandonTests() {
                program.abandonTest();
            }
        }, log, last).from(failure);
    }

    /** The test's process goes on behind the exec; what it does there is none of the manager's business. */
    private void beginsAnew(Throwable failure, OptionalLong last, String what) {
        fails(story, last, failure);
        assertEquals(List.of(ANEW.formatted(what), "SIGKILL 101", "exec at 0"), story.lines().subList(0, 3));
    }

    @Test
    void itBeginsAnewWithoutItsStartTest() {
        beginsAnew(new OutOfMemoryError("Java heap space"), OptionalLong.empty(), "out of memory");
    }

    /** The runtime's own words are nobody's. */
    @Test
    void aFailureIsToldInItsOwnWordsOrByItsKind() {
        beginsAnew(new PosixException("epoll_wait", Errno.EINVAL, ""), OptionalLong.empty(),
                new PosixException("epoll_wait", Errno.EINVAL, "").getMessage());
    }

    @Test
    void anErrorOfOursIsToldByItsKind() {
        beginsAnew(new IllegalStateException("secret"), OptionalLong.empty(), "internal error (IllegalStateException)");
    }

    @Test
    void itBeginsAnewAgainAfterAMinute() {
        OptionalLong last = OptionalLong.of(kernel.now());
        kernel.pass(Recovery.PAUSE_NANOS + 1);
        beginsAnew(new OutOfMemoryError(), last, "out of memory");
    }

    private void endsLeavingTheProgram(List<String> told) {
        List<String> lines = story.lines();
        assertEquals(told, lines.subList(0, told.size()));
        assertEquals(List.of("SIGKILL 101", "end"), lines.subList(told.size(), lines.size()));
        assertTrue(disk.state().orElseThrow().program().startsWith("100 "), "a successor finds it");
    }

    @Test
    void whatFailsAgainWithinAMinuteEnds() {
        OptionalLong last = OptionalLong.of(kernel.now());
        kernel.pass(Recovery.PAUSE_NANOS);
        fails(story, last, new OutOfMemoryError());
        endsLeavingTheProgram(List.of(ENDS.formatted("the daemon manager has failed: out of memory")));
    }

    @Test
    void whatCannotBeginAnewEnds() {
        refusal = Optional.of(Errno.EMFILE);
        fails(story, OptionalLong.empty(), new OutOfMemoryError());
        List<String> lines = story.lines();
        assertEquals(List.of(ANEW.formatted("out of memory"), "SIGKILL 101",
                ENDS.formatted("the daemon manager could not begin anew: "
                        + new PosixException("execve", Errno.EMFILE, "'java'").getMessage())), lines.subList(0, 3));
        assertEquals("end", lines.getLast());
        assertTrue(disk.state().orElseThrow().program().startsWith("100 "), "a successor finds it");
    }

    @Test
    void anEventLogThatFailsIsNoReasonToStay() {
        fails((level, message) -> {
            throw new OutOfMemoryError();
        }, OptionalLong.of(kernel.now()), new OutOfMemoryError());
        endsLeavingTheProgram(List.of());
    }
}
