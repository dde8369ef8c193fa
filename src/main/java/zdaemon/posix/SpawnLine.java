package zdaemon.posix;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The straight line of calls between fork and exec, written down beforehand: for each call the function's address, its
 * arguments and the step that it belongs to. The child only walks along the table, so it needs no memory, no class
 * and no text; and the walk can be rehearsed, every bytecode of it, with harmless functions in place of the real ones.
 */
final class SpawnLine implements AutoCloseable {
    private static final int FIRST_CAPACITY = 96;
    private static final int ARGUMENTS = 5;
    private static final int REPORT_SIZE = 8;
    private static final int STATUS_NOT_EXECUTED = 127;
    // At its 128th call a method handle is given a form of its own, which the JVM makes up at that moment: classes, memory,
    // files and all (java.lang.invoke's CUSTOMIZE_THRESHOLD). Never in a child: it has died of that.
    private static final int CALLS_BEFORE_CHANGE = 100;
    private static final int CALLS_AFTER_CHANGE = 256;
    /** fork, write and exit. */
    private static final int CALLS_BESIDE = 3;

    /**
     * Like that of {@link Function}, but it leaves errno where libc has it. Capturing errno allocates forty bytes a
     * call, and a child whose heap is full waits for a collector that it does not have: one in a thousand, with a
     * small heap.
     */
    private static final MethodHandle HANDLE = Linker.nativeLinker().downcallHandle(
            FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG));

    /** How often that has been called in this process. */
    private static int calls;

    // What the child writes: the step's ordinal, and errno.
    private final Buffer report = Buffer.allocate(REPORT_SIZE);
    // The child's only thread is the copy of this one, so its errno is at the same address.
    private final ByteBuffer errno = Foreign.view(LibcErrors.__errno_location(), Integer.BYTES);

    private MemorySegment[] functions = new MemorySegment[FIRST_CAPACITY];
    private long[] arguments = new long[FIRST_CAPACITY * ARGUMENTS];
    private SpawnStep[] steps = new SpawnStep[FIRST_CAPACITY];
    private int[] least = new int[FIRST_CAPACITY];
    private int count;

    private MemorySegment fork;
    private MemorySegment write;
    private MemorySegment exit;
    private int reportFd;

    /** Starts a new line that reports there. */
    void begin(int reportDescriptor) {
        fork = LibcProcesses.FORK.address();
        write = LibcFiles.WRITE.address();
        exit = LibcProcesses.EXIT.address();
        reportFd = reportDescriptor;
        count = 0;
    }

    void add(SpawnStep step, Function function, long a, long b, long c) {
        add(step, function, a, b, c, 0, 0, 0);
    }

    void addThatMayFail(SpawnStep step, Function function, long a, long b, long c, long d, long e) {
        add(step, function, a, b, c, d, e, Integer.MIN_VALUE);
    }

    /** One that must not answer 0 either. */
    void addThatMustGive(SpawnStep step, Function function, long a, long b, long c) {
        add(step, function, a, b, c, 0, 0, 1);
    }

    private void add(SpawnStep step, Function function, long a, long b, long c, long d, long e, int leastResult) {
        if (count == steps.length) {
            grow();
        }
        functions[count] = function.address();
        int at = count * ARGUMENTS;
        arguments[at] = a;
        arguments[at + 1] = b;
        arguments[at + 2] = c;
        arguments[at + 3] = d;
        arguments[at + 4] = e;
        steps[count] = step;
        least[count] = leastResult;
        count++;
    }

    private void grow() {
        functions = Arrays.copyOf(functions, 2 * count);
        arguments = Arrays.copyOf(arguments, 2 * count * ARGUMENTS);
        steps = Arrays.copyOf(steps, 2 * count);
        least = Arrays.copyOf(least, 2 * count);
    }

    /**
     * Puts harmless functions in place of all: the next {@link #forkAndRun} has no effect but that all code has run
     * once.
     */
    void disarm() {
        MemorySegment harmless = LibcProcesses.GETPPID.address();
        Arrays.fill(functions, 0, count, harmless);
        write = harmless;
        exit = harmless;
        // Returns 0, so that the rehearsal goes the child's way.
        fork = LibcProcesses.SCHED_YIELD.address();
    }

    /** Whether the handle would change its form on a child's way along the line, its report of a failure included. */
    boolean isAboutToChange() {
        return calls + count + CALLS_BESIDE >= CALLS_BEFORE_CHANGE && calls < CALLS_AFTER_CHANGE;
    }

    /** Forks. The child runs the line and never comes back; the parent gets its number, or -1. */
    int forkAndRun() {
        int pid = (int) call(fork, 0, 0, 0, 0, 0);
        if (pid == 0) {
            int row = run();
            report.putInt(Integer.BYTES, errno.getInt(0));
            report.putInt(0, steps[row].ordinal());
            // Written in one go: a pipe never divides eight bytes.
            call(write, reportFd, report.address(), REPORT_SIZE, 0, 0);
            call(exit, STATUS_NOT_EXECUTED, 0, 0, 0, 0);
        }
        return pid;
    }

    /** A byte of memory that the child may overwrite. */
    long anyByte() {
        return report.address();
    }

    /** Runs the line up to the first failure, and tells its row. Coming back at all means that exec has failed. */
    int run() {
        int row = 0;
        while (row < count) {
            int at = row * ARGUMENTS;
            int result = (int) call(functions[row], arguments[at], arguments[at + 1], arguments[at + 2],
                    arguments[at + 3], arguments[at + 4]);
            if (result < least[row]) {
                return row;
            }
            row++;
        }
        return count - 1;
    }

    private static long call(MemorySegment function, long a, long b, long c, long d, long e) {
        calls++;
        try {
            return (long) HANDLE.invokeExact(function, a, b, c, d, e);
        } catch (Throwable impossible) {
            throw new AssertionError("a downcall throws nothing", impossible);
        }
    }

    SpawnStep step(int row) {
        return steps[row];
    }

    /** Why the last call failed; to be asked at once. */
    Errno errno() {
        return new Errno(errno.getInt(0));
    }

    static SpawnReport read(Fd report) throws PosixException {
        Buffer buffer = Scratch.ofThread();
        int n = readOrEnd(report, buffer);
        if (n == Fd.WOULD_BLOCK) {
            return new SpawnReport.Pending();
        }
        if (n < REPORT_SIZE) {
            return new SpawnReport.Succeeded();
        }
        SpawnStep step = SpawnStep.values()[buffer.getInt(0)];
        return new SpawnReport.Failed(step, new Errno(buffer.getInt(Integer.BYTES)));
    }

    /** A child that is killed while it is held leaves what let it go unread: that is an end, too. */
    private static int readOrEnd(Fd report, Buffer buffer) throws PosixException {
        try {
            return report.read(buffer, REPORT_SIZE);
        } catch (PosixException e) {
            if (e.errno().equals(Errno.ECONNRESET)) {
                return 0;
            }
            throw e;
        }
    }

    @Override
    public void close() {
        report.close();
    }
}
