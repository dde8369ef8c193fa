package zdaemon.process;


import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import zdaemon.posix.Accounts;
import zdaemon.posix.Buffer;
import zdaemon.posix.Fd;
import zdaemon.posix.PosixException;
import zdaemon.posix.SignalSet;
import zdaemon.posix.Signals;
import zdaemon.posix.SpawnLine;
import zdaemon.posix.StringVector;

/**
 * What the starts of a plan need before their forks: its native memory and descriptors, and the line written from them.
 */
final class SpawnPreparation implements AutoCloseable {
    private static final int FIRST_UNSHARED = 3;
    private static final int LAST_DESCRIPTOR = -1;

    private final SpawnPlan plan;
    private final Deque<Buffer> buffers = new ArrayDeque<>();
    private final Deque<Fd> duplicates = new ArrayDeque<>();
    private final int[] groups;
    private final Buffer groupList;
    private final Buffer directory;
    private final Buffer mask;
    private final Buffer openFiles;
    private final Buffer executable;
    private final Buffer arguments;
    private final Buffer environment;

    /** @param texts the memory of environments */
    SpawnPreparation(SpawnPlan plan, StringVector.Shared texts) throws PosixException {
        this.plan = plan;
        try {
            groups = plan.user().isPresent() ? Accounts.groupsOf(plan.user().get()) : new int[0];
            groupList = own(Accounts.list(groups));
            directory = own(Buffer.text(plan.directory().orElse("")));
            mask = own(plan.mask().allocate());
            openFiles = own(plan.openFiles().isPresent() ? plan.openFiles().get().allocate() : Buffer.allocate(0));
            executable = own(Buffer.text(plan.executable()));
            arguments = own(StringVector.allocate(plan.arguments()));
            environment = own(texts.next(plan.environment()));
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
     * @param changed the signals of which the child inherits something else than their defaults
     */
    void writeForChild(SpawnLine line, int report, boolean isHeld, SignalSet changed) {
        line.begin(report);
        addStart(line);
        closeAllBut(report, line);
        addKept(line);
        addIdentity(line);
        // Not just the ignored ones, which alone exec would keep: once the mask opens, a signal that came in the
        // meantime has to meet its default, not a handler of this JVM.
        line.resetDispositions(SpawnStep.DISPOSITIONS.ordinal(), changed);
        if (isHeld) {
            // Our end is closed by now, so a parent that dies is an end of file.
            line.hold(SpawnStep.HOLD.ordinal());
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
        line.closeRangeOnExec(SpawnStep.CLOSE.ordinal(), FIRST_UNSHARED, LAST_DESCRIPTOR);
        addKept(line);
        addIdentity(line);
        line.resetDispositions(SpawnStep.DISPOSITIONS.ordinal(), plan.keepsIgnored() ? Signals.ignoredByLibc() : Signals.ignored());
        addEnd(line);
    }

    private void addStart(SpawnLine line) {
        if (plan.newSession()) {
            line.setsid(SpawnStep.SESSION.ordinal());
        } else if (plan.newProcessGroup()) {
            line.setpgid(SpawnStep.PROCESS_GROUP.ordinal());
        }
        addStream(line, SpawnStep.STDIN, plan.stdin(), 0);
        addStream(line, SpawnStep.STDOUT, plan.stdout(), 1);
        addStream(line, SpawnStep.STDERR, plan.stderr(), 2);
    }

    private void addStream(SpawnLine line, SpawnStep step, int descriptor, int stream) {
        if (descriptor == stream) {
            // There already: dup2 would find the same number twice, and leave close-on-exec as it is.
            line.keepOpen(step.ordinal(), stream);
        } else {
            line.dup2(step.ordinal(), outOfTheWay(descriptor), stream);
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
        try {
            Fd duplicate = Fd.standard(descriptor).duplicate();
            duplicates.push(duplicate);
            return duplicate.number();
        } catch (PosixException e) {
            // The child reports it as it would the descriptor itself.
            return -1;
        }
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
                line.closeRange(SpawnStep.CLOSE.ordinal(), from, descriptor - 1);
            }
            from = descriptor + 1;
        }
        line.closeRange(SpawnStep.CLOSE.ordinal(), from, LAST_DESCRIPTOR);
    }

    private void addKept(SpawnLine line) {
        for (int i = 0; i < plan.kept().size(); i++) {
            line.keepOpen(SpawnStep.KEEP.ordinal(), plan.kept().get(i));
        }
    }

    private void addIdentity(SpawnLine line) {
        if (plan.umask().isPresent()) {
            line.umask(SpawnStep.UMASK.ordinal(), plan.umask().getAsInt());
        }
        if (plan.openFiles().isPresent()) {
            line.limitOpenFiles(SpawnStep.LIMITS.ordinal(), openFiles);
        }
        if (plan.user().isPresent()) {
            line.setgroups(SpawnStep.GROUPS.ordinal(), groups.length, groupList);
            line.setgid(SpawnStep.GID.ordinal(), plan.user().get().gid());
            line.setuid(SpawnStep.UID.ordinal(), plan.user().get().uid());
            if (plan.user().get().uid() != 0) {
                line.dropInheritable(SpawnStep.CAPABILITIES.ordinal());
            }
        }
        if (plan.directory().isPresent()) {
            line.chdir(SpawnStep.DIRECTORY.ordinal(), directory);
        }
    }

    private void addEnd(SpawnLine line) {
        line.setMask(SpawnStep.MASK.ordinal(), mask);
        line.execve(SpawnStep.EXEC.ordinal(), executable, arguments, environment);
    }

    private Buffer own(Buffer buffer) {
        buffers.push(buffer);
        return buffer;
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
