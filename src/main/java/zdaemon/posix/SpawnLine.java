package zdaemon.posix;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.Arrays;
import zdaemon.bindings.libc;

/**
 * The straight line of calls between fork and exec, written down beforehand: for each call the function's address, its
 * arguments and a number that stands for the step it belongs to. The child only walks along the table, so it needs no
 * memory, no class and no text; and the walk can be rehearsed, every bytecode of it, with harmless functions in place of
 * the real ones.
 */
public final class SpawnLine implements AutoCloseable {
    /** Bytes of a report: the number of the step that failed and errno, an int each. Success writes none. */
    public static final int REPORT_SIZE = 8;

    private static final int FIRST_CAPACITY = 96;
    private static final int ARGUMENTS = 5;
    private static final int MAY_FAIL = Integer.MIN_VALUE;
    private static final int STATUS_NOT_EXECUTED = 127;
    // At its 128th call a method handle is given a form of its own, which the JVM makes up at that moment: classes, memory,
    // files and all (java.lang.invoke's CUSTOMIZE_THRESHOLD). Never in a child: it has died of that.
    private static final int CALLS_BEFORE_CHANGE = 120;
    private static final int CALLS_AFTER_CHANGE = 256;
    /** fork, write and exit. */
    private static final int CALLS_BESIDE = 3;

    private final Buffer report = Buffer.allocate(REPORT_SIZE);
    // The child's only thread is the copy of this one, so its errno is at the same address.
    private final ByteBuffer errno = Foreign.view(LibcTime.__errno_location(), Integer.BYTES);

    private MemorySegment[] functions = new MemorySegment[FIRST_CAPACITY];
    private long[] arguments = new long[FIRST_CAPACITY * ARGUMENTS];
    private int[] steps = new int[FIRST_CAPACITY];
    private int[] least = new int[FIRST_CAPACITY];
    private int count;

    private MemorySegment clone;
    private MemorySegment write;
    private MemorySegment exit;
    private int reportFd;

    // The child's signals are blocked on the way: a handler must not run there.
    private final Buffer blocked;
    private final Buffer maskBefore = Buffer.allocate(Layout.SIGSET_SIZE);
    // All zero: SIG_DFL, no flags.
    private final Buffer byDefault = Buffer.allocate(Layout.KERNEL_SIGACTION_SIZE);

    /** An empty line. */
    public SpawnLine() {
        // Faults stay open: they come from the thread's own doing, and the JVM lives on handling them.
        SignalSet faults = SignalSet.of(new Signal(libc.SIGSEGV()), new Signal(libc.SIGBUS()),
                new Signal(libc.SIGFPE()), new Signal(libc.SIGILL()), new Signal(libc.SIGTRAP()));
        blocked = SignalSet.all().minus(faults).allocate();
    }

    /** Starts a new line; the child reports to that descriptor. */
    public void begin(int reportDescriptor) {
        clone = LibcProcesses.SYSCALL.address();
        write = LibcFiles.WRITE.address();
        exit = LibcProcesses.EXIT.address();
        reportFd = reportDescriptor;
        count = 0;
    }

    /** setsid(2). */
    public void setsid(int step) {
        add(step, LibcProcesses.SETSID, 0, 0, 0);
    }

    /** setpgid(2): a process group of its own. */
    public void setpgid(int step) {
        add(step, LibcProcesses.SETPGID, 0, 0, 0);
    }

    /** dup2(2). */
    public void dup2(int step, int from, int to) {
        add(step, LibcFiles.DUP2, from, to, 0);
    }

    /** F_SETFD of fcntl(2): the descriptor stays open over exec. */
    public void keepOpen(int step, int descriptor) {
        add(step, LibcFiles.FCNTL, descriptor, libc.F_SETFD(), 0);
    }

    /** close_range(2). */
    public void closeRange(int step, int first, int last) {
        add(step, LibcFiles.CLOSE_RANGE, first, last, 0);
    }

    /** CLOSE_RANGE_CLOEXEC of close_range(2), Linux 5.11; it may fail. */
    public void closeRangeOnExec(int step, int first, int last) {
        add(step, LibcFiles.CLOSE_RANGE, first, last, libc.CLOSE_RANGE_CLOEXEC(), 0, 0, MAY_FAIL);
    }

    /** umask(2). */
    public void umask(int step, int mask) {
        add(step, LibcFiles.UMASK, mask, 0, 0);
    }

    /** RLIMIT_NOFILE of setrlimit(2), with limits of {@link OpenFiles.Limits#allocate}. */
    public void limitOpenFiles(int step, Buffer limits) {
        add(step, OpenFiles.SETRLIMIT, libc.RLIMIT_NOFILE(), limits.address(), 0);
    }

    // The kernel's own three: libc's would look for other threads to change. The one that executes is changed, and a
    // child has no other.

    /** setgroups(2), with a list of {@link Accounts#list}. */
    public void setgroups(int step, int size, Buffer list) {
        add(step, LibcProcesses.SYSCALL, libc.SYS_setgroups(), size, list.address());
    }

    /** setgid(2). */
    public void setgid(int step, int gid) {
        add(step, LibcProcesses.SYSCALL, libc.SYS_setgid(), gid, 0);
    }

    /** setuid(2). */
    public void setuid(int step, int uid) {
        add(step, LibcProcesses.SYSCALL, libc.SYS_setuid(), uid, 0);
    }

