package zdaemon.kernel;

import java.util.List;
import java.util.Optional;
import zdaemon.posix.Errno;
import zdaemon.posix.Pid;
import zdaemon.posix.Reaping;
import zdaemon.posix.Signal;
import zdaemon.posix.WaitStatus;
import zdaemon.process.ProcessIdentity;
import zdaemon.process.ProcessTable;
import zdaemon.process.SpawnReport;
import zdaemon.process.SpawnStep;

/** A process of a {@link PaperKernel}. */
public final class PaperProcess {
    final PaperKernel kernel;
    final Pid pid;
    final ProcessIdentity identity;
    final String command;
    int parent;
    int group;
    int session = PaperKernel.SELF;
    List<String> environment = List.of();
    SpawnReport report = new SpawnReport.Pending();
    boolean isReleased;
    Optional<WaitStatus> end = Optional.empty();

    PaperProcess(PaperKernel kernel, int number, String command, int parent, int group) {
        this.kernel = kernel;
        this.pid = new Pid(number);
        this.identity = new ProcessIdentity(pid, kernel.sinceBoot() / 10_000_000L, "paper");
        this.command = command;
        this.parent = parent;
        this.group = group;
    }

    public Pid pid() {
        return pid;
    }

    public ProcessIdentity identity() {
        return identity;
    }

    ProcessTable.Entry entry() {
        return new ProcessTable.Entry(identity, command, parent, group, session);
    }

    /** Its exec succeeds; that is read when somebody asks. */
    public void executes() {
        report = new SpawnReport.Succeeded();
    }

    /** A step on its way to its program fails. */
    public void fails(SpawnStep step, Errno errno) {
        report = new SpawnReport.Failed(step, errno);
    }

    /** It forks a child in its process group. */
    public PaperProcess begets(String name) {
        PaperProcess child = kernel.born(name, pid.value(), group);
        child.session = session;
        child.environment = environment;
        return child;
    }

    /** It goes over to the process group of another, which is in its session. */
    public PaperProcess joins(PaperProcess other) {
        group = other.group;
        return this;
    }

    /** It has other variables, or shows none. */
    public PaperProcess shows(List<String> variables) {
        environment = variables;
        return this;
    }

    /** It leaves for a session of its own. */
    public PaperProcess leaves() {
        group = pid.value();
        session = pid.value();
        return this;
    }

    /** It exits; what the manager is told, if it is its child. */
    public Reaping.Ended ends(int status) {
        return kernel.ends(this, new WaitStatus.Exited(status));
    }

    /** A signal ends it. */
    public Reaping.Ended isKilled(Signal signal) {
        return kernel.ends(this, new WaitStatus.Signaled(signal, false));
    }
}
