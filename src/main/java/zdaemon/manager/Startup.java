package zdaemon.manager;

import zdaemon.spec.FullPolicy;
import zdaemon.spec.Option;
import java.util.Optional;
import java.util.OptionalInt;
import zdaemon.control.ControlSocket;
import zdaemon.control.SocketTaken;
import zdaemon.core.Level;
import zdaemon.core.Snapshot;
import zdaemon.eventlog.EventLog;
import zdaemon.loop.Loop;
import zdaemon.posix.Clock;
import zdaemon.posix.Environment;
import zdaemon.posix.Fd;
import zdaemon.posix.FileStatus;
import zdaemon.posix.FileSystem;
import zdaemon.posix.FileType;
import zdaemon.posix.Open;
import zdaemon.posix.PosixException;
import zdaemon.posix.PrivatePlace;
import zdaemon.posix.Processes;
import zdaemon.posix.SignalFd;
import zdaemon.process.Spawner;
import zdaemon.program.Helpers;
import zdaemon.program.Kernel;
import zdaemon.program.Messages;
import zdaemon.program.RealKernel;
import zdaemon.program.LaunchPlan;
import zdaemon.program.StateKeeper;
import zdaemon.program.SupervisedProgram;
import zdaemon.protocol.FilesBeside;
import zdaemon.protocol.Repr;
import zdaemon.spec.ProgramSpec;
import zdaemon.spec.Launch;
import zdaemon.transcript.Keeping;
import zdaemon.transcript.Transcript;

/**
 * Makes a manager out of settings: surroundings first (directory, umask, descriptors), then the control socket, then
 * the program. Whatever fails before the loop begins is undone and told to the client.
 */
final class Startup {
    private static final int STDIN = 0;
    private static final String NOT_UNDERSTOOD = "this release does not understand what the running one hands over";

    private final Launch mandate;
    private final boolean background;
    private final FilesBeside files;
    private final ControlSocket socket;
    private final StartReport report;

    private Startup(Launch mandate, boolean background, FilesBeside files, ControlSocket socket,
            StartReport report) {
        this.mandate = mandate;
        // Whoever takes over a program of the terminal does not have that terminal.
        this.background = background || mandate.manager().flag(Option.DAEMON);
        this.files = files;
        this.socket = socket;
        this.report = report;
    }

    /**
     * Runs a manager from beginning to end. It has the control socket before it looks at what another manager may have
     * left there, and before it does anything that a rival could notice.
     *
     * @param handedOver what the client read; its socket name and directory are absolute. The environment is the
     *     client's, {@code NAME=value} each; the settings add to it for the program
     * @param adoptOnly whether to end if there is no program to take over, instead of starting it
     * @param report where the client listens
     * @return the exit status
     * @throws ManagerFailure when it cannot begin
     * @throws PosixException when the kernel refuses something
     */
    static int run(Launch handedOver, boolean adoptOnly, StartReport report)
            throws ManagerFailure, PosixException {
        String path = handedOver.manager().socket();
        try (ControlSocket socket = takeSocket(path)) {
            FilesBeside files = FilesBeside.in(PrivatePlace.of(path));
            Optional<Orphan> orphan = Orphan.find(path);
            if (orphan.isPresent()) {
                enter(orphan.get().legacy().directory());
                return new Startup(orphan.get().mandate(handedOver), adoptOnly, files, socket, report)
                        .run(new Beginning.Adopt(orphan.get()));
            }
            if (adoptOnly) {
                throw new ManagerFailure(1, "there is no program to take over");
            }
            return new Startup(handedOver, false, files, socket, report).run(new Beginning.Start());
        }
    }

    /**
     * Goes on as another release of the manager in this very process.
     *
     * @param resume what that one hands over
     * @param listener the control socket
     * @param report where the client listens that has started the program
     * @return as {@link #run}
     * @throws ManagerFailure as {@link #run}
     * @throws PosixException as {@link #run}
     */
    static int resume(Beginning.Resume resume, Fd listener, StartReport report)
            throws ManagerFailure, PosixException {
        Handoff handoff = resume.handoff();
        String path = handoff.mandate().manager().socket();
        try (ControlSocket socket = ControlSocket.inherit(path, listener, handoff.socket()).orElseThrow(
                () -> new ManagerFailure(1, NOT_UNDERSTOOD))) {
            return new Startup(handoff.mandate(), handoff.background(), keptBy(path), socket, report)
                    .run(resume);
        }
    }

    /** A release before this one may have kept the program's pipe beside the socket in any case. */
    private static FilesBeside keptBy(String path) throws PosixException {
        FilesBeside files = FilesBeside.in(PrivatePlace.of(path));
        FilesBeside beside = FilesBeside.in(PrivatePlace.beside(path));
        boolean areBeside = FileSystem.linkStatus(files.pipe()).isEmpty() && FileSystem.linkStatus(beside.pipe()).isPresent();
        return areBeside ? beside : files;
    }

    /**
     * Sees whether a manager of this release would understand what is handed over, and what it needs is there.
     *
     * @throws ManagerFailure when it would not
     * @throws PosixException when the kernel refuses something
     */
    static void tryOut(Handoff handoff) throws ManagerFailure, PosixException {
        Launch mandate = handoff.mandate();
        if (Snapshot.decode(LaunchPlanner.rules(mandate, false), handoff.snapshot(), Clock.monotonicNanos()).isEmpty()) {
            throw new ManagerFailure(1, NOT_UNDERSTOOD);
        }
        new Spawner().close();
        EventLog.open(mandate.manager().eventLog()).close();
        Environment.with(mandate.environment(), mandate.program().environment());
    }

    private static ControlSocket takeSocket(String path) throws ManagerFailure, PosixException {
        try {
            return ControlSocket.open(path);
        } catch (SocketTaken e) {
            throw new ManagerFailure(1, e.getMessage());
        }
    }

    private static void enter(String directory) {
        try {
            FileSystem.changeDirectory(directory);
        } catch (PosixException e) {
            // It has been removed since: what runs there does not mind, and what is started next has its own setting.
            return;
        }
    }

    private int run(Beginning beginning) throws ManagerFailure, PosixException {
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
            LaunchPlan plan = planner.plan(
                    background ? OptionalInt.of(transcript.childDescriptor()) : OptionalInt.empty());
            if (beginning instanceof Beginning.Resume) {
                log.log(Level.INFO.number(), "daemon manager upgraded");
            } else {
                logBeginning(log);
            }
            SupervisedProgram supervised =
                    new SupervisedProgram(plan, kernel, helpers, keeper, report, messages);
            Upgrades upgrades = new Upgrades(
                    loop, new Upgrades.Surroundings(spawner, helpers, socket, report, mandate, background),
                    supervised, transcript, log);
            int status;
            try (Manager manager =
                    new Manager(loop, supervised, transcript, log, signals, socket, keeper, helpers, upgrades)) {
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
    private void logBeginning(EventLog log) {
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
