package zdaemon.benchmarks;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Map;

/**
 * Times whole processes. The JDK's own way to start one goes through a helper process and a thread that waits, which
 * adds milliseconds to everything that is measured and so brings all ratios nearer to one. posix_spawn(3) and wait4(2)
 * add a tenth of one, and tell the processor time too.
 */
final class Stopwatch implements AutoCloseable {

    /** Generous: it matters only when something hangs. */
    private static final int PATIENCE_SECONDS = 120;

    private static final MethodHandle SPAWN = function("posix_spawn",
            FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS));
    private static final MethodHandle WAIT =
            function("wait4", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, ADDRESS));
    private static final MethodHandle ACTIONS =
            function("posix_spawn_file_actions_init", FunctionDescriptor.of(JAVA_INT, ADDRESS));
    private static final MethodHandle OPEN = function("posix_spawn_file_actions_addopen",
            FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT));

    /** More than any C library's posix_spawn_file_actions_t and struct rusage. */
    private static final long STRUCTURE = 1024;
    private static final int O_RDWR = 2;

    private final Arena arena = Arena.ofShared();
    private final MemorySegment actions = arena.allocate(STRUCTURE, 16);
    private final MemorySegment pid = arena.allocate(JAVA_INT);
    private final MemorySegment status = arena.allocate(JAVA_INT);
    private final MemorySegment usage = arena.allocate(STRUCTURE, 16);
    private final Watchdog watchdog = new Watchdog(PATIENCE_SECONDS);

    Stopwatch() {
        MemorySegment nowhere = arena.allocateFrom("/dev/null");
        try {
            check("posix_spawn_file_actions_init", (int) ACTIONS.invokeExact(actions));
            for (int descriptor = 0; descriptor <= 2; descriptor++) {
                check("posix_spawn_file_actions_addopen",
                        (int) OPEN.invokeExact(actions, descriptor, nowhere, O_RDWR, 0));
            }
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    /** Runs a command, whose first word is an absolute path, with its three streams on /dev/null. */
    Timing time(List<String> words, Map<String, String> environment) {
        try (Arena strings = Arena.ofConfined()) {
            MemorySegment path = strings.allocateFrom(words.getFirst());
            MemorySegment argv = vector(strings, words);
            MemorySegment envp = vector(strings, environment.entrySet().stream()
                    .map(variable -> variable.getKey() + "=" + variable.getValue()).toList());
            long begin = System.nanoTime();
            int error = (int) SPAWN.invokeExact(pid, path, actions, MemorySegment.NULL, argv, envp);
            check("posix_spawn " + words.getFirst(), error);
            int child = pid.get(JAVA_INT, 0);
            watchdog.watch(child);
            int reaped = (int) WAIT.invokeExact(child, status, 0, usage);
            long end = System.nanoTime();
            watchdog.rest();
            check("wait4", reaped == child ? 0 : -1);
            return new Timing((end - begin) / 1e6, microseconds() / 1e3, exit(status.get(JAVA_INT, 0)));
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        watchdog.close();
        arena.close();
    }

    /** ru_utime and ru_stime, the first members of struct rusage, each seconds and microseconds. */
    private long microseconds() {
        return (usage.getAtIndex(JAVA_LONG, 0) + usage.getAtIndex(JAVA_LONG, 2)) * 1_000_000
                + usage.getAtIndex(JAVA_LONG, 1) + usage.getAtIndex(JAVA_LONG, 3);
    }

    private static int exit(int status) {
        int signal = status & 0x7f;
        return signal == 0 ? status >> 8 & 0xff : 128 + signal;
    }

    private static MemorySegment vector(Arena arena, List<String> strings) {
        MemorySegment vector = arena.allocate(ADDRESS, strings.size() + 1L);
        for (int index = 0; index < strings.size(); index++) {
            vector.setAtIndex(ADDRESS, index, arena.allocateFrom(strings.get(index)));
        }
        return vector;
    }

    private static MethodHandle function(String name, FunctionDescriptor descriptor) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().find(name).orElseThrow(), descriptor);
    }

    private static void check(String what, int error) {
        if (error != 0) {
            throw new AssertionError(what + " failed: " + error);
        }
    }
}
