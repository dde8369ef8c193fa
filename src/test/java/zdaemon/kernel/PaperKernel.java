package zdaemon.kernel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import zdaemon.posix.Errno;
import zdaemon.posix.Fd;
import zdaemon.posix.Pid;
import zdaemon.posix.PosixException;
import zdaemon.posix.Reaping;
import zdaemon.posix.Signal;
import zdaemon.posix.WaitStatus;
import zdaemon.process.ProcessIdentity;
import zdaemon.process.ProcessTable;
import zdaemon.process.SpawnPlan;
import zdaemon.process.SpawnReport;
import zdaemon.program.Kernel;

/** A kernel on paper; the package's page says how to use it. */
public final class PaperKernel implements Kernel {
    /** The manager's process. */
    public static final int SELF = 10;

    private final Story story;
    private final Map<Integer, PaperProcess> living = new LinkedHashMap<>();
    private final List<PaperProcess> forked = new ArrayList<>();
    private Optional<Errno> refusal = Optional.empty();
    private int lastPid = 99;
    private long now = 1_000_000_000_000L;
    private int looks;
    private int reads;
    private Runnable afterLook = () -> {};

    public PaperKernel(Story story) {
        this.story = story;
    }

    /** Time passes. */
    public void pass(long nanos) {
        now += nanos;
    }

    /** Forks are refused from now on; empty: no more. */
    public void refusesForks(Optional<Errno> why) {
        refusal = why;
    }

    /** The process that was forked last, for whatever. */
    public PaperProcess forked() {
        return forked.getLast();
    }

    /** The process that was forked and has this number. */
    public PaperProcess forked(Pid number) {
        return forked.stream().filter(one -> one.pid.equals(number)).findFirst().orElseThrow();
    }

    /** A stranger's process, such as the program of a manager that has died. */
    public PaperProcess stranger(String command) {
        return born(command, 1, 0);
    }

    /** Whether the manager has children. */
    public boolean hasChildren() {
        return living.values().stream().anyMatch(process -> process.parent == SELF);
    }

    /** How often somebody has looked at all processes since this was last asked. */
    public int looks() {
        int counted = looks;
        looks = 0;
        return counted;
    }

    /** How often something has been read about one process, or about births, since this was last asked. */
    public int reads() {
        int counted = reads;
        reads = 0;
        return counted;
    }

    /** This happens right after the next look at all processes. */
    public void afterLook(Runnable event) {
        afterLook = event;
    }

    /** The numbers are given out once round: the next process gets this one. */
    public void nextNumber(Pid number) {
        lastPid = number.value() - 1;
    }

    PaperProcess born(String command, int parent, int group) {
        int number = ++lastPid;
        PaperProcess process = new PaperProcess(this, number, command, parent, group == 0 ? number : group);
        living.put(number, process);
        return process;
    }

    Reaping.Ended ends(PaperProcess process, WaitStatus status) {
        process.end = Optional.of(status);
        living.remove(process.pid.value());
        for (PaperProcess orphan : living.values()) {
            if (orphan.parent == process.pid.value()) {
                orphan.parent = process.parent == 1 ? 1 : SELF;
            }
        }
        return new Reaping.Ended(process.pid, status);
    }

    @Override
    public long now() {
        return now;
    }

    @Override
    public long wallMicros() {
        return 1_700_000_000_000_000L + now / 1000;
    }

    @Override
    public long sinceBoot() {
        return now;
    }

    @Override
    public Pid self() {
        return new Pid(SELF);
    }

    private PaperProcess begin(SpawnPlan plan) throws PosixException {
        if (refusal.isPresent()) {
            throw new PosixException("fork", refusal.get(), "");
        }
        PaperProcess process = born(plan.executable(), SELF, 0);
        process.environment = plan.environment();
        forked.add(process);
        return process;
    }

    @Override
    public Child fork(SpawnPlan plan) throws PosixException {
        PaperProcess process = begin(plan);
        story.add("fork " + process.pid.value());
        return new PaperChild(process);
    }

