package zdaemon.posix;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import zdaemon.bindings.libc;

/**
 * What the starts of a plan need before their forks: its native memory and descriptors, and the line written from them.
 */
final class SpawnPreparation implements AutoCloseable {
    private static final int FIRST_UNSHARED = libc.STDERR_FILENO() + 1;
    private static final int LAST_DESCRIPTOR = -1;

    private final SpawnPlan plan;
    private final Deque<Buffer> buffers = new ArrayDeque<>();
    private final Deque<Fd> duplicates = new ArrayDeque<>();
    private final int[] groups;
    private final long groupList;
    private final long directory;
    private final long mask;
    // All zero: SIG_DFL, no flags.
    private final long byDefault = own(Buffer.allocate(Layout.KERNEL_SIGACTION_SIZE));
    private final long executable;
    private final long arguments;
    private final long environment;

    SpawnPreparation(SpawnPlan plan) throws PosixException {
        this.plan = plan;
        try {
            groups = plan.user().isPresent() ? Accounts.groupsOf(plan.user().get()) : new int[0];
            groupList = own(Accounts.list(groups));
            directory = own(Buffer.text(plan.directory().orElse("")));
            mask = own(plan.mask().allocate());
            executable = own(Buffer.text(plan.executable()));
            arguments = own(StringVector.allocate(plan.arguments()));
            environment = own(StringVector.allocate(plan.environment()));
        } catch (PosixException e) {
            close();
            throw e;
        }
    }

    /** Whether this is of that very plan. */
    boolean isOf(SpawnPlan other) {
        return plan == other;
    }

    /**
     * Writes a child's line: it may close all but its report, and no signal finds a handler.
     *
     * @param isHeld whether it waits, before it executes anything, until it is let go
     */
    void writeForChild(SpawnLine line, int report, boolean isHeld) {
        line.begin(report);
        addStart(line);
        closeAllBut(report, line);
        addKept(line);
        addIdentity(line);
        // Not just the ignored ones, which alone exec would keep: once the mask opens, a signal that came in the
        // meantime has to meet its default, not a handler of this JVM.
        addDispositions(line, Signals.notDefault());
        if (isHeld) {
            // Our end is closed by now, so a parent that dies is an end of file.
            line.add(SpawnStep.HOLD, LibcFiles.FCNTL, report, libc.F_SETFL(), libc.O_RDWR());
            line.addThatMustGive(SpawnStep.HOLD, LibcFiles.READ, report, line.anyByte(), 1);
        }
        addEnd(line);
    }

    /**
     * Writes the line by which this very process becomes the program. It must stay usable in case that fails:
     * descriptors are closed by exec itself (Linux 5.11; ours are close-on-exec anyway), and the JVM keeps its
     * handlers until then.
     */
    void writeForThisProcess(SpawnLine line) {
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
        addStream(line, SpawnStep.STDIN, plan.stdin(), libc.STDIN_FILENO());
        addStream(line, SpawnStep.STDOUT, plan.stdout(), libc.STDOUT_FILENO());
        addStream(line, SpawnStep.STDERR, plan.stderr(), libc.STDERR_FILENO());
    }

    private void addStream(SpawnLine line, SpawnStep step, int descriptor, int stream) {
        if (descriptor == stream) {
            // There already: dup2 would find the same number twice, and leave close-on-exec as it is.
            line.add(step, LibcFiles.FCNTL, stream, libc.F_SETFD(), 0);
        } else {
            line.add(step, LibcFiles.DUP2, outOfTheWay(descriptor), stream, 0);
        }
    }

    /**
     * The descriptor itself, or its duplicate when it has one of the three numbers: so no redirection overwrites what
     * another one needs.
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

    private void addIdentity(SpawnLine line) {
        if (plan.umask().isPresent()) {
            line.add(SpawnStep.UMASK, LibcPaths.UMASK, plan.umask().getAsInt(), 0, 0);
        }
        if (plan.user().isPresent()) {
            line.add(SpawnStep.GROUPS, LibcUsers.SETGROUPS, groups.length, groupList, 0);
            line.add(SpawnStep.GID, LibcUsers.SETGID, plan.user().get().gid(), 0, 0);
            line.add(SpawnStep.UID, LibcUsers.SETUID, plan.user().get().uid(), 0, 0);
        }
        if (plan.directory().isPresent()) {
            line.add(SpawnStep.DIRECTORY, LibcPaths.CHDIR, directory, 0, 0);
        }
    }

    private void addDispositions(SpawnLine line, SignalSet signals) {
        for (int number = 1; number <= SignalSet.HIGHEST; number++) {
            if ((signals.bits() >>> number - 1 & 1) != 0) {
                line.addThatMayFail(SpawnStep.DISPOSITIONS, LibcProcesses.SYSCALL, libc.SYS_rt_sigaction(), number,
                        byDefault, 0, Layout.KERNEL_SIGSET_SIZE);
            }
        }
    }

    private void addEnd(SpawnLine line) {
        line.add(SpawnStep.MASK, LibcSignals.PTHREAD_SIGMASK, libc.SIG_SETMASK(), mask, 0);
        line.add(SpawnStep.EXEC, LibcProcesses.EXECVE, executable, arguments, environment);
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
