package zdaemon.posix;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import zdaemon.bindings.libc;

/** What one start needs before its fork: the native memory and descriptors of a plan, and the line written from it. */
final class SpawnPreparation implements AutoCloseable {
    private static final int FIRST_UNSHARED = libc.STDERR_FILENO() + 1;
    private static final int LAST_DESCRIPTOR = -1;

    private final SpawnPlan plan;
    private final Deque<Buffer> buffers = new ArrayDeque<>();
    private final Deque<Fd> duplicates = new ArrayDeque<>();

    SpawnPreparation(SpawnPlan plan) {
        this.plan = plan;
    }

    /** Writes a child's line: it may close all but its report, and no signal finds a handler. */
    void writeForChild(SpawnLine line, int report) throws PosixException {
        line.begin(report);
        addStart(line);
        closeAllBut(report, line);
        addKept(line);
        addIdentity(line);
        // All of them, not just the ignored ones, which alone exec would keep: once the mask opens, a signal that
        // came in the meantime has to meet its default, not a handler of this JVM.
        addDispositions(line, SignalSet.all());
        addEnd(line);
    }

    /**
     * Writes the line by which this very process becomes the program. It must stay usable in case that fails:
     * descriptors are closed by exec itself (Linux 5.11; ours are close-on-exec anyway), and the JVM keeps its
     * handlers until then.
     */
    void writeForThisProcess(SpawnLine line) throws PosixException {
        line.begin(-1);
        addStart(line);
        line.addThatMayFail(SpawnStep.CLOSE, LibcFiles.CLOSE_RANGE, FIRST_UNSHARED, LAST_DESCRIPTOR,
                libc.CLOSE_RANGE_CLOEXEC(), 0, 0);
        addKept(line);
        addIdentity(line);
        addDispositions(line, Signals.ignored());
        addEnd(line);
    }

    private void addStart(SpawnLine line) {
        if (plan.newSession()) {
            line.add(SpawnStep.SESSION, LibcProcesses.SETSID, 0, 0, 0);
        } else if (plan.newProcessGroup()) {
            line.add(SpawnStep.PROCESS_GROUP, LibcProcesses.SETPGID, 0, 0, 0);
        }
        line.add(SpawnStep.STDIN, LibcFiles.DUP2, outOfTheWay(plan.stdin()), libc.STDIN_FILENO(), 0);
        line.add(SpawnStep.STDOUT, LibcFiles.DUP2, outOfTheWay(plan.stdout()), libc.STDOUT_FILENO(), 0);
        line.add(SpawnStep.STDERR, LibcFiles.DUP2, outOfTheWay(plan.stderr()), libc.STDERR_FILENO(), 0);
    }

    /**
     * The descriptor itself, or its duplicate when it has one of the three numbers: so no redirection overwrites what
     * another one needs, and dup2 never finds the same number twice, which would leave close-on-exec as it is.
     */
    private int outOfTheWay(int descriptor) {
        if (descriptor >= FIRST_UNSHARED) {
            return descriptor;
        }
        int duplicate = LibcFiles.fcntl(descriptor, libc.F_DUPFD_CLOEXEC(), FIRST_UNSHARED);
        if (duplicate >= 0) {
            duplicates.push(Fd.of(duplicate));
        }
        // When that failed: -1, and the child reports it as it would the descriptor itself.
        return duplicate;
    }

    /** Closes the gaps between the report and the descriptors that are kept. */
    private void closeAllBut(int report, SpawnLine line) {
        List<Integer> spared = new ArrayList<>(plan.kept());
        spared.add(report);
        Collections.sort(spared);
        int from = FIRST_UNSHARED;
        for (int i = 0; i < spared.size(); i++) {
            int descriptor = spared.get(i);
            if (descriptor > from) {
                line.add(SpawnStep.CLOSE, LibcFiles.CLOSE_RANGE, from, descriptor - 1, 0);
            }
            from = descriptor + 1;
        }
        line.add(SpawnStep.CLOSE, LibcFiles.CLOSE_RANGE, from, LAST_DESCRIPTOR, 0);
    }

    private void addKept(SpawnLine line) {
        for (int i = 0; i < plan.kept().size(); i++) {
            line.add(SpawnStep.KEEP, LibcFiles.FCNTL, plan.kept().get(i), libc.F_SETFD(), 0);
        }
    }

    private void addIdentity(SpawnLine line) throws PosixException {
        if (plan.umask().isPresent()) {
            line.add(SpawnStep.UMASK, LibcPaths.UMASK, plan.umask().getAsInt(), 0, 0);
        }
        if (plan.user().isPresent()) {
            Account user = plan.user().get();
            int[] groups = Accounts.groupsOf(user);
            line.add(SpawnStep.GROUPS, LibcUsers.SETGROUPS, groups.length, own(Accounts.list(groups)), 0);
            line.add(SpawnStep.GID, LibcUsers.SETGID, user.gid(), 0, 0);
            line.add(SpawnStep.UID, LibcUsers.SETUID, user.uid(), 0, 0);
        }
        if (plan.directory().isPresent()) {
            line.add(SpawnStep.DIRECTORY, LibcPaths.CHDIR, own(Buffer.text(plan.directory().get())), 0, 0);
        }
    }

    private void addDispositions(SpawnLine line, SignalSet signals) {
        // All zero: SIG_DFL, no flags.
        long byDefault = own(Buffer.allocate(Layout.KERNEL_SIGACTION_SIZE));
        for (int number = 1; number <= SignalSet.HIGHEST; number++) {
            if ((signals.bits() >>> number - 1 & 1) != 0) {
                // EINVAL for SIGKILL and SIGSTOP.
                line.addThatMayFail(SpawnStep.DISPOSITIONS, LibcProcesses.SYSCALL, libc.SYS_rt_sigaction(), number,
                        byDefault, 0, Layout.KERNEL_SIGSET_SIZE);
            }
        }
    }

    private void addEnd(SpawnLine line) throws PosixException {
        line.add(SpawnStep.MASK, LibcSignals.PTHREAD_SIGMASK, libc.SIG_SETMASK(), own(plan.mask().allocate()), 0);
        line.add(SpawnStep.EXEC, LibcProcesses.EXECVE, own(Buffer.text(plan.executable())), vector(plan.arguments()),
                vector(plan.environment()));
    }

    private long vector(List<String> texts) throws PosixException {
        return own(StringVector.allocate(texts));
    }

    private long own(Buffer buffer) {
        buffers.push(buffer);
        return buffer.address();
    }

    @Override
    public void close() {
        while (!buffers.isEmpty()) {
            buffers.pop().close();
        }
        while (!duplicates.isEmpty()) {
            duplicates.pop().close();
        }
    }
}
