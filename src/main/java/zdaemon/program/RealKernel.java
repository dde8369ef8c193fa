package zdaemon.program;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import zdaemon.posix.Clock;
import zdaemon.posix.Errno;
import zdaemon.posix.Fd;
import zdaemon.posix.Pid;
import zdaemon.posix.PosixException;
import zdaemon.posix.Processes;
import zdaemon.posix.Signal;
import zdaemon.posix.WaitStatus;
import zdaemon.process.ExecFailure;
import zdaemon.process.HeldProcess;
import zdaemon.process.ProcessIdentity;
import zdaemon.process.ProcessTable;
import zdaemon.process.SpawnPlan;
import zdaemon.process.SpawnReport;
import zdaemon.process.Spawned;
import zdaemon.process.Spawner;

/** The kernel itself. */
public final class RealKernel implements Kernel {
    private static final Signal NONE = new Signal(0);

    private final Spawner spawner;

    /** Uses the manager's spawner, which must live longer. */
    public RealKernel(Spawner spawner) {
        this.spawner = spawner;
    }

    @Override
    public long now() {
        return Clock.monotonicNanos();
    }

    @Override
    public long wallMicros() {
        return Clock.wallNanos() / 1_000;
    }

    @Override
    public long sinceBoot() {
        return Clock.bootNanos();
    }

    @Override
    public Pid self() {
        return Processes.self();
    }

    @Override
    public Child fork(SpawnPlan plan) throws PosixException {
        return new RealChild(spawner.spawnHeld(plan));
    }

    @Override
    public Child child(Pid pid, Fd report) {
        return new RealChild(new HeldProcess(new Spawned(pid, report), Optional.empty()));
    }

    @Override
    public Pid start(SpawnPlan plan) throws PosixException {
        Spawned spawned = spawner.spawn(plan);
        spawned.report().close();
        return spawned.pid();
    }

    @Override
    public String explain(SpawnReport.Failed failed, SpawnPlan plan) {
        return ExecFailure.explain(failed, plan);
    }

    @Override
    public void kill(Pid child, Signal signal) throws PosixException {
        Processes.kill(child, signal);
    }

    @Override
    public void killGroup(Pid child, Signal signal) throws PosixException {
        Processes.killGroup(child, signal);
    }

    @Override
    public List<String> environment(Pid pid) {
        return ProcessTable.environment(pid);
    }

    @Override
    public Optional<ProcessIdentity> identity(Pid pid) {
        return ProcessIdentity.of(pid);
    }

    @Override
    public boolean hasGroup(Pid leader) {
        try {
            Processes.killGroup(leader, NONE);
            return true;
        } catch (PosixException e) {
            return e.errno().equals(Errno.EPERM);
        }
    }

    @Override
    public Optional<Handle> find(ProcessIdentity identity) {
        Optional<Fd> pidfd = identity.find();
        return pidfd.isPresent() ? Optional.of(new RealHandle(identity, pidfd.get())) : Optional.empty();
    }

    @Override
    public Optional<Handle> open(ProcessIdentity identity) {
        try {
            return Optional.of(new RealHandle(identity, Processes.pidfd(identity.pid())));
        } catch (PosixException e) {
            return Optional.empty();
        }
    }

    @Override
    public ProcessTable processes() throws PosixException {
        return ProcessTable.read();
    }

    @Override
    public ProcessTable processesBut(IntPredicate known) throws PosixException {
        return ProcessTable.readBut(known);
    }

    @Override
    public OptionalInt births() {
        try {
            return OptionalInt.of(ProcessTable.lastNumber());
        } catch (PosixException e) {
            return OptionalInt.empty();
        }
    }

    private record RealChild(HeldProcess held) implements Child {
        @Override
        public Pid pid() {
            return held.process().pid();
        }

        @Override
        public Optional<ProcessIdentity> identity() {
            return held.identity();
        }

        @Override
        public void release() {
            held.letGo();
        }

        @Override
        public SpawnReport report() throws PosixException {
            return Spawner.read(held.process().report());
        }

        @Override
        public Optional<Fd> descriptor() {
            return Optional.of(held.process().report());
        }

        @Override
        public void close() {
            held.process().report().close();
        }
    }

    private record RealHandle(ProcessIdentity identity, Fd pidfd) implements Handle {
        @Override
        public void signal(Signal signal) throws PosixException {
            Processes.kill(pidfd, signal);
        }

        @Override
        public Optional<WaitStatus> ending() {
            return identity.end(pidfd);
        }

        @Override
        public Optional<Fd> descriptor() {
            return Optional.of(pidfd);
        }

        @Override
        public void close() {
            pidfd.close();
        }
    }
}