    /**
     * {@code capset(2)} to none, and {@code keyctl(KEYCTL_JOIN_SESSION_KEYRING)}, which a container may forbid together with
     * all other use of keys. After {@link #setuid}.
     */
    public void dropInheritable(int step) {
        Buffer none = Credentials.noCapabilities();
        add(step, LibcProcesses.SYSCALL, libc.SYS_capset(), none.address(), none.addressOf(Credentials.HEADER));
        add(step, LibcProcesses.SYSCALL, libc.SYS_keyctl(), libc.KEYCTL_JOIN_SESSION_KEYRING(), 0, 0, 0,
                Integer.MIN_VALUE);
    }

    /** chdir(2). */
    public void chdir(int step, Buffer path) {
        add(step, LibcFiles.CHDIR, path.address(), 0, 0);
    }

    /** sigaction(2) with SIG_DFL for each signal; it may fail. */
    public void resetDispositions(int step, SignalSet signals) {
        for (int number = 1; number <= SignalSet.HIGHEST; number++) {
            if ((signals.bits() >>> (number - 1) & 1) != 0) {
                add(step, LibcProcesses.SYSCALL, libc.SYS_rt_sigaction(), number, byDefault.address(), 0,
                        Layout.KERNEL_SIGSET_SIZE, MAY_FAIL);
            }
        }
    }

    /** read(2) from the report, until {@link #letGo}; the end of the file is a failure: the parent has died. */
    public void hold(int step) {
        add(step, LibcFiles.FCNTL, reportFd, libc.F_SETFL(), libc.O_RDWR());
        add(step, LibcFiles.READ, reportFd, report.address(), 1, 0, 0, 1);
    }

    /** Ends a {@link #hold}. A child that has failed in the meantime is not affected. */
    public static void letGo(Fd report) {
        try {
            UnixSocket.send(report, Buffer.scratch(), 0, 1);
        } catch (PosixException e) {
            // EPIPE: it has ended, and the report says why.
            return;
        }
    }

    /** pthread_sigmask(3). */
    public void setMask(int step, Buffer mask) {
        add(step, LibcProcesses.PTHREAD_SIGMASK, libc.SIG_SETMASK(), mask.address(), 0);
    }

    /** execve(2), with vectors of {@link StringVector}. */
    public void execve(int step, Buffer path, Buffer argv, Buffer envp) {
        add(step, LibcProcesses.EXECVE, path.address(), argv.address(), envp.address());
    }

    private void add(int step, Function function, long a, long b, long c) {
        add(step, function, a, b, c, 0, 0, 0);
    }

    private void add(int step, Function function, long a, long b, long c, long d, long e, int leastResult) {
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

    /** Puts harmless functions in place of all: the next {@link #fork} has no effect but that all code has run once. */
    public void disarm() {
        MemorySegment harmless = LibcProcesses.GETPPID.address();
        Arrays.fill(functions, 0, count, harmless);
        write = harmless;
        exit = harmless;
        // Returns 0, so that the rehearsal goes the child's way.
        clone = LibcProcesses.SCHED_YIELD.address();
    }

    /** Whether the handle would change its form on a child's way along the line, its report of a failure included. */
    public boolean isAboutToChange() {
        int calls = Function.plainCalls();
        return calls + count + CALLS_BESIDE >= CALLS_BEFORE_CHANGE && calls < CALLS_AFTER_CHANGE;
    }

    /** Forks. The child runs the line and never comes back; the parent gets its number, or -1. */
    public int fork() {
        LibcProcesses.pthread_sigmask(libc.SIG_SETMASK(), blocked.address(), maskBefore.address());
        int pid = forkAndRun();
        LibcProcesses.pthread_sigmask(libc.SIG_SETMASK(), maskBefore.address(), 0);
        return pid;
    }

    /**
     * The same without a look at signals; for rehearsals. This is clone(2) as the kernel knows it. fork(3) would also set
     * right, in both processes, what libc keeps for each thread of a JVM and for the memory of each, of which nothing is
     * used on the line: two dozen pages to copy in the child, and a dozen in the parent, before the program is executed.
     */
    public int forkAndRun() {
        int pid = (int) call(clone, libc.SYS_clone(), libc.SIGCHLD(), 0, 0, 0);
        if (pid == 0) {
            int row = run();
            report.putInt(Integer.BYTES, errno.getInt(0));
            report.putInt(0, steps[row]);
            // Written in one go: a pipe never divides eight bytes.
            call(write, reportFd, report.address(), REPORT_SIZE, 0, 0);
            call(exit, STATUS_NOT_EXECUTED, 0, 0, 0, 0);
        }
        return pid;
    }

    /** Runs the line up to the first failure, and tells its row. Coming back at all means that exec has failed. */
    public int run() {
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

    /**
     * Capturing errno would allocate forty bytes a call, and a child whose heap is full waits for a collector that it does
     * not have: one in a thousand, with a small heap.
     */
    private static long call(MemorySegment function, long a, long b, long c, long d, long e) {
        return Function.plain(function, a, b, c, d, e, 0);
    }

    public int step(int row) {
        return steps[row];
    }

    /** Why the last call failed; to be asked at once. */
    public Errno errno() {
        return new Errno(errno.getInt(0));
    }

    @Override
    public void close() {
        report.close();
        blocked.close();
        maskBefore.close();
        byDefault.close();
    }
}
