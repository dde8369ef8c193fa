package zdaemon.manager;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import zdaemon.control.ControlSocket;
import zdaemon.core.Level;
import zdaemon.eventlog.EventLog;
import zdaemon.loop.Loop;
import zdaemon.posix.Environment;
import zdaemon.posix.Fd;
import zdaemon.posix.FileSystem;
import zdaemon.posix.Open;
import zdaemon.posix.OpenFiles;
import zdaemon.posix.PosixException;
import zdaemon.posix.Processes;
import zdaemon.posix.SignalFd;
import zdaemon.posix.Terminal;
import zdaemon.process.Spawner;
import zdaemon.program.Census;
import zdaemon.program.FilesBeside;
import zdaemon.program.Helpers;
import zdaemon.program.Kernel;
import zdaemon.program.ManagerFailure;
import zdaemon.program.Mark;
import zdaemon.program.Messages;
import zdaemon.program.Particulars;
import zdaemon.program.RealKernel;
import zdaemon.program.Surroundings;
import zdaemon.program.Users;
import zdaemon.spec.FleetLaunch;
import zdaemon.spec.Option;
import zdaemon.spec.ProgramSpec;
import zdaemon.transcript.Transcript;

/** Puts a manager of many programs together, who has the control socket already. */
final class FleetAssembly {
    /** Descriptors of a program that runs: both ends of its pipe, transcript, staging, state file, report. */
    private static final long PER_PROGRAM = 6;
    private static final long BESIDES = 1024;
    /** Of a terminal: red to cyan. */
    private static final int FIRST_COLOUR = 31;
    private static final int COLOURS = 6;

    private final FleetLaunch mandate;
    private final boolean isForeground;
    private final FleetFiles files;
    private final ControlSocket socket;
    private final StartReport report;

    FleetAssembly(FleetLaunch mandate, boolean isForeground, FleetFiles files, ControlSocket socket, StartReport report) {
        this.mandate = mandate;
        this.isForeground = isForeground;
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
    int run(FleetBeginning beginning, Optional<Resumed> resumed) throws ManagerFailure, PosixException {
        OpenFiles.Limits limits = OpenFiles.raise(BESIDES + PER_PROGRAM * count());
        if (resumed.isEmpty()) {
            enterSurroundings();
        }
        files.makeFolder();
        files.write(mandate);
        Processes.becomeSubreaper();
        // The log is closed before the spawner: the last messages may need a delivery agent.
        try (Spawner spawner = new Spawner(); EventLog log = EventLog.open(mandate.manager().eventLog())) {
            Kernel kernel = new RealKernel(spawner);
            Helpers helpers = new Helpers(kernel);
            log.deliverThrough(new DeliveryAgents(helpers));
            return supervise(beginning, resumed, log, new Shared(limits, log, kernel, helpers, spawner));
        }
    }

    private long count() {
        long count = 0;
        for (FleetLaunch.RunnerSpec runner : mandate.runners()) {
            count += runner.members().size();
        }
        return count;
    }

    /** What the manager's own process gets; each program gets its own. */
    private void enterSurroundings() throws PosixException {
        ProgramSpec process = new ProgramSpec(mandate.process(), Map.of());
        FileSystem.umask(process.number(Option.UMASK));
        Optional<String> directory = process.find(Option.DIRECTORY);
        if (!isForeground || directory.isPresent()) {
            FileSystem.changeDirectory(directory.orElse("/"));
        }
        if (!isForeground) {
            try (Fd nothing = Fd.open("/dev/null", Open.READ_WRITE, 0)) {
                nothing.redirect(0);
                nothing.redirect(1);
                nothing.redirect(2);
            }
        }
    }

    /** What all programs share. */
    private final class Shared {
        private final OpenFiles.Limits limits;
        private final EventLog log;
        private final Kernel kernel;
        private final Helpers helpers;
        private final Spawner spawner;
        private final Users users = new Users();

        Shared(OpenFiles.Limits limits, EventLog log, Kernel kernel, Helpers helpers, Spawner spawner) {
            this.limits = limits;
            this.log = log;
            this.kernel = kernel;
            this.helpers = helpers;
            this.spawner = spawner;
        }

        MemberHands.Common with(Loop watching) throws PosixException {
            Surroundings shared = Surroundings.of(mandate.environment(), watching::turns);
            Census known = new Census(kernel, helpers, mandate.manager().socket(), watching::turns);
            return new MemberHands.Common() {
                @Override
                public Loop loop() {
                    return watching;
                }

                @Override
                public Kernel kernel() {
                    return kernel;
                }

                @Override
                public Helpers helpers() {
                    return helpers;
                }

                @Override
                public Census census() {
                    return known;
                }

                @Override
                public EventLog log() {
                    return log;
                }

                @Override
                public Surroundings surroundings() {
                    return shared;
                }

                @Override
                public FilesBeside files(String member) {
                    return files.of(member);
                }

                @Override
                public Particulars particulars(Member member, ProgramSpec spec) throws ManagerFailure {
                    return Particulars.of(new Mark(member.name(), mandate.manager().socket()), spec, member.isOneshot(), users,
                            limits);
                }

                @Override
                public Optional<Transcript> terminal(String member) throws PosixException {
                    return isForeground ? Optional.of(onTerminal(member)) : Optional.empty();
                }
            };
        }
    }

    /** On a terminal each program's name has a colour, unless the user wants none (no-color.org). */
    private Transcript onTerminal(String member) throws PosixException {
        boolean isColoured = Terminal.isTerminal(Fd.standard(1))
                && Environment.get("NO_COLOR").orElse("").isEmpty()
                && !Environment.get("TERM").orElse("dumb").equals("dumb");
        if (!isColoured) {
            return Transcript.onTerminal(member + " | ");
        }
        int colour = FIRST_COLOUR + Math.floorMod(member.hashCode(), COLOURS);
        return Transcript.onTerminal("\u001b[" + colour + "m" + member + " |\u001b[0m ");
    }

    private int supervise(FleetBeginning beginning, Optional<Resumed> resumed, EventLog log, Shared shared)
            throws ManagerFailure, PosixException {
        Messages messages = new LoggedMessages(log);
        try (Loop loop = Loop.create(); SignalFd signals = ManagerSignals.listen()) {
            log.log(Level.INFO.number(), resumed.isEmpty() ? "daemon manager started"
                    : resumed.get().recovered().isPresent() ? "daemon manager begun anew" : "daemon manager upgraded");
            Successor successor = new Successor(socket, report, shared.spawner);
            Upgrades upgrades = new Upgrades(loop, successor, shared.helpers, log);
            ManyPrograms charge = new ManyPrograms(shared.with(loop), files, mandate, beginning, isForeground, upgrades, messages);
            successor.of(charge);
            successor.beginsWith(shared.limits);
            upgrades.of(charge);
            Recovery recovery = new Recovery(new Recovery.Exec(successor), charge, messages,
                    resumed.isPresent() ? resumed.get().recovered() : OptionalLong.empty());
            try (Manager manager = new Manager(loop, charge, log, signals, socket, shared.helpers, upgrades, recovery)) {
                if (resumed.isEmpty()) {
                    int self = Processes.self().value();
                    if (beginning instanceof FleetBeginning.Adopt) {
                        report.adopted(self);
                    } else {
                        report.ready(self);
                    }
                }
                return manager.run(resumed);
            }
        }
    }
}
