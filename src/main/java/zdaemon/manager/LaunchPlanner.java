package zdaemon.manager;

import java.util.List;
import java.util.OptionalInt;
import zdaemon.core.ProgramRules;
import zdaemon.posix.Environment;
import zdaemon.posix.PosixException;
import zdaemon.posix.Signal;
import zdaemon.process.Executables;
import zdaemon.process.SpawnPlan;
import zdaemon.program.LaunchPlan;
import zdaemon.spec.Settings;
import zdaemon.spec.SettingsText;

/** Works out from settings how to run the program and its start test. */
final class LaunchPlanner {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    /** How long a forked child may take to exec: it makes a dozen system calls, but a network file system may sleep. */
    private static final long SPAWN_TIMEOUT_NANOS = 10 * NANOS_PER_SECOND;
    private static final int BAD_PROGRAM = 2;
    private static final int STDIN = 0;

    private final Settings settings;
    private final List<String> environment;
    private final String program;
    private final String startTest;

    /**
     * Finds the files to execute.
     *
     * @param lenient whether to go on without them: what runs already need not be found for it to be looked after; should
     *     it end, starting it will fail
     * @throws ManagerFailure when one is not to be found, or may not be run
     */
    LaunchPlanner(SettingsText mandate, boolean lenient) throws ManagerFailure, PosixException {
        this.settings = mandate.settings();
        this.environment = Environment.with(mandate.environment(), settings.environment());
        this.program = find(settings.program(), lenient);
        this.startTest = settings.startTestProgram().isEmpty() ? program : find(settings.startTestProgram(), lenient);
    }

    private String find(List<String> words, boolean lenient) throws ManagerFailure, PosixException {
        return switch (Executables.find(words.get(0), environment)) {
            case Executables.Found(String file) -> file;
            case Executables.Missing(String message) -> {
                if (lenient) {
                    yield words.get(0);
                }
                throw new ManagerFailure(BAD_PROGRAM, message);
            }
        };
    }

    /**
     * The plan.
     *
     * @param output the descriptor that takes the program's output, in the background; empty in the terminal
     */
    LaunchPlan plan(OptionalInt output) {
        return new LaunchPlan(
                settings.program(),
                spawnPlan(program, settings.program(), output),
                spawnPlan(startTest, settings.startTestProgram(), output),
                Signal.parse(settings.stopSignal()).orElse(Signal.TERM),
                settings.stopScope(),
                rules(settings));
    }

    /** In the terminal, the program stays in the manager's process group, or it could not use the terminal. */
    private SpawnPlan spawnPlan(String file, List<String> words, OptionalInt output) {
        SpawnPlan plan = SpawnPlan.of(file, words, environment);
        return output.isEmpty() ? plan
                : plan.withStreams(STDIN, output.getAsInt(), output.getAsInt()).inNewProcessGroup();
    }

    /** How to keep the program alive. */
    static ProgramRules rules(Settings settings) {
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
