package zdaemon.program;

import java.util.List;
import java.util.OptionalInt;
import zdaemon.core.ProgramRules;
import zdaemon.posix.Environment;
import zdaemon.posix.PosixException;
import zdaemon.posix.Signal;
import zdaemon.process.Executables;
import zdaemon.process.SpawnPlan;
import zdaemon.spec.Launch;
import zdaemon.spec.Option;
import zdaemon.spec.ProgramSpec.StopScope;

/** Works out from settings how to run the program and its start test. */
public final class LaunchPlanner {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    /** How long a forked child may take to exec: it makes a dozen system calls, but a network file system may sleep. */
    private static final long SPAWN_TIMEOUT_NANOS = 10 * NANOS_PER_SECOND;
    private static final int BAD_PROGRAM = 2;
    private static final int STDIN = 0;

    private final Launch mandate;
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
    public LaunchPlanner(Launch mandate, boolean lenient) throws ManagerFailure, PosixException {
        this.mandate = mandate;
        this.environment = Environment.with(mandate.environment(), mandate.program().environment());
        this.program = find(mandate.program().command(), lenient);
        this.startTest = mandate.program().words(Option.START_TEST_PROGRAM).isEmpty() ? program : find(mandate.program().words(Option.START_TEST_PROGRAM), lenient);
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
    public LaunchPlan plan(OptionalInt output) {
        return new LaunchPlan(
                mandate.program().command(),
                spawnPlan(program, mandate.program().command(), output),
                // Wherever the manager is, it has to find what the start test leaves behind.
                spawnPlan(startTest, mandate.program().words(Option.START_TEST_PROGRAM), output).inNewProcessGroup(),
                Signal.parse(mandate.program().text(Option.STOP_SIGNAL)).orElse(Signal.TERM),
                mandate.program().choice(Option.STOP_SCOPE, StopScope.class),
                rules(mandate, output.isEmpty()));
    }

    /** In the terminal, the program stays in the manager's process group, or it could not use the terminal. */
    private SpawnPlan spawnPlan(String file, List<String> words, OptionalInt output) {
        SpawnPlan plan = SpawnPlan.of(file, words, environment).keepingIgnored();
        return output.isEmpty() ? plan
                : plan.withStreams(STDIN, output.getAsInt(), output.getAsInt()).inNewProcessGroup();
    }

    /** How to keep the program alive. */
    public static ProgramRules rules(Launch mandate, boolean isForeground) {
        return new ProgramRules(
                mandate.program().number(Option.BACKOFF_LIMIT),
                mandate.program().flag(Option.FOREVER),
                mandate.program().numbers(Option.EXIT_CODES),
                mandate.program().number(Option.STOP_TIMEOUT) * NANOS_PER_SECOND,
                mandate.manager().flag(Option.HANG_AROUND),
                !mandate.program().words(Option.START_TEST_PROGRAM).isEmpty(),
                SPAWN_TIMEOUT_NANOS,
                mandate.program().number(Option.START_SECONDS) * NANOS_PER_SECOND,
                isForeground);
    }
}
