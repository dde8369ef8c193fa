package zdaemon.manager;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import zdaemon.control.ControlSocket;
import zdaemon.core.Level;
import zdaemon.core.ProgramState;
import zdaemon.core.Snapshot;
import zdaemon.eventlog.EventLog;
import zdaemon.loop.Loop;
import zdaemon.posix.Clock;
import zdaemon.posix.FileSystem;
import zdaemon.posix.Pid;
import zdaemon.posix.PosixException;
import zdaemon.posix.Processes;
import zdaemon.posix.SignalFd;
import zdaemon.process.Spawner;
import zdaemon.program.FilesBeside;
import zdaemon.program.Helpers;
import zdaemon.program.Kernel;
import zdaemon.program.LaunchPlan;
import zdaemon.program.LaunchPlanner;
import zdaemon.program.ManagerFailure;
import zdaemon.program.Messages;
import zdaemon.program.ProgramOutput;
import zdaemon.program.RealKernel;
import zdaemon.program.StateKeeper;
import zdaemon.program.SupervisedProgram;
import zdaemon.protocol.Repr;
import zdaemon.spec.Launch;
import zdaemon.spec.Option;
import zdaemon.spec.ProgramSpec;
import zdaemon.transcript.Transcript;

/**
 * Puts a manager together, who has the control socket already: surroundings first (directory, umask, descriptors), then the
 * event log and the transcript, then the program. Whatever fails before the loop begins is undone and told to the client.
 */
final class Assembly {
    private final Launch mandate;
    private final boolean background;
    private final FilesBeside files;
    private final ControlSocket socket;
    private final StartReport report;

    Assembly(Launch mandate, boolean background, FilesBeside files, ControlSocket socket, StartReport report) {
        this.mandate = mandate;
        // A manager that takes over a program of the terminal does not have that terminal.
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
    int run(Beginning beginning, Optional<Resumed> resumed) throws ManagerFailure, PosixException {
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
                return supervise(beginning, resumed, log, spawner, kernel, helpers);
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

    private int supervise(Beginning beginning, Optional<Resumed> resumed, EventLog log, Spawner spawner, Kernel kernel, Helpers helpers)
            throws ManagerFailure, PosixException {
        LaunchPlanner planner = new LaunchPlanner(mandate, !(beginning instanceof Beginning.Start));
        Messages messages = new LoggedMessages(log);
        StateKeeper keeper = StateKeeper.of(files.state(), mandate, messages);
        ProgramOutput programOutput = new ProgramOutput(mandate.program(), files, messages);
        try (Loop loop = Loop.create(); SignalFd signals = ManagerSignals.listen();
                Transcript transcript = background ? programOutput.open(processOf(beginning)) : Transcript.none()) {
            OptionalInt output = background ? OptionalInt.of(transcript.childDescriptor()) : OptionalInt.empty();
            LaunchPlan plan = planner.plan(output);
            sayHow(resumed, log);
            SupervisedProgram supervised =
                    new SupervisedProgram(plan, kernel, helpers, keeper, report, messages);
            Successor successor = new Successor(socket, report, spawner);
            Upgrades upgrades = new Upgrades(loop, successor, helpers, log);
            Charge charge = new OneProgram(loop, supervised, transcript, programOutput, keeper, log, upgrades, mandate,
                    background, beginning);
            successor.of(charge);
            upgrades.of(charge);
            Recovery recovery = new Recovery(new Recovery.Exec(successor), charge, messages,
                    resumed.isPresent() ? resumed.get().recovered() : OptionalLong.empty());
            int status;
            try (Manager manager = new Manager(loop, charge, log, signals, socket, helpers, upgrades, recovery)) {
                status = manager.run(resumed);
            }
            // Told last: by now the program's last words are in the transcript, where the client looks for them.
            if (charge.failure().isPresent()) {
                report.failed(charge.failure().get());
            }
            return status;
        }
    }

    /** The program's process, if there is one already. */
    private Optional<Pid> processOf(Beginning beginning) {
        return switch (beginning) {
            case Beginning.Start() -> Optional.empty();
            case Beginning.Adopt(Orphan orphan) -> Optional.of(orphan.identity().pid());
            case Beginning.Resume resume -> {
                Optional<ProgramState> state = Snapshot.decode(
                        LaunchPlanner.rules(mandate, !background), resume.handoff().snapshot(), Clock.monotonicNanos());
                yield state.isPresent() && state.get().process() > 0
                        ? Optional.of(new Pid(state.get().process())) : Optional.empty();
            }
        };
    }

    /** Said only now that standard output leads to the transcript: an event log that goes there begins with this. */
    private void sayHow(Optional<Resumed> resumed, EventLog log) {
        if (resumed.isPresent()) {
            log.log(Level.INFO.number(),
                    resumed.get().recovered().isPresent() ? "daemon manager begun anew" : "daemon manager upgraded");
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
}
