package zdaemon.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zdaemon.posix.Clock;
import zdaemon.posix.Errno;
import zdaemon.posix.Fd;
import zdaemon.posix.MemoryFile;
import zdaemon.posix.NativeString;
import zdaemon.posix.Open;
import zdaemon.posix.Pid;
import zdaemon.posix.PosixException;
import zdaemon.posix.Processes;
import zdaemon.posix.Signal;
import zdaemon.posix.WaitStatus;

/** A process that must not execute its program before it is let go. */
class SpawnHeldTest {
    private static final long PATIENCE = 10_000_000_000L;

    @TempDir
    Path folder;
    private Path trace;
    private Spawner spawner;

    @BeforeEach
    void prepare() throws PosixException {
        trace = folder.resolve("trace");
        spawner = new Spawner();
    }

    @AfterEach
    void close() {
        spawner.close();
    }

    static SpawnPlan leaving(Path trace) {
        return SpawnPlan.of("/bin/sh", List.of("sh", "-c", ": > '" + trace + "'"), List.of());
    }

    /** Until the child sleeps, which before it is let go it does nowhere else. */
    private static void sleeps(Pid child) throws PosixException {
        long deadline = Clock.monotonicNanos() + PATIENCE;
        while (!state(child).equals("S") && Clock.monotonicNanos() < deadline) {
            Thread.onSpinWait();
        }
        assertEquals("S", state(child));
    }

    private static String state(Pid child) throws PosixException {
        return String.valueOf(ProcessStat.of(child).state());
    }

    @Test
    void itWaitsUntilItIsLetGo() throws PosixException {
        for (int i = 0; i < 3; i++) {
            HeldProcess child = spawner.spawnHeld(leaving(trace));
            sleeps(child.process().pid());
            assertEquals(new SpawnReport.Pending(), Spawner.read(child.process().report()));
            assertFalse(Files.exists(trace));
            child.letGo();
            assertEquals(new SpawnReport.Succeeded(), Spawner.await(child.process(), Clock.monotonicNanos() + PATIENCE));
            assertEquals(new WaitStatus.Exited(0), Processes.await(child.process().pid()));
            assertTrue(trace.toFile().delete());
        }
    }

    @Test
    void itEndsWhenNobodyIsLeftToLetItGo() throws PosixException {
        HeldProcess child = spawner.spawnHeld(leaving(trace));
        child.process().report().close();
        assertEquals(new WaitStatus.Exited(127), Processes.await(child.process().pid()));
        assertFalse(Files.exists(trace));
    }

    @Test
    void alsoWhenItsParentIsKilled() throws PosixException {
        try (Fd output = MemoryFile.of(new byte[0]); Fd nothing = Fd.open("/dev/null", Open.READ, 0)) {
            List<String> words = new ArrayList<>(List.of("java"));
            words.addAll(TestJvm.arguments(KilledParent.class, trace.toString()));
            Pid parent = Run.started(SpawnPlan.of(TestJvm.java(), words, List.of())
                    .withStreams(nothing.number(), output.number(), output.number()));
            assertEquals(new WaitStatus.Signaled(Signal.KILL, false), Processes.await(parent));
            Pid child = new Pid(Integer.parseInt(NativeString.decode(Run.content(output)).strip()));
            long deadline = Clock.monotonicNanos() + PATIENCE;
            while (ProcessIdentity.of(child).isPresent() && Clock.monotonicNanos() < deadline) {
                Thread.onSpinWait();
            }
            assertEquals(Optional.empty(), ProcessIdentity.of(child), "the child has ended");
            assertFalse(Files.exists(trace));
        }
    }

    /** Says who its child is, and is killed. */
    static final class KilledParent {
        private KilledParent() {}

        /** Runs it. */
        public static void main(String[] arguments) throws PosixException {
            HeldProcess child = new Spawner().spawnHeld(leaving(Path.of(arguments[0])));
            System.out.println(child.process().pid().value());
            Processes.kill(Processes.self(), Signal.KILL);
        }
    }

    @Test
    void whatFailsBeforeIsReported() throws PosixException {
        SpawnPlan plan = leaving(trace).withDirectory("/no/such");
        HeldProcess child = spawner.spawnHeld(plan);
        child.letGo();
        SpawnReport.Outcome outcome = Spawner.await(child.process(), Clock.monotonicNanos() + PATIENCE);
        assertEquals(new SpawnReport.Failed(SpawnStep.DIRECTORY, Errno.ENOENT), outcome);
    }

    @Test
    void whatFailsAfterwardsIsReported() throws PosixException {
        HeldProcess child = spawner.spawnHeld(SpawnPlan.of("/no/such", List.of("x"), List.of()));
        child.letGo();
        SpawnReport.Outcome outcome = Spawner.await(child.process(), Clock.monotonicNanos() + PATIENCE);
        assertEquals(new SpawnReport.Failed(SpawnStep.EXEC, Errno.ENOENT), outcome);
    }

    @Test
    void oneThatIsKilledIsNotTakenForSilent() throws PosixException {
        HeldProcess child = spawner.spawnHeld(leaving(trace));
        sleeps(child.process().pid());
        Processes.kill(child.process().pid(), Signal.STOP);
        child.letGo();
        Processes.kill(child.process().pid(), Signal.KILL);
        assertEquals(new WaitStatus.Signaled(Signal.KILL, false), Processes.await(child.process().pid()));
        try (Fd report = child.process().report()) {
            assertEquals(new SpawnReport.Succeeded(), Spawner.read(report));
        }
    }

    /** The same plan again, or another one in between, held or not: each process is what its own plan says. */
    @Test
    void plansMayAlternate() throws PosixException {
        SpawnPlan seven = SpawnPlan.of("/bin/sh", List.of("sh", "-c", "exit 7"), List.of());
        SpawnPlan eight = SpawnPlan.of("/bin/sh", List.of("sh", "-c", "exit $E"), List.of("E=8"));
        for (SpawnPlan plan : List.of(seven, seven, eight, seven, eight, eight)) {
            HeldProcess held = spawner.spawnHeld(plan);
            held.letGo();
            for (Spawned child : List.of(held.process(), spawner.spawn(plan))) {
                assertEquals(new SpawnReport.Succeeded(), Spawner.await(child, Clock.monotonicNanos() + PATIENCE));
                assertEquals(new WaitStatus.Exited(plan == seven ? 7 : 8), Processes.await(child.pid()));
            }
        }
    }

    @Test
    void itsIdentityIsWhatTheKernelSays() throws PosixException {
        for (int i = 0; i < 20; i++) {
            HeldProcess child = spawner.spawnHeld(leaving(trace));
            assertEquals(ProcessIdentity.of(child.process().pid()), child.identity());
            child.process().report().close();
            Processes.await(child.process().pid());
        }
    }
}
