package zdaemon.program;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import zdaemon.core.ProgramRules;
import zdaemon.posix.Environment;
import zdaemon.posix.PosixException;
import zdaemon.posix.Signal;
import zdaemon.process.Executables;
import zdaemon.process.SpawnPlan;
import zdaemon.spec.Launch;
import zdaemon.spec.Option;
import zdaemon.spec.ProgramSpec;
import zdaemon.spec.ProgramSpec.StopScope;

/** Works out from settings how to run the program and its start test. */
public final class LaunchPlanner {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    /** How long a forked child may take to exec: it makes a dozen system calls, but a network file system may sleep. */
    private static final long SPAWN_TIMEOUT_NANOS = 10 * NANOS_PER_SECOND;
    private static final int BAD_PROGRAM = 2;
    private static final int STDIN = 0;
    /** With this a oneshot is done; another end is tried again. */
    private static final Set<Integer> DONE = Set.of(0);

    private final ProgramSpec spec;
    private final boolean hangsAround;
    private final Particulars particulars;
    private final List<String> environment;
    private final Search search;
    private final String program;
    private final String startTest;

    /** As {@link Executables#find}. */
    private interface Search {
        Executables.Search find(String program, List<String> environment, Optional<String> directory) throws PosixException;
    }

    /**
     * Finds the files to execute of a manager's only program, which gets all else from the manager's process.
     *
     * @param lenient whether to go on without them: what runs already need not be found for it to be looked after; should
     *     it end, starting it will fail
     * @throws ManagerFailure when one is not to be found, or may not be run
     */
    public LaunchPlanner(Launch mandate, boolean lenient) throws ManagerFailure, PosixException {
        this(mandate.program(), Environment.with(mandate.environment(), mandate.program().environment()),
                mandate.manager().flag(Option.HANG_AROUND), Particulars.NONE, Executables::find, lenient);
    }

    /**
     * Finds the files to execute of one of many programs, whose manager does not end with it.
     *
     * @param shared  what it has in common with the others
     * @param lenient as above
     * @throws ManagerFailure when one is not to be found, or may not be run
     */
    public LaunchPlanner(ProgramSpec spec, Surroundings shared, Particulars particulars, boolean lenient)
            throws ManagerFailure, PosixException {
        this(spec, shared.environment().with(particulars.variables(spec.environment())), true, particulars, shared::find, lenient);
    }

    private LaunchPlanner(ProgramSpec spec, List<String> environment, boolean hangsAround, Particulars particulars,
            Search search, boolean lenient) throws ManagerFailure, PosixException {
        this.spec = spec;
        this.hangsAround = hangsAround;
        this.particulars = particulars;
        this.environment = List.copyOf(environment);
        this.search = search;
        this.program = find(spec.command(), lenient);
        this.startTest = spec.words(Option.START_TEST_PROGRAM).isEmpty()
                ? program : find(spec.words(Option.START_TEST_PROGRAM), lenient);
    }

    private String find(List<String> words, boolean lenient) throws ManagerFailure, PosixException {
        return switch (search.find(words.get(0), environment, particulars.directory())) {
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
        SpawnPlan ofProgram = spawnPlan(program, spec.command(), output);
        List<String> test = spec.words(Option.START_TEST_PROGRAM);
        return new LaunchPlan(
                spec.command(),
                ofProgram,
                // Wherever the manager is, it has to find what the start test leaves behind.
                test.isEmpty() ? ofProgram : spawnPlan(startTest, test, output).inNewProcessGroup(),
                Signal.parse(spec.text(Option.STOP_SIGNAL)).orElse(Signal.TERM),
                spec.choice(Option.STOP_SCOPE, StopScope.class),
                rules(spec, hangsAround, particulars.isOneshot(), output.isEmpty()));
    }

    /** In the terminal, the program stays in the manager's process group, or it could not use the terminal. */
    private SpawnPlan spawnPlan(String file, List<String> words, OptionalInt output) {
        SpawnPlan plan = particulars.givenTo(SpawnPlan.of(file, words, environment).keepingIgnored());
        return output.isEmpty() ? plan
                : plan.withStreams(STDIN, output.getAsInt(), output.getAsInt()).inNewProcessGroup();
    }

    /** How to keep a manager's only program alive. */
    public static ProgramRules rules(Launch mandate, boolean isForeground) {
        return rules(mandate.program(), mandate.manager().flag(Option.HANG_AROUND), false, isForeground);
    }

    /** How to keep one of many programs alive. */
    public static ProgramRules rules(ProgramSpec spec, boolean isOneshot) {
        return rules(spec, true, isOneshot, false);
    }

    private static ProgramRules rules(ProgramSpec spec, boolean hangsAround, boolean isOneshot, boolean isForeground) {
        return new ProgramRules(
                spec.number(Option.BACKOFF_LIMIT),
                spec.flag(Option.FOREVER),
                isOneshot ? DONE : spec.numbers(Option.EXIT_CODES),
                spec.number(Option.STOP_TIMEOUT) * NANOS_PER_SECOND,
                hangsAround,
                !spec.words(Option.START_TEST_PROGRAM).isEmpty(),
                SPAWN_TIMEOUT_NANOS,
                spec.number(Option.START_SECONDS) * NANOS_PER_SECOND,
                isForeground);
    }
}