    @Override
    public Child child(Pid pid, Fd report) {
        return new PaperChild(living.get(pid.value()));
    }

    @Override
    public Pid start(SpawnPlan plan) throws PosixException {
        PaperProcess process = begin(plan);
        story.add("test " + process.pid.value());
        return process.pid;
    }

    @Override
    public String explain(SpawnReport.Failed failed, SpawnPlan plan) {
        return failed.step().verb() + ": " + failed.errno();
    }

    @Override
    public void kill(Pid child, Signal signal) throws PosixException {
        if (!living.containsKey(child.value())) {
            throw new PosixException("kill", Errno.ESRCH, child.toString());
        }
        story.add(signal.name() + " " + child.value());
    }

    @Override
    public void killGroup(Pid child, Signal signal) throws PosixException {
        if (!hasGroup(child)) {
            throw new PosixException("killpg", Errno.ESRCH, child.toString());
        }
        story.add(signal.name() + " group " + child.value());
    }

    @Override
    public List<String> environment(Pid pid) {
        reads++;
        PaperProcess process = living.get(pid.value());
        return process == null ? List.of() : process.environment;
    }

    @Override
    public boolean hasGroup(Pid leader) {
        return living.values().stream().anyMatch(process -> process.group == leader.value());
    }

    @Override
    public Optional<ProcessIdentity> identity(Pid pid) {
        return Optional.ofNullable(living.get(pid.value())).map(PaperProcess::identity);
    }

    @Override
    public Optional<Handle> find(ProcessIdentity identity) {
        reads++;
        PaperProcess process = living.get(identity.pid().value());
        return process == null || !process.identity.equals(identity)
                ? Optional.empty() : Optional.of(new PaperHandle(process));
    }

    @Override
    public Optional<Handle> open(ProcessIdentity identity) {
        return Optional.ofNullable(living.get(identity.pid().value())).map(PaperHandle::new);
    }

    @Override
    public ProcessTable processes() {
        return processesBut(number -> false);
    }

    @Override
    public ProcessTable processesBut(IntPredicate known) {
        looks++;
        List<ProcessTable.Entry> entries = new ArrayList<>(living.values().stream()
                .filter(process -> !known.test(process.pid.value())).map(PaperProcess::entry).toList());
        entries.add(new ProcessTable.Entry(new ProcessIdentity(self(), 1, "paper"), "java", 1, SELF, SELF));
        ProcessTable table = new ProcessTable(entries);
        Runnable next = afterLook;
        afterLook = () -> {};
        next.run();
        return table;
    }

    @Override
    public OptionalInt births() {
        reads++;
        return OptionalInt.of(lastPid);
    }

    private final class PaperChild implements Child {
        private final PaperProcess process;

        PaperChild(PaperProcess process) {
            this.process = process;
        }

        @Override
        public Pid pid() {
            return process.pid;
        }

        @Override
        public Optional<ProcessIdentity> identity() {
            return Optional.of(process.identity);
        }

        @Override
        public void release() {
            process.isReleased = true;
            story.add("release " + process.pid.value());
        }

        @Override
        public SpawnReport report() {
            return process.report;
        }

        @Override
        public Optional<Fd> descriptor() {
            return Optional.empty();
        }

        @Override
        public void close() {
            if (!process.isReleased) {
                story.add("unheld " + process.pid.value());
            }
        }
    }

    private final class PaperHandle implements Handle {
        private final PaperProcess process;

        PaperHandle(PaperProcess process) {
            this.process = process;
        }

        @Override
        public void signal(Signal signal) throws PosixException {
            if (process.end.isPresent()) {
                throw new PosixException("pidfd_send_signal", Errno.ESRCH, process.pid.toString());
            }
            story.add(signal.name() + " " + process.pid.value());
        }

        @Override
        public Optional<WaitStatus> ending() {
            return process.end;
        }

        @Override
        public Optional<Fd> descriptor() {
            return Optional.empty();
        }

        @Override
        public void close() {
            // Nothing of it is held.
        }
    }
}
