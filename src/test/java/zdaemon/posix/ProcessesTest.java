package zdaemon.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import zdaemon.process.Run;
import zdaemon.process.SpawnPlan;
import zdaemon.process.TestJvm;

class ProcessesTest {
    private static final long LONG = 10_000_000_000L;

    private static Pid start(String... command) throws PosixException {
        try (Fd nothing = Fd.open("/dev/null", Open.READ_WRITE, 0)) {
            return Run.started(SpawnPlan.of(command[0], List.of(command), List.of())
                    .withStreams(nothing.number(), nothing.number(), nothing.number()));
        }
    }

    @Test
    void waitsForAnExit() throws PosixException {
        Pid pid = start("/bin/sh", "-c", "exit 7");
        assertEquals(new WaitStatus.Exited(7), Processes.await(pid));
        assertEquals(Errno.ECHILD, assertThrows(PosixException.class, () -> Processes.await(pid)).errno());
        assertEquals(Errno.ECHILD, assertThrows(PosixException.class, () -> Processes.reap(pid)).errno());
    }

    @Test
    void reapsAfterASignal() throws PosixException {
        Pid pid = start("/bin/sleep", "600");
        assertEquals(Optional.empty(), Processes.reap(pid));
        assertEquals(new Reaping.NoneEnded(), Processes.reapAny());
        try (Fd pidfd = Processes.pidfd(pid); Poller poller = Poller.create()) {
            poller.set(pidfd, true, false);
            assertEquals(0, poller.poll(0));
            Processes.kill(pid, Signal.TERM);
            assertEquals(1, poller.poll(LONG));
        }
        assertEquals(Optional.of(new WaitStatus.Signaled(Signal.TERM, false)), Processes.reap(pid));
    }

    @Test
    void reapsWhoeverHasEnded() throws PosixException {
        Pid pid = start("/bin/sh", "-c", "exit 3");
        try (Fd pidfd = Processes.pidfd(pid); Poller poller = Poller.create()) {
            poller.set(pidfd, true, false);
            assertEquals(1, poller.poll(LONG));
        }
        assertEquals(new Reaping.Ended(pid, new WaitStatus.Exited(3)), Processes.reapAny());
        assertEquals(new Reaping.NoChildren(), Processes.reapAny());
    }

    @Test
    void signalsThroughAPidfdAndToAGroup() throws PosixException {
        Pid first = start("/bin/sleep", "600");
        try (Fd pidfd = Processes.pidfd(first)) {
            Processes.kill(pidfd, Signal.KILL);
            assertEquals(new WaitStatus.Signaled(Signal.KILL, false), Processes.await(first));
            assertEquals(Errno.ESRCH,
                    assertThrows(PosixException.class, () -> Processes.kill(pidfd, Signal.KILL)).errno());
        }
        Pid second = Run.started(SpawnPlan.of("/bin/sleep", List.of("sleep", "600"), List.of()).inNewProcessGroup());
        assertEquals(second, Processes.group(second));
        Processes.killGroup(second, Signal.KILL);
        assertEquals(new WaitStatus.Signaled(Signal.KILL, false), Processes.await(second));
    }

    @Test
    void refusals() {
        Pid nobody = new Pid(0x3FFF_FFFF);
        PosixException e = assertThrows(PosixException.class, () -> Processes.kill(nobody, Signal.TERM));
        assertEquals("can't kill process 1073741823: No such process", e.getMessage());
        assertEquals(Errno.EINVAL,
                assertThrows(PosixException.class, () -> Processes.kill(Processes.self(), new Signal(999))).errno());
        assertEquals(Errno.ESRCH, assertThrows(PosixException.class, () -> Processes.pidfd(nobody)).errno());
        for (int pid : new int[] {1, 0, -1, -100}) {
            assertThrows(IllegalArgumentException.class, () -> Processes.kill(new Pid(pid), Signal.TERM));
            assertThrows(IllegalArgumentException.class, () -> Processes.killGroup(new Pid(pid), Signal.TERM));
        }
    }

    @Test
    void knowsItselfAndItsParent() throws PosixException {
        assertEquals(ProcessHandle.current().pid(), Processes.self().value());
        assertEquals(ProcessHandle.current().parent().orElseThrow().pid(), Processes.parent().value());
        assertTrue(Processes.session(Processes.self()).value() >= 0);
    }

    @Test
    void orphansComeHomeToASubreaper() throws PosixException {
        assertEquals("Exited[status=9]\n", TestJvm.output(SubreaperProbe.class));
    }
}
