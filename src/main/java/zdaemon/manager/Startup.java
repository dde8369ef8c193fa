package zdaemon.manager;

import java.util.List;
import zdaemon.config.Settings;
import zdaemon.core.Level;
import zdaemon.core.ProgramRules;
import zdaemon.eventlog.EventLog;
import zdaemon.posix.Environment;
import zdaemon.posix.Executables;
import zdaemon.posix.Fd;
import zdaemon.posix.FileSystem;
import zdaemon.posix.Open;
import zdaemon.posix.PosixException;
import zdaemon.posix.SignalFd;
import zdaemon.posix.SpawnPlan;
import zdaemon.posix.Spawner;
import zdaemon.protocol.Repr;
import zdaemon.transcript.Transcript;

/**
 * Makes a manager out of settings: surroundings first (directory, umask, descriptors), then the control socket, then
 * the program. Whatever fails before the loop begins is undone and told to the client.
 */
final class Startup {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    /** How long a forked child may take to exec: it makes a dozen system calls, but a network file system may sleep. */
    private static final long SPAWN_TIMEOUT_NANOS = 10 * NANOS_PER_SECOND;
    private static final int BAD_PROGRAM = 2;
    private static final int STDIN = 0;

    private Startup() {
    }

    /**
     * Runs a manager from beginning to end.
     *
     * @param settings what the client read; its socket name and directory are absolute
     * @param environment the client's, {@code NAME=value} each; the settings add to it for the program
     * @param report where the client listens
     * @return the exit status
     * @throws ManagerFailure when it cannot begin
     * @throws PosixException when the kernel refuses something
     */
    static int run(Settings settings, List<String> environment, StartReport report)
            throws ManagerFailure, PosixException {
        if (settings.daemon()) {
            enterSurroundings(settings);
        }
        // The log is closed before the spawner: the last messages may need a delivery agent.
        try (Spawner spawner = new Spawner(); EventLog log = EventLog.open(settings.eventLog())) {
            log.deliverThrough(new DeliveryAgents(spawner));
            if (settings.daemon()) {
                log.log(Level.INFO.number(), "daemonizing the process");
                if (settings.directory().isPresent()) {
                    log.log(Level.INFO.number(), "set current directory: " + Repr.string(settings.directory().get()));
                }
            }
            try {
                List<String> complete = Environment.with(environment, settings.environment());
                return supervise(settings, complete, report, log, spawner);
            } catch (ManagerFailure e) {
                log.log(Level.CRITICAL.number(), e.getMessage());
                throw e;
            }
        }
    }

    private static void enterSurroundings(Settings settings) throws PosixException {
        FileSystem.umask(settings.umask());
        if (settings.directory().isPresent()) {
            FileSystem.changeDirectory(settings.directory().get());
        }
    }

    private static int supervise(Settings settings, List<String> environment, StartReport report,
            EventLog log, Spawner spawner) throws ManagerFailure, PosixException {
        String program = find(settings.program(), environment);
        String startTest = settings.startTestProgram().isEmpty()
                ? program : find(settings.startTestProgram(), environment);
        try (SignalFd signals = SignalFd.of(ManagerSignals.READ);
                ControlSocket socket = ControlSocket.open(settings.socketName());
                Transcript transcript = settings.daemon() ? openTranscript(settings) : Transcript.none()) {
            LaunchPlan plan = new LaunchPlan(
                    settings.program(),
                    spawnPlan(settings, program, settings.program(), environment, transcript),
                    spawnPlan(settings, startTest, settings.startTestProgram(), environment, transcript),
                    rules(settings));
            log.log(Level.INFO.number(), "daemon manager started");
            SupervisedProgram supervised = new SupervisedProgram(plan, spawner, log, report);
            int status;
            try (Manager manager = new Manager(supervised, transcript, log, signals, socket)) {
                status = manager.run();
            }
            // Told last: by now the program's last words are in the transcript, where the client looks for them.
            if (supervised.failure().isPresent()) {
                report.failed(supervised.failure().get());
            }
            return status;
        }
    }

    private static String find(List<String> words, List<String> environment) throws ManagerFailure, PosixException {
        return switch (Executables.find(words.get(0), environment)) {
            case Executables.Found(String file) -> file;
            case Executables.Missing(String message) -> throw new ManagerFailure(BAD_PROGRAM, message);
        };
    }

    private static Transcript openTranscript(Settings settings) throws PosixException {
        Transcript transcript = Transcript.open(settings.transcript());
        try (Fd nothing = Fd.open("/dev/null", Open.READ, 0)) {
            nothing.redirect(STDIN);
        }
        transcript.redirectOwn();
        return transcript;
    }

    /** In the terminal, the program stays in the manager's process group, or it could not use the terminal. */
    private static SpawnPlan spawnPlan(Settings settings, String file, List<String> words, List<String> environment,
            Transcript transcript) {
        SpawnPlan plan = SpawnPlan.of(file, words, environment);
        if (!settings.daemon()) {
            return plan;
        }
        int output = transcript.childDescriptor();
        return plan.withStreams(STDIN, output, output).inNewProcessGroup();
    }

    private static ProgramRules rules(Settings settings) {
        return new ProgramRules(
                settings.backoffLimit(),
                settings.forever(),
                settings.exitCodes(),
                settings.stopTimeout() * NANOS_PER_SECOND,
                settings.hangAround(),
                !settings.startTestProgram().isEmpty(),
                SPAWN_TIMEOUT_NANOS);
    }
}
