package zdaemon.manager;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import zdaemon.control.ControlSocket;
import zdaemon.core.Level;
import zdaemon.eventlog.EventLog;
import zdaemon.loop.Loop;
import zdaemon.posix.Fd;
import zdaemon.posix.FileStatus;
import zdaemon.posix.FileSystem;
import zdaemon.posix.FileType;
import zdaemon.posix.Open;
import zdaemon.posix.PosixException;
import zdaemon.posix.Processes;
import zdaemon.posix.SignalFd;
import zdaemon.process.Spawner;
import zdaemon.program.Helpers;
import zdaemon.program.Kernel;
import zdaemon.program.LaunchPlan;
import zdaemon.program.Messages;
import zdaemon.program.RealKernel;
import zdaemon.program.StateKeeper;
import zdaemon.program.SupervisedProgram;
import zdaemon.protocol.FilesBeside;
import zdaemon.protocol.Repr;
import zdaemon.spec.FullPolicy;
import zdaemon.spec.Launch;
import zdaemon.spec.Option;
import zdaemon.spec.ProgramSpec;
import zdaemon.transcript.Keeping;
import zdaemon.transcript.Transcript;

/**
 * Puts a manager together, who has the control socket already: surroundings first (directory, umask, descriptors), then the
 * event log and the transcript, then the program. Whatever fails before the loop begins is undone and told to the client.
 */
final class Assembly {
    private static final int STDIN = 0;

    private final Launch mandate;
    private final boolean background;
    private final FilesBeside files;
    private final ControlSocket socket;
    private final StartReport report;

    Assembly(Launch mandate, boolean background, FilesBeside files, ControlSocket socket, StartReport report) {
        this.mandate = mandate;
        // Whoever takes over a program of the terminal does not have that terminal.
        this.background = background || mandate.manager().flag(Option.DAEMON);
        this.files = files;
        this.socket = socket;
        this.report = report;
    }

    /**
     * Runs the manager to its end.
     *
     * @return the exit status
     * @throws ManagerFailure when it cannot begin
     * @throws PosixException when the kernel refuses something
     */
    int run(Beginning beginning) throws ManagerFailure, PosixException {
        boolean entering = background && !(beginning instanceof Beginning.Resume);
        if (entering) {
            enterSurroundings(mandate.program());
        }
        Processes.becomeSubreaper();
        // The log is closed before the spawner: the last messages may need a delivery agent.
        try (Spawner spawner = new Spawner(); EventLog log = EventLog.open(mandate.manager().eventLog())) {
            Kernel kernel = new RealKernel(spawner);
            Helpers helpers = new Helpers(kernel);
            log.deliverThrough(new DeliveryAgents(helpers));
            try {
                return supervise(beginning, log, spawner, kernel, helpers);
            } catch (ManagerFailure e) {
                // Without an event log this would go to standard error, where it is said in any case.
                if (mandate.manager().eventLog().isPresent()) {
                    log.log(Level.CRITICAL.number(), e.getMessage());
                }
                throw e;
            }
        }
    }

    private static void enterSurroundings(ProgramSpec program) throws PosixException {
        FileSystem.umask(program.number(Option.UMASK));
        Optional<String> directory = program.find(Option.DIRECTORY);
        if (directory.isPresent()) {
            FileSystem.changeDirectory(directory.get());
        }
    }

    private int supervise(Beginning beginning, EventLog log, Spawner spawner, Kernel kernel, Helpers helpers)
            throws ManagerFailure, PosixException {
        LaunchPlanner planner = new LaunchPlanner(mandate, !(beginning instanceof Beginning.Start));
        Messages messages = new LoggedMessages(log);
        StateKeeper keeper = StateKeeper.of(files.state(), mandate, messages);
        try (Loop loop = Loop.create(); SignalFd signals = ManagerSignals.listen();
                Transcript transcript = background ? openTranscript(log) : Transcript.none()) {
            OptionalInt output = background ? OptionalInt.of(transcript.childDescriptor()) : OptionalInt.empty();
            LaunchPlan plan = planner.plan(output);
            sayHow(beginning, log);
            SupervisedProgram supervised =
                    new SupervisedProgram(plan, kernel, helpers, keeper, report, messages);
            Successor successor = new Successor(supervised, socket, report, spawner, background, mandate);
            Upgrades upgrades = new Upgrades(loop, successor, helpers, supervised, transcript, log);
            Recovery recovery = new Recovery(successor, supervised, log, beginning instanceof Beginning.Resume resume
                    ? resume.recovered() : OptionalLong.empty());
            int status;
            try (Manager manager = new Manager(
                    loop, supervised, transcript, log, signals, socket, keeper, helpers, upgrades, recovery,
                    new Reconfiguration(supervised, keeper, successor, output))) {
                status = manager.run(beginning);
            }
            // Told last: by now the program's last words are in the transcript, where the client looks for them.
            if (supervised.failure().isPresent()) {
                report.failed(supervised.failure().get());
            }
            return status;
        }
    }

    /** Said only now that standard output leads to the transcript: an event log that goes there begins with this. */
    private void sayHow(Beginning beginning, EventLog log) {
        if (beginning instanceof Beginning.Resume resume) {
            log.log(Level.INFO.number(),
                    resume.recovered().isPresent() ? "daemon manager begun anew" : "daemon manager upgraded");
            return;
        }
        if (background) {
            log.log(Level.INFO.number(), "daemonizing the process");
            if (mandate.program().find(Option.DIRECTORY).isPresent()) {
                log.log(Level.INFO.number(), "set current directory: " + Repr.string(mandate.program().find(Option.DIRECTORY).get()));
            }
        }
        log.log(Level.INFO.number(), "daemon manager started");
    }

    private Transcript openTranscript(EventLog log) throws ManagerFailure, PosixException {
        requireOwnTranscript(mandate.program().text(Option.TRANSCRIPT));
        Transcript transcript = openKept(log);
        try (Fd nothing = Fd.open("/dev/null", Open.READ, 0)) {
            nothing.redirect(STDIN);
        }
        transcript.redirectOwn();
        return transcript;
    }

    /** {@code /dev/stdout} and the like: until now this process's output is the pipe to the command that started it. */
    private static void requireOwnTranscript(String path) throws ManagerFailure, PosixException {
        Optional<FileStatus> status = FileSystem.status(path);
        if (status.isPresent() && status.get().type() != FileType.REGULAR && !path.equals("/dev/null")
                && (status.get().isSameFile(FileSystem.status(Fd.standard(1)))
                        || status.get().isSameFile(FileSystem.status(Fd.standard(2))))) {
            throw new ManagerFailure(1, "can't use transcript '" + path + "': it is an output of the command that starts "
                    + "the daemon, and ends with it; name a file, or use 'daemon off'");
        }
    }

    /** Where pipes can't have names, a program whose manager is killed loses its output; but it runs. */
    private Transcript openKept(EventLog log) throws PosixException {
        try {
            return Transcript.open(mandate.program().text(Option.TRANSCRIPT), mandate.program().choice(Option.TRANSCRIPT_FULL, FullPolicy.class),
                    new Keeping(files.pipe(), files.staging()));
        } catch (PosixException e) {
            Transcript transcript = Transcript.open(mandate.program().text(Option.TRANSCRIPT), mandate.program().choice(Option.TRANSCRIPT_FULL, FullPolicy.class));
            log.log(Level.ERROR.number(), e.getMessage() + "; should the daemon manager be killed, output of the "
                    + "program would be lost");
            return transcript;
        }
    }
}
